"""Formulas as text: on one line if possible, else as a placeholder."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.readers.shared.characters import subscript, superscript
from corpus.readers.shared.tree import content, is_element, text_of
from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

PLACEHOLDER = "[formula]"
LONGEST = 80
_ACCENTS = {
    **dict.fromkeys("^\u02c6\u0302", "\u0302"),
    **dict.fromkeys("-\u00af\u203e\u0304", "\u0304"),
    **dict.fromkeys("~\u02dc\u0303", "\u0303"),
    **dict.fromkeys(".\u02d9\u0307", "\u0307"),
}
_ATOMS = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_ROWS = frozenset(("math", "mrow", "mstyle", "mpadded", "semantics"))
_NOTHING = frozenset(("mspace", "annotation", "annotation-xml", "mphantom", "none"))
_OTHER_FORMS = frozenset(("math", "tex-math", "label", "graphic", "inline-graphic", "alt-text"))
_SPACED = frozenset("=<>≤≥≈≠±\u223c~→∈×+")
_PLAIN_TEX = re.compile(r"\$*([\w\s=<>+*/.,:;|!()'%-]+)\$*")
_WORD = re.compile(r"[\w.]+")
_PLAIN = re.compile(r"[^\W_]", re.ASCII)


class _NeedsRoom(Exception):
    """A formula cannot be written on one line."""


def formula_text(element: "_Element") -> str:
    """The text of a formula element, or `PLACEHOLDER` if it has no readable text.

    A formula is never dropped silently, because that would change the meaning of the sentence around it.
    """
    texts = (clean(text) for text in _candidates(element))
    return next((text for text in texts if text and len(text) <= LONGEST), PLACEHOLDER)


def _candidates(element: "_Element") -> Iterator[str]:
    """The possible texts, best first: MathML on one line, plain text in the element, TeX without commands."""
    for math in element.iter("math"):
        try:
            yield _line(math)
        except _NeedsRoom:
            continue
    yield "".join(_words(element))
    for tex in element.iter("tex-math"):
        plain = _PLAIN_TEX.fullmatch(text_of(tex))
        if plain:
            yield plain[1]


def _words(element: "_Element") -> Iterator[str]:
    for part in content(element):
        if isinstance(part, str):
            yield part
        elif part.tag not in _OTHER_FORMS:
            script = {"sup": superscript, "sub": subscript}.get(str(part.tag), str)
            yield from map(script, _words(part))


def _line(node: "_Element") -> str:
    """Presentation MathML as text; raises `_NeedsRoom` for matrices, roots and other two-dimensional notation."""
    tag = str(node.tag)
    if tag in _ATOMS:
        text = text_of(node)
        return f" {text} " if tag == "mo" and text in _SPACED else text
    if tag in _NOTHING:
        return ""
    parts = [_line(child).strip() if tag not in _ROWS else _line(child) for child in node if is_element(child)]
    if tag in _ROWS:
        return "".join(parts)
    if tag == "mfenced":
        return f"{node.get('open', '(')}{', '.join(parts)}{node.get('close', ')')}"
    return _built(tag, parts)


def _built(tag: str, parts: list[str]) -> str:
    match tag, parts:
        case "msub", [base, below]:
            return base + _below(below)
        case "msup", [base, above]:
            return base + _above(above)
        case "msubsup", [base, below, above]:
            return base + _below(below) + _above(above)
        case "mfrac", [over, under]:
            return f"{_grouped(over)}/{_grouped(under)}"
        case "mover", [base, accent] if len(base) == 1 and accent in _ACCENTS:
            return unicodedata.normalize("NFC", base + _ACCENTS[accent])
    raise _NeedsRoom


def _below(text: str) -> str:
    script = subscript(text)
    return f"_{_grouped(text)}" if _PLAIN.search(script) else script


def _above(text: str) -> str:
    script = superscript(text)
    return f"^{_grouped(text)}" if _PLAIN.search(script) else script


def _grouped(text: str) -> str:
    return text if _WORD.fullmatch(text) else f"({text})"
