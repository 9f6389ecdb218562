"""Inline content as rich text: superscripts, formulas and links, with the citation markers as marks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from corpus.readers.jats.notes import Notes
from corpus.readers.jats.tree import Content, Element
from corpus.readers.shared import (
    complete_marks,
    content,
    formula_text,
    is_sign,
    merge_marks,
    note_mark,
    numbers_in,
    raw_text,
    subscript,
    superscript,
)
from corpus.text import Mark, unique

_FORMULAS = frozenset(("inline-formula", "disp-formula", "math", "tex-math", "chem-struct"))
_IMAGES = frozenset(("inline-graphic", "private-char"))
_DROPPED = frozenset(
    (
        "graphic",
        "media",
        "supplementary-material",
        "alt-text",
        "long-desc",
        "object-id",
        "index-term",
        "target",
    )
)
_BLOCKS = frozenset(("p", "list", "list-item", "def-list", "def-item", "def", "term", "disp-quote", "break"))
_NOTES = frozenset(("fn", "table-fn"))
_IMAGE = "[image]"
_SEVERAL = re.compile(r"([,;\s]+)")

Script = Callable[[str], str]
Rich = list[str | Mark]


class Inline:
    """Reads inline content; `numbers` maps the ids of the reference list's entries to their numbers.

    `notes` is told which footnotes the content cites.
    """

    def __init__(self, numbers: Mapping[str, int], notes: Notes | None = None) -> None:
        self._numbers = numbers
        self._notes = notes or Notes()

    def rich(self, run: Content) -> Rich:
        """The rich text of a sequence of texts and inline elements."""
        return list(complete_marks(merge_marks(self._pieces(run, str))))

    def of(self, element: Element | None) -> Rich:
        """The rich text of an element's content; empty if there is no element."""
        return self.rich(list(content(element))) if element is not None else []

    def _pieces(self, run: Iterable[str | Element], script: Script) -> Iterator[str | Mark]:
        for part in run:
            if isinstance(part, str):
                yield script(part)
            elif part.tag not in _DROPPED:
                yield from self._element(part, script)

    def _element(self, element: Element, script: Script) -> Iterator[str | Mark]:
        tag = str(element.tag)
        if tag in _FORMULAS:
            yield formula_text(element)
        elif tag in _IMAGES:
            yield _IMAGE
        elif tag == "fn":
            sign = self._notes.cite_inline(element)
            yield note_mark(sign) if sign else ""
        elif tag == "xref":
            yield from self._link(element, script)
        elif tag in ("sup", "sub"):
            yield from self._pieces(content(element), superscript if tag == "sup" else subscript)
        else:
            around = " " if tag in _BLOCKS else ""
            yield around
            yield from self._pieces(content(element), script)
            yield around

    def _link(self, element: Element, script: Script) -> Iterator[str | Mark]:
        pieces = self._pieces(content(element), script)
        inside = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
        kind = element.get("ref-type")
        if kind in _NOTES:
            yield from self._noted(element, inside)
        elif kind == "bibr" and (numbers := self._cited(element)):
            yield Mark(inside, numbers)
        else:
            yield inside

    def _noted(self, element: Element, inside: str) -> Iterator[str | Mark]:
        """The signs of the notes that a link leads to; a link with other text, such as a word, is text."""
        targets = element.get("rid", "").split()
        known = [note for id_ in targets if (note := self._notes.of(id_)) is not None]
        for id_ in targets:
            self._notes.cite(id_)
        if not inside.strip():
            yield from (note_mark(self._notes.sign(note)) for note in known)
            return
        pieces = _SEVERAL.split(inside)
        if all(is_sign(piece) for piece in pieces[::2] if piece):
            yield from (note_mark(piece) if piece and n % 2 == 0 else piece for n, piece in enumerate(pieces))
        else:
            yield inside

    def _cited(self, element: Element) -> tuple[int, ...]:
        """The numbers of the linked entries, including those of a range that is written as a single link.

        If the list lacks the entry, the written number is used, so that it is reported as missing.
        """
        linked = [self._numbers[id_] for id_ in element.get("rid", "").split() if id_ in self._numbers]
        written = numbers_in(raw_text(element))
        if not linked or (linked[0] in written and len(written) > len(linked)):
            return written
        return unique(linked)
