"""The elements of a Markdown body, as a flat sequence with line numbers and list numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.document import BlockKind
from corpus.readers.shared import StyledRun, runs, strip_html


@dataclass(frozen=True, slots=True)
class Element:
    """A block: its text as styled runs, its line number from 0, and the attributes of its kind.

    `level` is a heading's level or a list item's depth, which is one more for each block of an item but its first;
    `number` is the number of an item in a numbered list, set for the item's first block only; `first` marks the
    first block of an outermost list; `cells` and `header` are for table rows.
    """

    kind: BlockKind
    line: int
    runs: tuple[StyledRun, ...] = ()
    level: int = 0
    number: int | None = None
    cells: tuple[str, ...] = ()
    header: bool = False
    first: bool = False

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(run.text for run in self.runs)


def elements(body: str) -> Iterator[Element]:
    """The elements of a body in CommonMark with tables; raw HTML becomes its text, code its content."""
    return _Walk().elements(MarkdownIt("commonmark").enable("table").parse(body.replace("\0", "")))


@dataclass
class _Walk:
    """The state of a walk over the tokens."""

    depth: int = -1
    begun: list[bool] = field(default_factory=list)  # of the open items, from the outermost: whether a block came
    number: int | None = None
    first: bool = False
    heading: int = 0
    cells: list[str] = field(default_factory=list)
    in_row: bool = False
    in_head: bool = False

    def elements(self, tokens: Sequence[Token]) -> Iterator[Element]:
        for token in tokens:
            if token.type == "tr_close":
                yield Element(BlockKind.TABLE_ROW, 0, cells=tuple(self.cells), header=self.in_head)
            self._step(token)
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type == "html_block":
                yield self._block((StyledRun(strip_html(token.content)),), token)
            elif token.type in ("fence", "code_block"):
                yield self._block((StyledRun(token.content),), token)

    def _step(self, token: Token) -> None:
        """Updates the state where a list, a list item, a heading or a row begins or ends."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.first = self.first or self.depth < 0
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self.number = int(token.info) if token.info.isdecimal() else None
                self.begun.append(False)
            case "list_item_close":
                self.begun.pop()
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "tr_open" | "tr_close":
                self.in_row, self.cells = token.type == "tr_open", []
            case "thead_open" | "thead_close":
                self.in_head = token.type == "thead_open"
            case _:
                pass

    def _inline(self, token: Token) -> Iterator[Element]:
        parts = tuple(runs(token.children or ()))
        if self.in_row:
            self.cells.append("".join(run.text for run in parts))
        elif self.heading and self.depth < 0:
            yield Element(BlockKind.HEADING, _line(token), parts, self.heading)
        else:
            yield self._block(parts, token)

    def _block(self, parts: tuple[StyledRun, ...], token: Token) -> Element:
        number, self.number = self.number, None
        if self.depth < 0:
            return Element(BlockKind.PARAGRAPH, _line(token), parts)
        first, self.first = self.first, False
        level, self.begun[-1] = self.depth + self.begun[-1], True
        return Element(BlockKind.LIST_ITEM, _line(token), parts, level, number, first=first)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
