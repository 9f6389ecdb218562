"""Characters that markup or fonts change: superscripts, subscripts, and text in symbol fonts such as Symbol.

A superscript becomes Unicode characters, so that a digit never fuses with the word before it. In a symbol font,
the code of "m" shows "µ" and that of "£" shows "≤".
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_RAISED = str.maketrans("0123456789+-\u2212\u2013=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-\u2212\u2013=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LETTERS = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
)
UNMAPPED = "\ufffd"
_FONTS = frozenset(("symbol", "wingdings", "wingdings2", "wingdings3", "webdings"))
_BASE = 0xF000  # Word writes the code n of a symbol font as the private-use character U+F000 + n


def superscript(text: str) -> str:
    """The text of a superscript: digits and signs, or a single letter ("ᵃ"), as superscript characters.

    Longer text that begins with a letter, such as the "hi" of a cell type, is unchanged, because it is a word.
    """
    bare = text.strip()
    if bare.isalpha():
        return text.translate(_LETTERS) if len(bare) == 1 else text
    return text if bare[:1].isalpha() else text.translate(_RAISED)


def subscript(text: str) -> str:
    """The text of a subscript: digits and signs as subscript characters, letters unchanged."""
    return text.translate(_LOWERED)


def symbol_font(name: str) -> str:
    """The symbol font of this name; empty for a font of ordinary text."""
    bare = re.sub(r"[\s'\"-]|(?:mt|ps)\Z", "", name.casefold())
    return bare if bare in _FONTS else ""


def in_symbol_font(text: str, font: str) -> str:
    """The characters that a symbol font shows for a text; `UNMAPPED` for those that are not known."""
    if not font:
        return text
    known = _table().get(font, {})
    return "".join(known.get(_code(one), UNMAPPED) if _is_coded(one) else one for one in text)


def _code(character: str) -> int:
    number = ord(character)
    return number - _BASE if number >= _BASE else number


def _is_coded(character: str) -> bool:
    """Whether a character is one of the 256 codes of a symbol font; others are shown in another font."""
    return not character.isspace() and _code(character) <= 0xFF  # noqa: PLR2004 (the last code of a font)


@cache
def _table() -> Mapping[str, Mapping[int, str]]:
    table: dict[str, dict[int, str]] = {}
    for line in files("corpus.readers.shared").joinpath("symbol_fonts.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            font, first, characters = line.split(" ", 2)
            table.setdefault(font, {}).update(enumerate(characters, start=int(first, 16)))
    return table
