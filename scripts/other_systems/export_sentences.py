"""Writes the sentences of documents, so that other systems read the same sentences as Pincite."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.document import BlockKind, Document
from corpus.readers import ReadError, Refusal, read_records
from corpus.text import SentenceSplitter
from exchange import Sentence, write_sentences


def main() -> None:
    """Writes the file; what cannot be read is reported and left out."""
    options = _options()
    documents = _documents(list(_files(options.paths)))
    count = write_sentences(options.out, (sentence for document in documents for sentence in quotable(document)))
    print(f"{count} sentences")


def quotable(document: Document) -> Iterator[Sentence]:
    """The sentences of a document except headings, which no answer quotes."""
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        if block.kind is not BlockKind.HEADING:
            yield Sentence(document.id, (document.metadata.title, *block.section), sentence.span.of(document.text))


def _documents(files: Iterable[Path]) -> Iterator[Document]:
    splitter = SentenceSplitter()
    for path in files:
        for record in read_records(path, splitter):
            if isinstance(record, Refusal):
                print(record, file=sys.stderr)
                continue
            try:
                yield record.parse()
            except ReadError as error:
                print(error.refusal, file=sys.stderr)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.iterdir()) if path.is_dir() else [path]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/rivals export", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="a document, or a folder of documents")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
