"""How well and how fast files are read: JATS articles made into web pages and PDFs and read back; pages a second.

The articles are the first research articles by file name. Every second one has its citation markers raised before
anything is made of it, as other journals print them. What the JATS reader makes of an article is the truth; the
pages are made from its XML by code of their own (`jats_markup`, `web_page`, `print_pages`).
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from corpus.document import Document  # noqa: E402 - after the path
from corpus.readers import Record, read_records  # noqa: E402 - after the path
from corpus.text import SentenceSplitter  # noqa: E402 - after the path
from jats_markup import Element, raise_markers  # noqa: E402 - after the path
from print_pages import font, printed  # noqa: E402 - after the path
from read_back import Comparison, compared  # noqa: E402 - after the path
from web_page import FURNITURE, page  # noqa: E402 - after the path

ARTICLES = 10
MEASURES = ("sentences", "links", "rows", "sections")
FORMATS: dict[str, tuple[str, Callable[[Element, int], bytes]]] = {
    "HTML": (".html", lambda article, number: page(article, landmarks=number % 2 == 0).encode()),
    "PDF, one column": (".one.pdf", lambda article, _: printed(article, columns=1)),
    "PDF, two columns": (".two.pdf", lambda article, _: printed(article, columns=2)),
}


def main() -> None:
    """Print what was asked for."""
    options = _options()
    articles = research_articles(options.data / "plos_jats")[options.skip :][: options.articles]
    with tempfile.TemporaryDirectory() as folder:
        made = list(made_of(articles, Path(folder)))
        if "fidelity" in options.parts:
            _fidelity(made, show=options.misses)
        if "speed" in options.parts:
            _speed(options.data, [files["HTML"] for _, files in made])


def research_articles(folder: Path) -> list[Path]:
    """The research articles of a folder of JATS files, by file name."""
    return [path for path in sorted(folder.glob("*.xml")) if _root(path).get("article-type") == "research-article"]


def made_of(articles: Sequence[Path], folder: Path) -> Iterator[tuple[Path, dict[str, Path]]]:
    """Each article as XML and as it is published, in the folder."""
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
    """The one document of a file."""
    (record,) = read_records(path, splitter)
    if not isinstance(record, Record):
        raise SystemExit(f"{record.place}: {record.reason}")
    return record.parse()


def _root(path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.parse(path, parser).getroot()


def _fidelity(made: Sequence[tuple[Path, dict[str, Path]]], *, show: int) -> None:
    splitter = SentenceSplitter()
    print(f"type: {font()}\n\n| article | format | {' | '.join(MEASURES)} | furniture |")
    print("|---|---|" + "---|" * (len(MEASURES) + 1))
    found: dict[str, list[Comparison]] = {name: [] for name in FORMATS}
    for truth, files in made:
        expected = document_of(truth, splitter)
        for name, path in files.items():
            back = document_of(path, splitter)
            comparison = compared(expected, back)
            found[name].append(comparison)
            quoted = sum(text in back.text for text in FURNITURE)
            shares = (comparison.shares[measure] for measure in MEASURES)
            cells = (f"{share.kept}/{share.of}" for share in shares)
            print(f"| {truth.stem} | {name} | {' | '.join(cells)} | {quoted} |", flush=True)
            for measure in MEASURES if show else ():
                for missed in comparison.missed[measure][:show]:
                    print(f"    {measure}: {missed}")
    for name, comparisons in found.items():
        print(f"| all | {name} | {' | '.join(_overall(comparisons, measure) for measure in MEASURES)} | |")


def _overall(comparisons: Sequence[Comparison], measure: str) -> str:
    """The share over all articles, with its interval over the articles."""
    from eval.report import ratio_interval

    shares = [comparison.shares[measure] for comparison in comparisons if comparison.shares[measure].of]
    if not shares:
        return "none"
    share = ratio_interval([share.kept for share in shares], [share.of for share in shares])
    return f"{share.mean:.1%} [{share.low:.1%}, {share.high:.1%}]"


def _speed(data: Path, pages: Sequence[Path]) -> None:
    from reading_speed import pace

    jats = [*sorted((data / "plos_jats").glob("*.xml")), *sorted((data / "jats_misc").glob("*.*ml"))]
    kinds = {
        "PDF": sorted((data / "who_pdfs").glob("*.pdf")),
        "JATS": jats,
        "HTML": list(pages),
        "STG": [data / "nigeria_stg2022" / "conditions.jsonl.gz"],
    }
    load = os.getloadavg()[0]
    print(
        f"\nload before: {load:.1f} on {os.cpu_count()} cores; a second of wall time, and of the workers' CPU time"
    )
    columns = ("documents/s", "pages/s", "MB/s", "documents/CPU s", "pages/CPU s", "peak MB")
    print(f"| reader | processes | documents | {' | '.join(columns)} |")
    print("|---|---|---|" + "---|" * len(columns))
    for name, files in kinds.items():
        for processes in (1, 2):
            taken = pace(files, processes)
            wall = [taken.documents / taken.wall, taken.pages / taken.wall, taken.megabytes / taken.wall]
            cpu = [taken.documents / taken.cpu, taken.pages / taken.cpu]
            rates = " | ".join(f"{rate:.1f}" if rate else "" for rate in (*wall, *cpu))
            print(f"| {name} | {processes} | {taken.documents} | {rates} | {taken.peak / 1e6:.0f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared/data"))
    )
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--skip", type=int, default=0, help="how many articles to leave out first")
    parser.add_argument("--parts", nargs="+", choices=("fidelity", "speed"), default=["fidelity", "speed"])
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each kind to print")
    return parser.parse_args()


if __name__ == "__main__":
    main()
