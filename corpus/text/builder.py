"""The document builder: lays out a reader's blocks as canonical text and records all offsets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.document import (
    Block,
    BlockKind,
    Document,
    Doubt,
    DoubtKind,
    Metadata,
    Notice,
    Page,
    Reference,
    Sentence,
    Span,
)
from corpus.text.boundaries import SentenceSplitter
from corpus.text.canonical import clean, is_visible
from corpus.text.citation_markers import Marker, MarkerStyle, find_markers, merge_markers
from corpus.text.doubtful import text_doubts
from corpus.text.line_breaks import Line, has_breaks, units
from corpus.text.list_stems import introduces_list, is_continued
from corpus.text.marked_text import Mark, RichText, compose, plain
from corpus.text.segments import segment

LAYOUT_VERSION = "4"  # increment when the same blocks produce a different text, other sentences or other doubts
_LOWEST_HEADING = 9
_DEEPEST_LIST = 8
_LOOSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION)


class _Unsplit(NamedTuple):
    """The text of a block, with its markers and its place in the document; a `whole` block is one sentence."""

    text: str
    markers: list[Marker]
    start: int
    whole: bool


class DocumentBuilder:
    """Builds a document from its title, which comes first, and its blocks in reading order.

    Every text is cleaned; blank blocks are omitted. Citation markers are the marks of a rich text, and text that
    matches the given marker style.

    The title and every heading and table row are one sentence each. A list item's stem is the paragraph directly
    before its list, unless both are complete sentences, or the item that it is nested in; a table row's stem
    is the last header row of its table. A stem that goes on
    from the paragraph before it has that as its own stem.
    """

    def __init__(self, splitter: SentenceSplitter, markers: MarkerStyle = MarkerStyle.NONE) -> None:
        self._splitter = splitter
        self._markers = markers
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._unsplit: list[_Unsplit] = []
        self._section: list[tuple[int, str]] = []
        self._introduction: int | None = None
        self._items: list[int] = []
        self._header: int | None = None
        self._coming_pages: list[tuple[int, int]] = []
        self._pages: list[tuple[int, int]] = []
        self._coming_doubts: list[tuple[DoubtKind, int, int | None]] = []
        self._doubts: set[Doubt] = set()

    @property
    def is_quotable(self) -> bool:
        """Whether there is any block besides the title and headings, which are never quoted on their own."""
        return any(block.kind is not BlockKind.HEADING for block in self._blocks)

    def title(self, text: str) -> None:
        """Adds the document's title: a heading of level 1 with an empty section path."""
        if self._blocks:
            raise ValueError("add the title once, before all other blocks")
        title = clean(text)
        if not is_visible(title):
            raise ValueError("a document needs a title")
        self._add(title, [], BlockKind.HEADING, level=1)

    def heading(self, text: RichText, level: int = 2) -> None:
        """Adds a section heading; levels start at 2, and a deeper heading is nested in the one before it."""
        heading, markers = self._composed(text)
        if not is_visible(heading):
            self._coming_doubts.clear()
            return
        level = min(max(level, 2), _LOWEST_HEADING)
        self.leave(level)
        sentences = segment(heading, None, markers)
        self._section.append((level, sentences[0].span.of(heading) if sentences else heading))
        self._add(heading, markers, BlockKind.HEADING, level=level)

    def leave(self, level: int = 2) -> None:
        """Ends all sections of this level and deeper, as at the end of an abstract, a box or a table."""
        while self._section and self._section[-1][0] >= level:
            self._section.pop()

    def paragraph(self, text: RichText) -> None:
        """Adds a paragraph of running text; with line breaks, a paragraph or list item for each unit of lines."""
        for unit in units(text) if has_breaks(text) and not self._turns_page_within() else [Line(text)]:
            if unit.is_item:
                self.list_item(unit.text)
            else:
                self._add(*self._composed(unit.text), BlockKind.PARAGRAPH)

    def list_item(self, text: RichText, depth: int = 0, *, whole: bool = False, first: bool = False) -> None:
        """Adds a list item; depth 0 is the outermost list, and a depth that skips levels is reduced to fit.

        A `whole` item is a single sentence even if it contains full stops, as a drug with its doses does. With
        line breaks, the units after the first are items nested in it. `first` marks a new outermost list directly
        after another, whose introduction is not its own.
        """
        if has_breaks(text) and not whole and not self._turns_page_within():
            line, *others = units(text) or [Line("")]
            self.list_item(line.text, depth, first=first)
            for unit in others:
                self.list_item(unit.text, depth + 1)
            return
        item, markers = self._composed(text)
        if not is_visible(item):
            self._coming_doubts.clear()
            return
        last = self._blocks[-1] if self._blocks else None
        if last is None or first or last.kind is not BlockKind.LIST_ITEM:
            self._items = []
            introduced = last is not None and last.kind is BlockKind.PARAGRAPH and self._introduces(item)
            self._introduction = self._whole_stem() if introduced else None
        del self._items[max(0, min(depth, _DEEPEST_LIST)) :]
        stem = self._items[-1] if self._items else self._introduction
        self._items.append(len(self._blocks))
        self._add(item, markers, BlockKind.LIST_ITEM, level=len(self._items) - 1, stem=stem, whole=whole)

    def table_row(self, cells: Sequence[RichText], *, header: bool = False, first: bool = False) -> None:
        """Adds a table row, its cells joined by vertical bars; `first` marks a new table directly after another.

        The stem of a second header row is the header row above it.
        """
        row, markers = self._composed(_joined(cells))
        if first:
            self._header = None
        if not is_visible(row.replace("|", "")):
            self._coming_doubts.clear()
            return
        follows = bool(self._blocks) and self._blocks[-1].kind is BlockKind.TABLE_ROW
        if not follows or (header and self._header != len(self._blocks) - 1):
            self._header = None
        self._add(row, markers, BlockKind.TABLE_ROW, stem=self._header)
        if header:
            self._header = len(self._blocks) - 1

    def caption(self, text: RichText) -> None:
        """Adds the caption of a table or figure."""
        self._add(*self._composed(text), BlockKind.CAPTION)

    def page(self, number: int, within: int = 0) -> None:
        """Starts a page of a paginated source in the next block, at offset `within`.

        `within` counts code points of the block's cleaned text; 0 means that the block begins on the page.
        """
        self._coming_pages.append((number, within))

    def doubt(self, kind: DoubtKind, start: int = 0, end: int | None = None) -> None:
        """Records a reading doubt about the next block: all of it, or the code points of its cleaned text."""
        self._coming_doubts.append((kind, start, end))

    def build(
        self, metadata: Metadata, references: Sequence[Reference] = (), notices: Sequence[Notice] = ()
    ) -> Document:
        """The finished document; ValueError if no title was added."""
        if not self._blocks or self._blocks[0].level != 1:
            raise ValueError(f"document {metadata.id!r} has no title: call `title` first")
        self._pages += ((number, self._length) for number, _ in self._coming_pages)
        return Document(
            metadata=metadata,
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            sentences=tuple(self._sentences()),
            references=tuple(references),
            pages=self._page_spans(),
            notices=tuple(notices),
            doubts=tuple(sorted(self._doubts)),
        )

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences of all blocks, split with the abbreviations that the document itself shows."""
        splitter = self._splitter.knowing(block.text for block in self._unsplit if not block.whole)
        for number, block in enumerate(self._unsplit):
            for part in segment(block.text, None if block.whole else splitter, block.markers):
                span = Span(block.start + part.span.start, block.start + part.span.end)
                yield Sentence(span, number, part.references)

    def _composed(self, rich: RichText) -> tuple[str, list[Marker]]:
        text, marks = compose(rich)
        return text, merge_markers(marks, find_markers(text, self._markers))

    def _add(
        self,
        text: str,
        markers: list[Marker],
        kind: BlockKind,
        level: int = 0,
        stem: int | None = None,
        *,
        whole: bool = False,
    ) -> None:
        if not is_visible(text):
            self._coming_pages = [(number, 0) for number, _ in self._coming_pages]
            self._coming_doubts.clear()
            return
        separator = self._separator(kind, level)
        start = self._length + len(separator)
        self._turn_pages(start)
        self._note_doubts(text, start)
        self._unsplit.append(_Unsplit(text, markers, start, whole=whole or kind not in _LOOSE))
        section = tuple(name for _, name in self._section)
        self._blocks.append(Block(Span(start, start + len(text)), kind, section, level, stem))
        self._parts += (separator, text)
        self._length = start + len(text)

    def _separator(self, kind: BlockKind, level: int) -> str:
        """The text between the last block and one of this kind; a bullet belongs to neither block."""
        if not self._blocks:
            return ""
        follows = self._blocks[-1].kind is kind and kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        bullet = "  " * level + "- " if kind is BlockKind.LIST_ITEM else ""
        return ("\n" if follows else "\n\n") + bullet

    def _turns_page_within(self) -> bool:
        """Whether a page starts within the next block, at an offset that holds for the block as a whole."""
        return any(within for _, within in self._coming_pages)

    def _introduces(self, item: str) -> bool:
        """Whether the last sentence of the last block, a paragraph, introduces the list of an item."""
        last = self._unsplit[-1]
        parts = segment(last.text, self._splitter, last.markers)
        start = parts[-1].span.start if parts else 0
        return introduces_list(last.text[start:], item)

    def _whole_stem(self) -> int:
        """The ordinal of the last block; if it goes on from the paragraph before it, it gets that as its stem."""
        at = len(self._blocks) - 1
        last, before = self._blocks[at], self._blocks[at - 1]
        goes_on = before.kind is BlockKind.PARAGRAPH and before.section == last.section
        if goes_on and is_continued(self._unsplit[at - 1].text, self._unsplit[at].text):
            self._blocks[at] = replace(last, stem=at - 1)
        return at

    def _note_doubts(self, text: str, start: int) -> None:
        for kind, first, last in self._coming_doubts:
            begin = min(first, len(text) - 1)
            end = len(text) if last is None else min(max(last, begin + 1), len(text))
            self._doubts.add(Doubt(Span(start + begin, start + end), kind))
        self._coming_doubts.clear()
        for doubt in text_doubts(text):
            span = Span(start + doubt.span.start, start + doubt.span.end)
            self._doubts.add(Doubt(span, doubt.kind))

    def _turn_pages(self, start: int) -> None:
        self._pages += ((number, start + within) for number, within in self._coming_pages)
        self._coming_pages.clear()

    def _page_spans(self) -> tuple[Page, ...]:
        ends = [*(start for _, start in self._pages[1:]), self._length]
        pairs = zip(self._pages, ends, strict=False)
        return tuple(Page(number, Span(start, end)) for (number, start), end in pairs)


def _joined(cells: Sequence[RichText]) -> RichText:
    if all(isinstance(cell, str) for cell in cells):
        return " | ".join(plain(cell) for cell in cells)
    pieces: list[str | Mark] = []
    for number, cell in enumerate(cells):
        pieces.append(" | " if number else "")
        pieces.extend([cell] if isinstance(cell, str) else cell)
    return pieces
