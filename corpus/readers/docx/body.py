"""The body of a DOCX document: its blocks, its reference list, and its footnotes and endnotes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Reference
from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.styles import ParagraphRole, Styles, W
from corpus.readers.docx.tables import table_rows
from corpus.readers.docx.text import DELETED, Inline
from corpus.readers.shared import (
    ParsedBlock,
    Piece,
    StyledRun,
    is_reference_heading,
    is_reference_like,
    merge_marks,
    note_mark,
    parse_reference,
    place_notes,
    roman,
    signed,
    split_number,
)
from corpus.text import Mark, RichText, clean, is_visible, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOWEST = 9
Note = tuple[str, str]  # footnote or endnote, and its id


@dataclass
class Body:
    """The content of a document: its blocks, the text in the title style, and its references."""

    parts: list[ParsedBlock] = field(default_factory=list)
    title: str | None = None
    references: tuple[Reference, ...] = ()


def body_of(document: "_Element", styles: Styles, numbering: Numbering, notes: "dict[Note, _Element]") -> Body:
    """Reads the body of a document.

    The paragraphs under a heading such as References are the reference list. If there is none, the notes that
    cite something are the list. Any other note becomes a paragraph after the block that refers to it, and both
    have its sign.
    """
    root = document.find(f"{W}body")
    return _Walk(styles, numbering, notes).read(document if root is None else root)


class _Walk:
    def __init__(self, styles: Styles, numbering: Numbering, notes: "dict[Note, _Element]") -> None:
        self._styles, self._numbering = styles, numbering
        self._list = ""  # the id of the last outermost item's list
        self._notes = notes
        self._texts = Inline(styles, self._noted)
        self._plain = Inline(styles, lambda _kind, _id: "")
        self._cited: dict[Note, int] = {}
        self._signs: dict[Note, str] = {}
        self._pending: list[Note] = []
        self._carried: list[Piece] = []  # the text of paragraphs whose end is deleted
        self._listed_from = 0  # the level of the heading whose section is the reference list
        self._entries: list[tuple[StyledRun, ...]] = []
        self._has_list = False
        self._body = Body()

    def read(self, root: "_Element") -> Body:
        """Reads all blocks and the references."""
        self._has_list = any(
            self._opens_list(paragraph, self._shape(paragraph)) for paragraph in root.iter(f"{W}p")
        )
        self._blocks(root)
        self._body.parts = place_notes(self._body.parts)
        if self._entries:
            self._body.references = tuple(_references(self._entries))
        else:
            self._body.references = tuple(
                parse_reference(number, tuple(self._plain.runs(self._notes[note])))
                for note, number in self._cited.items()
            )
        return self._body

    def _blocks(self, element: "_Element") -> None:
        for child in element:
            if not isinstance(child.tag, str) or child.tag in DELETED:
                continue
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            else:
                self._blocks(child)

    def _paragraph(self, paragraph: "_Element") -> None:
        shape = self._shape(paragraph)
        if self._opens_list(paragraph, shape):
            self._listed_from = shape.heading or _LOWEST
            return
        if shape.heading and shape.heading <= self._listed_from:
            self._listed_from = 0
        if self._listed_from:
            runs = tuple(self._plain.runs(paragraph))
            if is_visible("".join(run.text for run in runs)):
                self._entries.append(runs)
            return
        self._carried += self._texts.pieces(paragraph)
        if _is_joined(paragraph):
            return
        text, self._carried = _rich(self._carried), []
        if is_visible(plain(text)):
            self._add(text, shape)
        self._after()
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag in DELETED for above in box.iterancestors()):
                self._blocks(box)

    def _add(self, text: RichText, shape: ParagraphRole) -> None:
        if shape.style == "title" and self._body.title is None:
            self._body.title = plain(text)
        elif shape.heading:
            self._body.parts.append(ParsedBlock(BlockKind.HEADING, text, shape.heading))
        elif shape.style == "caption":
            self._body.parts.append(ParsedBlock(BlockKind.CAPTION, text))
        elif shape.depth is not None:
            first = not shape.depth and self._numbering.parts(self._list, shape.numbering)
            self._list = self._list if shape.depth else shape.numbering
            self._body.parts.append(ParsedBlock(BlockKind.LIST_ITEM, text, shape.depth, first=first))
        else:
            self._body.parts.append(ParsedBlock(BlockKind.PARAGRAPH, text))

    def _after(self) -> None:
        """Adds the pending notes, which are text and not references, to the last block."""
        if self._body.parts:
            pending, self._pending = self._pending, []
            notes = (signed(self._signs[note], _rich(self._plain.pieces(self._notes[note]))) for note in pending)
            last = self._body.parts[-1]
            self._body.parts[-1] = replace(last, notes=(*last.notes, *notes))

    def _shape(self, paragraph: "_Element") -> ParagraphRole:
        return self._styles.shape(paragraph)

    def _opens_list(self, paragraph: "_Element", shape: ParagraphRole) -> bool:
        """Whether a paragraph is the heading of the reference list, in a heading style or in bold."""
        runs = [run for run in self._plain.runs(paragraph) if clean(run.text)]
        is_marked = shape.heading or (runs and all(run.style == "strong" for run in runs))
        return bool(is_marked) and is_reference_heading("".join(run.text for run in runs))

    def _noted(self, kind: str, id_: str) -> Piece:
        note = (kind, id_)
        if note not in self._notes:
            return ""
        is_first = note not in self._signs
        if is_first:
            self._signs[note] = self._sign(kind)
        text = clean("".join(run.text for run in self._plain.runs(self._notes[note])))
        if self._has_list or not is_reference_like(text):
            self._pending += [note] if is_first and is_visible(text) else []
            return note_mark(self._signs[note]) if is_visible(text) else ""
        number = self._cited.setdefault(note, len(self._cited) + 1)
        return Mark(f"[{number}]", (number,))

    def _sign(self, kind: str) -> str:
        """The next sign that Word shows: a number for a footnote, one in small Roman numerals for an endnote."""
        count = sum(1 for counted, _ in self._signs if counted == kind) + 1
        return roman(count) if kind == "endnote" else str(count)

    def _table(self, table: "_Element") -> None:
        rows = table_rows(table, self._cell, self._plain)
        self._body.parts += rows
        self._after()

    def _cell(self, cell: "_Element") -> list[Piece]:
        """The content of a cell, its paragraphs parted by spaces."""
        texts = (self._texts.pieces(paragraph) for paragraph in cell.iter(f"{W}p"))
        return merge_marks(piece for text in texts for piece in (*text, " "))


def _is_joined(paragraph: "_Element") -> bool:
    """Whether a paragraph's end is deleted, so that the next paragraph continues it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    deleted = properties is not None and any(properties.find(tag) is not None for tag in DELETED)
    following = paragraph.getnext()
    return deleted and following is not None and following.tag == f"{W}p"


def _references(entries: Sequence[Sequence[StyledRun]]) -> Iterator[Reference]:
    """The references, numbered as written or, if numbers are missing or repeated, by position."""
    split = [split_number(runs, place) for place, runs in enumerate(entries, start=1)]
    numbers = [number or place for place, (number, _) in enumerate(split, start=1)]
    if len(set(numbers)) != len(numbers):
        numbers = list(range(1, len(split) + 1))
    for number, (_, runs) in zip(numbers, split, strict=True):
        yield parse_reference(number, runs)


def _rich(pieces: Iterable[Piece]) -> RichText:
    run = merge_marks(pieces)
    return run if any(isinstance(piece, Mark) for piece in run) else "".join(str(piece) for piece in run)
