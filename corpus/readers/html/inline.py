"""Inline content as rich text: links to the reference list become marks; superscripts and subscripts are kept."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.readers.html.notes import PageNote
from corpus.readers.html.page import BLOCKS, raw_text, tag_of, text_of
from corpus.readers.shared import (
    Piece,
    complete_marks,
    formula_text,
    is_sign,
    merge_marks,
    note_mark,
    numbers_in,
    signed,
    subscript,
    superscript,
)
from corpus.text import LINE_BREAK, Mark, RichText

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCRIPTS = {"sup": superscript, "sub": subscript}


class Inline:
    """Reads inline content.

    `numbers` maps the ids that links point to to the numbers of the reference list, `notes` links to footnotes.
    """

    def __init__(self, numbers: Mapping[str, int], notes: Mapping["_Element", PageNote] | None = None) -> None:
        self._numbers = numbers
        self._notes = notes or {}
        self._cited: dict[_Element, PageNote] = {}
        self._taken: set[_Element] = set()

    def take_notes(self) -> tuple[RichText, ...]:
        """The footnotes that were cited since the last call, each at its first citation, with their signs."""
        cited = [note for element, note in self._cited.items() if element not in self._taken]
        self._cited.clear()
        self._taken.update(note.element for note in cited)
        return tuple(signed(note.sign, _unlabelled(self.of(note.element), note.sign)) for note in cited)

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
        elif element in self._notes:
            self._cited[self._notes[element].element] = self._notes[element]
            yield note_mark(self._notes[element].sign)
        elif tag == "sup" and not len(element) and _is_note_sign(element.text or ""):
            yield note_mark(element.text or "")
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


def _is_note_sign(written: str) -> bool:
    """Whether a superscript is the sign of a footnote; a number can be an exponent."""
    return is_sign(written) and not written.strip("()[] ").isdecimal()


def _unlabelled(text: list[Piece], sign: str) -> list[Piece]:
    """The text of a note without its letter or number, which may be written in front of it as in a list."""
    if not (text and isinstance(text[0], str) and sign.isalnum()):
        return text
    label = re.compile(rf"\s*(?:[(\[]?{re.escape(sign)}(?:[)\].:]+\s*|\s+(?=[^\Wa-z_]|\Z)|\Z)|[.:)]\s*)")
    return [label.sub("", text[0], count=1) if label.match(text[0]) else text[0], *text[1:]]


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
