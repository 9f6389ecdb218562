"""Blocks that a reader finds in markup, before the builder lays them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import BlockKind, DoubtKind
from corpus.readers.shared.default_names import same_title
from corpus.text import DocumentBuilder, RichText, plain


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block: its text, a heading's level or a list item's depth, and the cells of a table row.

    `first` marks the first row of a table, and the first item of an outermost list; `uneven` a row with another
    number of cells than its table has columns. `notes` are the texts of the footnotes that the block cites, with
    their signs; see `place_notes`.
    """

    kind: BlockKind
    text: RichText = ""
    level: int = 0
    cells: tuple[RichText, ...] = ()
    header: bool = False
    first: bool = False
    uneven: bool = False
    notes: tuple[RichText, ...] = ()


def without_title(parts: Sequence[ParsedBlock], title: str) -> list[ParsedBlock]:
    """The blocks without the first heading that repeats the title."""
    for at, part in enumerate(parts):
        if part.kind is BlockKind.HEADING and same_title(plain(part.text), title):
            return [*parts[:at], *parts[at + 1 :]]
    return list(parts)


def texts_of(parts: Iterable[ParsedBlock]) -> list[str]:
    """The cleaned texts of the blocks that are not headings or rows of tables."""
    omitted = (BlockKind.HEADING, BlockKind.TABLE_ROW)
    return [plain(part.text) for part in parts if part.kind not in omitted]


def add_blocks(parts: Iterable[ParsedBlock], builder: DocumentBuilder) -> None:
    """Adds the blocks to the builder, in order."""
    for part in parts:
        match part.kind:
            case BlockKind.HEADING:
                builder.heading(part.text, part.level)
            case BlockKind.LIST_ITEM:
                builder.list_item(part.text, part.level, first=part.first)
            case BlockKind.TABLE_ROW:
                if part.uneven:
                    builder.doubt(DoubtKind.TABLE)
                builder.table_row(part.cells, header=part.header, first=part.first)
            case BlockKind.CAPTION:
                builder.caption(part.text)
            case _:
                builder.paragraph(part.text)
