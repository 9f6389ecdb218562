"""Inline content as rich text: links to the reference list become marks; superscripts and subscripts are kept."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.readers.html.tree import BLOCKS, raw_text, tag_of, text_of
from corpus.readers.shared import (
    Piece,
    complete_marks,
    formula_text,
    merge_marks,
    numbers_in,
    subscript,
    superscript,
)
from corpus.text import LINE_BREAK, Mark, RichText

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCRIPTS = {"sup": superscript, "sub": subscript}


class Inline:
    """Reads inline content; `numbers` maps the ids that links point to to the numbers of the reference list."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def of(self, element: "_Element") -> list[Piece]:
        """The whole content of an element as one rich text; nested blocks are separated by a space."""
        return list(complete_marks(merge_marks(self._within(element, ""))))

    def pieces(self, element: "_Element", script: str = "") -> Iterator[Piece]:
        """The pieces of an inline element, without the text after it."""
        tag = tag_of(element)
        if tag == "br":
            yield LINE_BREAK
        elif tag in ("math", "img"):
            yield _formula(element)
        elif tag == "a" and (number := self._target(element)) is not None:
            yield self._mark(element, number, script)
        else:
            yield from self._within(element, self._script(element, tag, script))

    def _within(self, element: "_Element", script: str) -> Iterator[Piece]:
        if element.text:
            yield scripted(element.text, script)
        for child in element:
            is_block = tag_of(child) in BLOCKS
            yield " " if is_block else ""
            yield from self.pieces(child, script)
            yield " " if is_block else ""
            if child.tail:
                yield scripted(child.tail, script)

    def _script(self, element: "_Element", tag: str, script: str) -> str:
        """The script for the content of an element; a `<sup>` with brackets in it is left as normal text."""
        if tag not in _SCRIPTS:
            return script
        return "" if tag == "sup" and "[" in raw_text(element) else tag

    def _target(self, element: "_Element") -> int | None:
        """The number of the reference that a link points to, or None if it points elsewhere."""
        page, hash_, fragment = element.get("href", "").strip().partition("#")
        if not hash_ or ":" in page:
            return None
        return self._numbers.get(unquote(fragment))

    def _mark(self, element: "_Element", number: int, script: str) -> Mark:
        for child in element.iter("sup"):
            script = self._script(child, "sup", script)
        text = text_of(element)
        written = numbers_in(text)
        numbers = written if len(written) > 1 and number in written else (number,)
        return Mark(scripted(text, script), numbers)


def _formula(element: "_Element") -> str:
    """A simple formula as text, else a placeholder, because a gap would change the meaning."""
    formula, around = deepcopy(element), element.makeelement("inline-formula")
    formula.tail = None
    around.append(formula)
    return formula_text(around)


def scripted(text: str, script: str) -> str:
    """The text as superscript or subscript, as far as Unicode has characters for it."""
    return _SCRIPTS[script](text) if script else text


def rich(pieces: Iterator[Piece]) -> RichText:
    """The pieces as a rich text, with adjacent marks merged; a plain string if there is no mark."""
    run = list(complete_marks(merge_marks(pieces)))
    if any(isinstance(piece, Mark) for piece in run):
        return run
    return "".join(piece for piece in run if isinstance(piece, str))
