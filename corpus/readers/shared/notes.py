"""Footnotes: the sign in the text as a mark, and the note's text with that sign as a paragraph after the text."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.document import BlockKind
from corpus.readers.shared.blocks import ParsedBlock
from corpus.readers.shared.characters import superscript
from corpus.text import Mark, RichText, clean, plain

LONGEST_SIGN = 4
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SIGNS = "*†‡§¶‖#∥◊"


def note_mark(sign: str) -> Mark:
    """The mark of a note's sign, as the text shows it."""
    return Mark(shown_sign(sign), (), note=True)


def signed(sign: str, text: RichText) -> RichText:
    """The text of a note with its sign in front, unless it begins with it as the text shows it."""
    shown = shown_sign(sign)
    if plain(text).startswith(shown):
        return text
    return f"{shown} {text}" if isinstance(text, str) else [f"{shown} ", *text]


def shown_sign(sign: str) -> str:
    """A sign as superscript characters, without brackets around it."""
    bare = clean(sign).strip("()[].: ")
    return "".join(map(superscript, bare))


def is_sign(written: str) -> bool:
    """Whether a text is the sign of a note: a letter, a number or characters such as an asterisk or a dagger."""
    bare = clean(written).strip("()[] ")
    if not bare or len(bare) > LONGEST_SIGN:
        return False
    return (
        bare.isdecimal()
        or (bare.isalpha() and (len(bare) == 1 or set(bare) <= set("ivx")))
        or set(bare) <= {*_SIGNS}
    )


def roman(number: int) -> str:
    """A number below 40 in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written


def place_notes(parts: Iterable[ParsedBlock]) -> list[ParsedBlock]:
    """The blocks, with the notes of each as paragraphs after it, or after the list or table that it introduces."""
    placed: list[ParsedBlock] = []
    waiting: list[RichText] = []
    for part in parts:
        if waiting and not _belongs(part, placed[-1]):
            placed += _paragraphs(waiting)
            waiting = []
        placed.append(replace(part, notes=()))
        waiting += part.notes
    return placed + _paragraphs(waiting)


def _belongs(part: ParsedBlock, before: ParsedBlock) -> bool:
    """Whether a block continues a list or table, or is introduced by the block before it."""
    if part.kind is BlockKind.TABLE_ROW:
        return before.kind is BlockKind.CAPTION or (before.kind is BlockKind.TABLE_ROW and not part.first)
    return part.kind is BlockKind.LIST_ITEM


def _paragraphs(notes: Iterable[RichText]) -> list[ParsedBlock]:
    return [ParsedBlock(BlockKind.PARAGRAPH, note) for note in notes]
