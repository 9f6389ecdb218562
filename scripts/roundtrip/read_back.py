"""Compares a document that was read back with its original: sentences, links, table rows and sections."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import BlockKind, Document, Sentence

_APART = (BlockKind.HEADING, BlockKind.TABLE_ROW)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Share:
    """How many items of the original came back."""

    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The shares of one document that came back, and the items that did not."""

    shares: dict[str, Share]
    missed: dict[str, list[str]] = field(default_factory=dict)


def compared(truth: Document, back: Document) -> Comparison:
    """The shares of `truth` that are in `back`.

    `sentences`: sentences of paragraphs, lists and captions that are identical in `back`, each as often as in
    `truth`. `links`: their reference numbers that the identical sentence has too. `rows`: table rows with the same
    words as a row or other sentence of `back`. `sections`: headings that `back` has under the same headings.
    """
    missed: dict[str, list[str]] = {}
    shares = {
        **_sentences(truth, back, missed),
        "rows": _rows(truth, back, missed),
        "sections": _shared(_paths(truth), _paths(back), missed),
    }
    return Comparison(shares, missed)


def _sentences(truth: Document, back: Document, missed: dict[str, list[str]]) -> dict[str, Share]:
    there: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in back.sentences:
        if back.blocks[sentence.block].kind is not BlockKind.HEADING:
            there[sentence.span.of(back.text)].append(sentence)
    kept = of = links = all_links = 0
    missed["sentences"], missed["links"] = [], []
    for sentence in truth.sentences:
        if truth.blocks[sentence.block].kind in _APART:
            continue
        text, wanted = sentence.span.of(truth.text), set(sentence.references)
        same = there[text]
        best = max(same, key=lambda other: len(wanted & set(other.references)), default=None)
        found = wanted & set(best.references) if best else set()
        of, all_links, links = of + 1, all_links + len(wanted), links + len(found)
        if best is None:
            missed["sentences"].append(text)
            continue
        kept += 1
        same.remove(best)
        if found != wanted:
            missed["links"].append(f"{sorted(wanted - found)}: {text}")
    return {"sentences": Share(kept, of), "links": Share(links, all_links)}


def _rows(truth: Document, back: Document, missed: dict[str, list[str]]) -> Share:
    there = Counter(row_words(text) for text in _texts(back))
    rows = [sentence.span.of(truth.text) for sentence in truth.sentences if _is_row(truth, sentence)]
    missed["rows"] = []
    for row in rows:
        words = row_words(row)
        if there[words]:
            there[words] -= 1
        else:
            missed["rows"].append(row)
    return Share(len(rows) - len(missed["rows"]), len(rows))


def _is_row(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind is BlockKind.TABLE_ROW


def _texts(document: Document) -> Iterator[str]:
    return (sentence.span.of(document.text) for sentence in document.sentences)


def row_words(row: str) -> tuple[str, ...]:
    """The words of a row; a cell that is repeated in the columns that it spans counts once."""
    cells = [tuple(_WORD.findall(cell)) for cell in row.split(" | ")]
    once = [cell for before, cell in zip([(), *cells], cells, strict=False) if cell != before]
    return tuple(word for cell in once for word in cell)


def _paths(document: Document) -> list[tuple[str, ...]]:
    headings = (block for block in document.blocks[1:] if block.kind is BlockKind.HEADING)
    return [block.section for block in headings]


def _shared(
    wanted: Sequence[tuple[str, ...]], there: Sequence[tuple[str, ...]], missed: dict[str, list[str]]
) -> Share:
    lost = Counter(wanted) - Counter(there)
    missed["sections"] = [" > ".join(path) for path in lost.elements()]
    return Share(len(wanted) - lost.total(), len(wanted))
