"""Measures reading doubts on printed documents: how many sentences carry one, and how many of these are wrong.

The documents are tables with invented text, printed by two programs, and JATS articles, printed in one and two
columns. A table row is right if the original has a row with the same words, another sentence if the original has
the same sentence, letter by letter. Headings are left out.
"""

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from corpus.document import BlockKind, Document
from corpus.text import SentenceSplitter
from made_tables import KINDS, by_chromium, by_reportlab, made_tables
from measure_reading import FORMATS, document_of, made_of, research_articles
from read_back import row_words

ARTICLES = 10
Said = tuple[str, ...]


@dataclass
class Tally:
    """The sentences read, by kind of doubt (empty: none), and those of them that are wrong."""

    read: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document, rows: Set[Said], texts: Set[str]) -> None:
        """Counts the sentences of a document whose original has these rows and texts."""
        for sentence in document.sentences:
            kind, text = document.blocks[sentence.block].kind, sentence.span.of(document.text)
            if kind is BlockKind.HEADING:
                continue
            right = row_words(text) in rows if kind is BlockKind.TABLE_ROW else text in texts
            doubts = {str(doubt.kind) for doubt in document.doubts_about(sentence.span)}
            for name in doubts or {""}:
                self.read[name] += 1
                self.wrong[name] += not right

    def lines(self) -> Iterator[str]:
        """One line for each kind of doubt."""
        for name, count in sorted(self.read.items()):
            share = self.wrong[name] / count
            yield f"{name or 'no doubt':10} {count:6} sentences, {self.wrong[name]:5} of them wrong ({share:.1%})"


def main() -> None:
    """Prints the figures of the tables and of the articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("PINCITE_DATA"), help="folder of data sets")
    parser.add_argument("--skip", type=int, default=0, help="number of articles to leave out at the start")
    options = parser.parse_args()
    splitter = SentenceSplitter()
    with tempfile.TemporaryDirectory() as folder:
        for name, tally in (("tables", _tables(Path(folder), splitter)),):
            print(name, *tally.lines(), sep="\n  ", flush=True)
        if options.data:
            articles = research_articles(options.data / "plos_jats")[options.skip :][:ARTICLES]
            for name, tally in _articles(articles, Path(folder), splitter).items():
                print(name, *tally.lines(), sep="\n  ", flush=True)


def _tables(folder: Path, splitter: SentenceSplitter) -> Tally:
    tally = Tally()
    for kind in KINDS:
        made = made_tables(kind)
        rows = {row_words(" | ".join(row)) for table in made for row in (table.heads, *table.rows)}
        for data in (by_reportlab(kind, made), by_chromium(kind, made)):
            if data is not None:
                path = folder / "tables.pdf"
                path.write_bytes(data)
                read = document_of(path, splitter)
                tally.add(read, rows, {s.span.of(read.text) for s in read.sentences})
    return tally


def _articles(articles: list[Path], folder: Path, splitter: SentenceSplitter) -> dict[str, Tally]:
    tallies = {name: Tally() for name in FORMATS}
    for truth, files in made_of(articles, folder):
        original = document_of(truth, splitter)
        texts = {sentence.span.of(original.text) for sentence in original.sentences}
        rows = {row_words(text) for text in texts}
        for name, path in files.items():
            tallies[name].add(document_of(path, splitter), rows, texts)
    return tallies


if __name__ == "__main__":
    main()
