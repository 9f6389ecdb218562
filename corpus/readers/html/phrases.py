"""Inline content as rich text: links to the reference list become marks, raised and lowered digits stay so."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.readers.html.tree import BLOCKS, raw_text, tag_of, text_of
from corpus.readers.shared import Piece, formula_text, joined, lowered, numbers_in, raised, settled
from corpus.text import Mark, RichText

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCRIPTS = {"sup": raised, "sub": lowered}


class Phrases:
    """Reads inline content, given the page's reference list as reference numbers by the ids that links lead to."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def of(self, element: "_Element") -> list[Piece]:
        """All that is in an element as one rich text, blocks inside separated by a space."""
        return list(settled(joined(self._within(element, ""))))

    def pieces(self, element: "_Element", script: str = "") -> Iterator[Piece]:
        """The pieces of an element that stands in running text, without what follows it."""
        tag = tag_of(element)
        if tag == "br":
            yield " "
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
        """The script of what is in a `<sup>` or `<sub>`; brackets in a superscript keep it as it is."""
        if tag not in _SCRIPTS:
            return script
        return "" if tag == "sup" and "[" in raw_text(element) else tag

    def _target(self, element: "_Element") -> int | None:
        """The number of the reference that a link leads to, None where it leads elsewhere."""
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
    """A formula as text where it is simple, else a placeholder: a gap would say something else."""
    formula, around = deepcopy(element), element.makeelement("inline-formula")
    formula.tail = None
    around.append(formula)
    return formula_text(around)


def scripted(text: str, script: str) -> str:
    """The text raised or lowered, as far as there are characters for it."""
    return _SCRIPTS[script](text) if script else text


def rich(pieces: Iterator[Piece]) -> RichText:
    """The pieces as a rich text, marks that stand side by side made one; a plain string where there is no mark."""
    run = list(settled(joined(pieces)))
    if any(isinstance(piece, Mark) for piece in run):
        return run
    return "".join(piece for piece in run if isinstance(piece, str))
