"""Lays out a document for the reader: blocks in groups, sentences as pieces with byte offsets.

Every piece is a slice of the canonical text, so that the page can highlight exact byte ranges. Numbers replace the
reference markers between sentences; the rest of the text is complete.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.byte_offsets import ByteRuler
from corpus.document import Block, BlockKind, Document, Reference, Sentence, Span
from qa.schema import ReadingDoubt, reading_doubts

MARKER = re.compile(r"\s*[^\s.!?…](?:.*[^\s.!?…])?", re.DOTALL)
CELL = re.compile(r"\s*\|\s*|\t")
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of the canonical text, with its byte range, the reference numbers that follow it, and its doubts."""

    start: int
    end: int
    text: str
    references: tuple[int, ...] = ()
    doubts: tuple[ReadingDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, a heading, a caption, or a list item with its subordinate items."""

    pieces: tuple[Piece, ...]
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the pieces of each cell, and whether it is the header."""

    cells: tuple[tuple[Piece, ...], ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive blocks that are shown as one element; `level` is 2 to 6 for a heading, otherwise 0."""

    kind: BlockKind
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    level: int = 0
    page: int | None = None


def title_of(document: Document) -> tuple[Piece, ...]:
    """The title as pieces, with byte ranges if the canonical text begins with the title."""
    if _begins_with_title(document):
        return _pieces(document, 0, (), ByteRuler(document.text))
    return (Piece(0, 0, document.metadata.title),)


def layout(document: Document) -> tuple[Group, ...]:
    """The document's blocks in order, without the title; list items and table rows are grouped."""
    ruler = ByteRuler(document.text)
    sentences: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in document.sentences:
        sentences[sentence.block].append(sentence)
    ordinals = range(1 if _begins_with_title(document) else 0, len(document.blocks))
    groups: list[Group] = []
    page = None
    for kind, run in groupby(ordinals, key=lambda ordinal: _run_key(document.blocks[ordinal], ordinal)):
        blocks = list(run)
        found = document.page_of(document.blocks[blocks[0]].span)
        pieces = [_pieces(document, ordinal, sentences[ordinal], ruler) for ordinal in blocks]
        groups.append(_group(document, blocks, pieces, kind[0], None if found == page else found))
        page = found
    return tuple(groups)


def references_of(document: Document) -> tuple[Reference, ...]:
    """The references by number, with an entry marked `missing` for each number that is used but not listed."""
    used = {number for sentence in document.sentences for number in sentence.references}
    numbers = used | {reference.number for reference in document.references}
    return tuple(document.reference(number) for number in sorted(numbers))


def _begins_with_title(document: Document) -> bool:
    first = document.blocks[0] if document.blocks else None
    return first is not None and first.kind is BlockKind.HEADING and first.level == 1 and not first.section


def _run_key(block: Block, ordinal: int) -> tuple[BlockKind, int]:
    joined = block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    return block.kind, -1 if joined else ordinal


def _group(
    document: Document, ordinals: list[int], pieces: list[tuple[Piece, ...]], kind: BlockKind, page: int | None
) -> Group:
    if kind is BlockKind.TABLE_ROW:
        heads = {document.blocks[ordinal].stem for ordinal in ordinals}
        rows = tuple(Row(_cells(row), ordinal in heads) for ordinal, row in zip(ordinals, pieces, strict=True))
        return Group(kind, rows=rows, page=page)
    if kind is BlockKind.LIST_ITEM:
        depths = _depths(document.blocks, ordinals)
        return Group(kind, items=_nest(list(zip(depths, pieces, strict=True))), page=page)
    level = min(max(document.blocks[ordinals[0]].level, 2), 6) if kind is BlockKind.HEADING else 0
    return Group(kind, items=(Item(pieces[0]),), level=level, page=page)


def _depths(blocks: Sequence[Block], ordinals: Sequence[int]) -> list[int]:
    """The nesting depth of each item: one more than its introducing item, but at least its block's level."""
    depths: dict[int, int] = {}
    for ordinal in ordinals:
        stem = blocks[ordinal].stem
        below = depths[stem] + 1 if stem in depths else 0
        depths[ordinal] = min(max(below, blocks[ordinal].level), DEEPEST)
    return list(depths.values())


def _nest(rows: Sequence[tuple[int, tuple[Piece, ...]]]) -> tuple[Item, ...]:
    if not rows:
        return ()
    depth = rows[0][0]
    heads = [n for n, row in enumerate(rows) if n == 0 or row[0] <= depth]
    bounds = zip(heads, [*heads[1:], len(rows)], strict=True)
    return tuple(Item(rows[start][1], _nest(rows[start + 1 : end])) for start, end in bounds)


def _pieces(
    document: Document, ordinal: int, sentences: Sequence[Sentence], ruler: ByteRuler
) -> tuple[Piece, ...]:
    """The block's text without its reference markers, split into sentences and the text between them."""
    return tuple(_block_pieces(document, document.blocks[ordinal], sentences, ruler))


def _block_pieces(
    document: Document, block: Block, sentences: Sequence[Sentence], ruler: ByteRuler
) -> Iterator[Piece]:
    text = document.text
    reached = block.span.start
    ends = [sentence.span.start for sentence in sentences[1:]] + [block.span.end]
    for sentence, end in zip(sentences, ends, strict=False):
        yield from _plain(text, Span(reached, sentence.span.start), ruler)
        start = ruler.at(sentence.span.start)
        end_byte = ruler.at(sentence.span.end)
        doubts = reading_doubts(document, sentence.span)
        yield Piece(start, end_byte, sentence.span.of(text), sentence.references, doubts)
        reached = sentence.span.end + (_marker_length(text[sentence.span.end : end]) if sentence.references else 0)
    yield from _plain(text, Span(reached, block.span.end), ruler)


def _marker_length(between: str) -> int:
    """The length in characters of the reference markers after a sentence, without white space or a full stop."""
    match = MARKER.match(between)
    return match.end() if match and not any(character.isalpha() for character in between) else 0


def _plain(text: str, span: Span, ruler: ByteRuler) -> Iterator[Piece]:
    if span.start < span.end:
        yield Piece(ruler.at(span.start), ruler.at(span.end), span.of(text))


def _cells(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each cell; cells are separated by a bar or a tab."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = _parts(piece)
        cells[-1].extend(parts[:1])
        cells.extend([part] for part in parts[1:])
    return tuple(tuple(cell) for cell in cells)


def _parts(piece: Piece) -> list[Piece]:
    ruler = ByteRuler(piece.text)
    bounds = [0, *(edge for cut in CELL.finditer(piece.text) for edge in cut.span()), len(piece.text)]
    spans = list(zip(bounds[::2], bounds[1::2], strict=True))
    parts = [
        Piece(piece.start + ruler.at(start), piece.start + ruler.at(end), piece.text[start:end])
        for start, end in spans
    ]
    last = parts[-1]
    return [*parts[:-1], replace(last, references=piece.references, doubts=piece.doubts)]
