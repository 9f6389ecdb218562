"""The main content of a page as blocks: headings, paragraphs, list items, table rows and captions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.readers.html.inline import Inline, rich
from corpus.readers.html.page import BLOCKS, HEADINGS, LISTS, tag_of
from corpus.readers.html.tables import is_layout, table_rows
from corpus.readers.shared import ParsedBlock, Piece, place_notes
from corpus.text import LINE_BREAK, is_visible, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEMS = ("li", "dt", "dd")
_CAPTIONS = ("caption", "figcaption", "legend")


@dataclass(frozen=True, slots=True)
class _Place:
    """The block that text at this place becomes; `depth` is -1 outside lists."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = -1


def parse_blocks(content: "_Element", inline: Inline) -> list[ParsedBlock]:
    """The blocks of a page's content, in document order.

    Inline elements neither add nor remove white space; block elements, and two `<br>` in a row, end a block. Text
    after the first block of a list item becomes an item nested in it, and so does a `<dd>` below its `<dt>`. The
    footnotes that a block cites come after it.
    """
    walk = _Walk(inline)
    walk.into(content, _Place())
    walk.end_block(_Place())
    return place_notes(walk.parts)


class _Walk:
    def __init__(self, inline: Inline) -> None:
        self.parts: list[ParsedBlock] = []
        self._inline = inline
        self._pieces: list[Piece] = []
        self._broken = False  # the last piece is the line break of a <br>
        self._opened: _Place | None = None  # the list item whose first block is still to come
        self._begins_list = False  # the first item of an outermost list is still to come

    def into(self, element: "_Element", place: _Place) -> None:
        """Reads the content of an element."""
        self._take(element.text or "")
        for child in element:
            self._child(child, place)
            self._take(child.tail or "")

    def end_block(self, place: _Place) -> None:
        """Ends the current block and adds it, if it has visible text."""
        pieces, self._pieces, self._broken = self._pieces, [], False
        self._add(pieces, place)
        self._note()

    def _note(self) -> None:
        """Adds the notes that were cited to the last block."""
        if self.parts and (notes := self._inline.take_notes()):
            self.parts[-1] = replace(self.parts[-1], notes=(*self.parts[-1].notes, *notes))

    def _add(self, pieces: Sequence[Piece], place: _Place) -> None:
        text = rich(iter(pieces))
        if not is_visible(plain(text)):
            return
        if place.kind is BlockKind.LIST_ITEM:
            is_first = self._opened == place
            self._opened = None if is_first else self._opened
            place = place if is_first else replace(place, level=place.level + 1)
        first = self._begins_list and place.kind is BlockKind.LIST_ITEM
        self._begins_list = self._begins_list and not first
        self.parts.append(ParsedBlock(place.kind, text, place.level, first=first))

    def _take(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._broken = self._broken and not text.strip()

    def _child(self, element: "_Element", place: _Place) -> None:
        tag = tag_of(element)
        if tag == "br":
            self._break(place)
        elif tag in BLOCKS or any(tag_of(inner) in BLOCKS for inner in element.iterdescendants()):
            self._block(element, tag, place)
        else:
            self._pieces += self._inline.pieces(element)
            self._broken = False

    def _break(self, place: _Place) -> None:
        if self._broken:
            self.end_block(place)
        self._pieces.append(LINE_BREAK)
        self._broken = True

    def _block(self, element: "_Element", tag: str, place: _Place) -> None:
        self.end_block(place)
        if tag == "table" and not is_layout(element):
            self._table(element, place)
            return
        inner = self._inner(tag, place)
        if tag in _ITEMS:
            self._opened = inner
        self.into(element, inner)
        self.end_block(inner)

    def _inner(self, tag: str, place: _Place) -> _Place:
        """The place for the content of a block element."""
        if tag in LISTS:
            self._begins_list = self._begins_list or place.depth < 0
            return _Place(depth=place.depth + 1)
        if tag in _ITEMS:
            depth = max(place.depth, 0)
            return _Place(BlockKind.LIST_ITEM, depth + (tag == "dd"), depth)
        if tag in HEADINGS and place.kind is not BlockKind.CAPTION:
            return replace(place, kind=BlockKind.HEADING, level=int(tag[1]))
        if tag in _CAPTIONS:
            return replace(place, kind=BlockKind.CAPTION, level=0)
        return place

    def _table(self, table: "_Element", place: _Place) -> None:
        for caption in table.findall("caption"):
            self.into(caption, _Place(BlockKind.CAPTION))
            self.end_block(_Place(BlockKind.CAPTION))
        self.parts += table_rows(table, self._inline)
        self._note()
        self._opened = None if self._opened == place else self._opened
