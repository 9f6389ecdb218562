"""The writing of drafts to a document builder, with page numbers and citation markers."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from corpus.document import DoubtKind
from corpus.readers.pdf.doubts import Rules, doubts_in, with_crossings
from corpus.readers.pdf.joining import BlockText, Vocabulary, join_lines
from corpus.readers.pdf.layout import Draft, DraftKind, heading_text
from corpus.readers.pdf.marking import Marking
from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables import TableRow
from corpus.text import DocumentBuilder, RichText, clean

FARTHEST_INDENT = 10.0  # of the font size: an item further away is in another column


class DraftWriter:
    """Writes drafts to a builder; `listed` are the numbers in the document's reference list.

    `rules` are the horizontal lines of each page, which part the texts above and below them.
    """

    def __init__(
        self,
        builder: DocumentBuilder,
        vocabulary: Vocabulary,
        listed: AbstractSet[int],
        rules: Rules | None = None,
    ) -> None:
        self._builder, self._vocabulary, self._listed = builder, vocabulary, listed
        self._rules = rules or {}
        self._page = 0
        self._indents: list[float] = []

    def write(self, drafts: Sequence[Draft]) -> None:
        """Adds the drafts as blocks, in order."""
        texts = [self._joined(draft.lines) for draft in drafts]
        marking = Marking(texts, self._listed)
        for draft, text in zip(drafts, texts, strict=True):
            if draft.closes:
                self._builder.leave(draft.closes)
            self._turn(draft.page)
            rich = marking.rich(text, note=draft.kind is DraftKind.NOTE)
            for offset, page in text.turns:
                self._turn(page, _cleaned(text, offset))
            self._doubt(draft, text)
            self._add(draft, rich, marking)

    def _doubt(self, draft: Draft, text: BlockText) -> None:
        """Records the reading doubts about a draft, except those about the cells of a row."""
        if draft.doubtful:
            self._builder.doubt(DoubtKind.TABLE)
        if draft.row is None:
            for kind, start, end in doubts_in(text):
                self._builder.doubt(kind, _cleaned(text, start), _cleaned(text, end))

    def _add(self, draft: Draft, rich: RichText, marking: Marking) -> None:
        if draft.kind is not DraftKind.ITEM:
            self._indents = []
        match draft.kind:
            case DraftKind.HEADING:
                self._builder.heading(heading_text(draft) if draft.label else rich, draft.level)
            case DraftKind.ITEM:
                self._builder.list_item(rich, self._depth(draft))
            case DraftKind.CAPTION:
                self._builder.caption(rich)
            case DraftKind.ROW if draft.row is not None:
                self._row(draft.row, marking)
            case _:
                self._builder.paragraph(rich)

    def _row(self, row: TableRow, marking: Marking) -> None:
        """Adds a table row; a doubt about a cell is one about the row, which is one sentence.

        A rule between the lines of a cell is no doubt: labels and headers above rules belong to the rows below.
        """
        cells = [join_lines(cell, self._vocabulary) if cell else None for cell in row.cells]
        for kind in sorted({kind for cell in cells if cell for kind, _, _ in doubts_in(cell)}):
            self._builder.doubt(kind)
        rich = [marking.rich(cell, cell=True) if cell else "" for cell in cells]
        self._builder.table_row(rich, header=row.header)

    def _depth(self, draft: Draft) -> int:
        """The depth of an item: the number of open items that are less indented."""
        x0, slack = draft.first.x0, draft.first.size / 2
        elsewhere = any(abs(x0 - indent) > FARTHEST_INDENT * draft.first.size for indent in self._indents)
        if elsewhere or (self._indents and x0 < self._indents[0] - slack):
            self._indents = []
        self._indents = [indent for indent in self._indents if indent < x0 - slack] + [x0]
        return len(self._indents) - 1

    def _turn(self, page: int, within: int = 0) -> None:
        if page != self._page:
            self._builder.page(page, within)
            self._page = page

    def _joined(self, lines: Sequence[Line]) -> BlockText:
        return join_lines(with_crossings(lines, self._rules), self._vocabulary)


def _cleaned(text: BlockText, offset: int) -> int:
    """The offset in the cleaned text of a block."""
    return len(clean(text.text[:offset])) + text.text[:offset].endswith(" ")
