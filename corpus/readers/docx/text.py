"""The text of a paragraph: inserted and visible text, without deleted and hidden text."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus.readers.docx.styles import Styles, W, font_of, is_on, value
from corpus.readers.shared import (
    PLACEHOLDER,
    UNMAPPED,
    Piece,
    StyledRun,
    in_symbol_font,
    subscript,
    superscript,
    symbol_font,
)
from corpus.text import LINE_BREAK

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DELETED = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback"))
_APART = frozenset((f"{W}txbxContent", f"{W}pPr", f"{W}rPr", f"{W}sdtPr"))
_TWO_DIMENSIONS = tuple(
    f"{M}{name}" for name in ("f", "rad", "nary", "m", "eqArr", "limLow", "limUpp", "acc", "sPre")
)
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": LINE_BREAK,
    f"{W}noBreakHyphen": "\u2011",
}
_PAGE_BREAKS = ("page", "column")
_SMALLEST_HALF_POINTS = 2

Notes = Callable[[str, str], Piece]


class Inline:
    """Reads inline content; `note` returns the piece for a reference to a note, given the note's kind and id."""

    def __init__(self, styles: Styles, note: Notes) -> None:
        self._styles = styles
        self._note = note

    def pieces(self, element: "_Element") -> Iterator[Piece]:
        """The text and marks of an element, without text boxes."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in DELETED or tag in _APART:
                continue
            if tag == f"{W}r":
                if not self.is_hidden(child):
                    yield from self._run(child)
            elif tag == f"{M}oMath":
                yield _formula(child)
            else:
                yield from self.pieces(child)

    def runs(self, element: "_Element") -> Iterator[StyledRun]:
        """The text of an element as styled runs, without marks."""
        for run in element.iter(f"{W}r"):
            if self.is_hidden(run) or any(above.tag in DELETED for above in run.iterancestors()):
                continue
            properties = run.find(f"{W}rPr")
            style = "strong" if is_on(properties, "b") else "em" if is_on(properties, "i") else ""
            yield StyledRun("".join(piece for piece in self._run(run) if isinstance(piece, str)), style)

    def is_hidden(self, run: "_Element") -> bool:
        """Whether a run is hidden, white without a declared background, or too small to be seen."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        size = value(properties, "sz")
        is_shaded = any(properties.find(f"{W}{name}") is not None for name in ("shd", "highlight"))
        return (
            is_on(properties, "vanish")
            or self._styles.is_hidden(value(properties, "rStyle"))
            or (size.isdecimal() and int(size) <= _SMALLEST_HALF_POINTS)
            or (value(properties, "color").upper() == "FFFFFF" and not is_shaded)
        )

    def _run(self, run: "_Element") -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        script = {"superscript": superscript, "subscript": subscript}.get(value(properties, "vertAlign"))
        struck = is_on(properties, "strike") or is_on(properties, "dstrike")
        font = self._symbol_font(properties)
        for child in run if not struck else ():
            tag = str(child.tag)
            if tag == f"{W}t":
                text = in_symbol_font(child.text or "", font)
                yield script(text) if script else text
            elif tag == f"{W}br":
                yield " " if child.get(f"{W}type") in _PAGE_BREAKS else LINE_BREAK
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == f"{W}sym":
                yield _symbol(child.get(f"{W}char", ""), child.get(f"{W}font", ""))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield self._note(tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", ""))

    def _symbol_font(self, properties: "_Element | None") -> str:
        """The symbol font of a run, by its own properties or its character style; empty for other fonts."""
        stated = font_of(properties) or self._styles.font(value(properties, "rStyle"))
        return symbol_font(stated)


def _symbol(code: str, font: str) -> str:
    """The character of a code that is inserted from a font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return UNMAPPED
    shown = in_symbol_font(character, symbol_font(font))
    return UNMAPPED if "\ue000" <= shown <= "\uf8ff" else shown


def _formula(math: "_Element") -> str:
    """The text of a formula that fits on one line; else `PLACEHOLDER`, because a gap would mislead."""
    if next(math.iter(*_TWO_DIMENSIONS), None) is not None:
        return PLACEHOLDER
    text = ""
    for part in math.iter(f"{M}t"):
        above = {str(element.tag) for element in part.iterancestors()}
        to = superscript if f"{M}sup" in above else subscript if f"{M}sub" in above else str
        text += to(part.text or "")
    return text
