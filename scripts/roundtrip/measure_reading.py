"""Measures how well and how fast files are read.

JATS articles are published as web pages and PDFs, read back, and compared with what the JATS reader makes of the
same articles. The articles are the first research articles by file name; in every second one the citation markers
are made superscripts first, as other journals print them. The code that publishes the articles (`jats_markup`,
`web_page`, `print_pages`) shares nothing with the readers.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from corpus.document import Document
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from eval.statistics import ratio_interval
from jats_markup import Element, raise_markers
from print_pages import font, printed
from read_back import Comparison, compared
from web_page import FURNITURE, page

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 10
MEASURES = ("sentences", "links", "rows", "sections")
FORMATS: dict[str, tuple[str, Callable[[Element, int], bytes]]] = {
    "HTML": (".html", lambda article, number: page(article, landmarks=number % 2 == 0).encode()),
    "PDF, one column": (".one.pdf", lambda article, _: printed(article, columns=1)),
    "PDF, two columns": (".two.pdf", lambda article, _: printed(article, columns=2)),
}
Published = tuple[Path, dict[str, Path]]
"""An article's XML, and its published files by format."""


def main() -> None:
    """Print the tables of the parts that were asked for."""
    options = _options()
    articles = research_articles(options.data / "plos_jats")[options.skip :][: options.articles]
    with tempfile.TemporaryDirectory() as folder:
        made = list(made_of(articles, Path(folder)))
        if "fidelity" in options.parts:
            _fidelity(made, show=options.misses)
        if "speed" in options.parts:
            from reading_speed import print_speed

            print_speed(options.data, [files["HTML"] for _, files in made])


def research_articles(folder: Path) -> list[Path]:
    """The research articles among the JATS files of a folder, by file name."""
    return [path for path in sorted(folder.glob("*.xml")) if _root(path).get("article-type") == "research-article"]


def made_of(articles: Sequence[Path], folder: Path) -> Iterator[Published]:
    """Writes each article into the folder, as XML and in every format."""
    font()
    for number, path in enumerate(articles):
        article = _root(path)
        if number % 2:
            raise_markers(article)
        truth = folder / path.name
        etree.ElementTree(article).write(truth, encoding="utf-8", xml_declaration=True)
        files = {}
        for name, (suffix, publish) in FORMATS.items():
            files[name] = folder / f"{path.stem}{suffix}"
            files[name].write_bytes(publish(article, number))
        yield truth, files


def document_of(path: Path, splitter: SentenceSplitter) -> Document:
    """Reads the only document of a file; exits with the reader's reason if it is refused."""
    (record,) = read_records(path, splitter)
    if not isinstance(record, Record):
        raise SystemExit(f"{record.place}: {record.reason}")
    return record.parse()


def _root(path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.parse(path, parser).getroot()


def _fidelity(made: Sequence[Published], *, show: int) -> None:
    """Prints a row for each article and format, and the shares over all articles."""
    splitter = SentenceSplitter()
    print(f"font: {font()}\n\n| article | format | {' | '.join(MEASURES)} | page furniture |")
    print("|---|---|" + "---|" * (len(MEASURES) + 1))
    found: dict[str, list[Comparison]] = {name: [] for name in FORMATS}
    for truth, files in made:
        expected = document_of(truth, splitter)
        for name, path in files.items():
            back = document_of(path, splitter)
            comparison = compared(expected, back)
            found[name].append(comparison)
            print("\n".join(_rows(f"{truth.stem} | {name}", comparison, back, show)), flush=True)
    for name, comparisons in found.items():
        print(f"| all | {name} | {' | '.join(_overall(comparisons, measure) for measure in MEASURES)} | |")


def _rows(label: str, comparison: Comparison, back: Document, show: int) -> Iterator[str]:
    quoted = sum(text in back.text for text in FURNITURE)
    shares = (comparison.shares[measure] for measure in MEASURES)
    yield f"| {label} | {' | '.join(f'{share.kept}/{share.of}' for share in shares)} | {quoted} |"
    for measure in MEASURES if show else ():
        yield from (f"    {measure}: {missed}" for missed in comparison.missed[measure][:show])


def _overall(comparisons: Sequence[Comparison], measure: str) -> str:
    """The share over all articles, with its bootstrap interval over the articles."""
    shares = [comparison.shares[measure] for comparison in comparisons if comparison.shares[measure].of]
    if not shares:
        return "none"
    share = ratio_interval([share.kept for share in shares], [share.of for share in shares])
    return f"{share.mean:.1%} [{share.low:.1%}, {share.high:.1%}]"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data, help="folder of the data sets")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="number of articles")
    parser.add_argument("--skip", type=int, default=0, help="number of articles to skip first")
    parser.add_argument("--parts", nargs="+", choices=("fidelity", "speed"), default=["fidelity", "speed"])
    parser.add_argument("--misses", type=int, default=0, help="number of misses of each kind to print per article")
    return parser.parse_args()


if __name__ == "__main__":
    main()
