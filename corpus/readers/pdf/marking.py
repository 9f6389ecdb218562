"""Citation markers in a PDF's text: superscripts, `[1, 2]`, or WHO's italic `(1, 2)`."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.readers.pdf.joining import BlockText
from corpus.readers.pdf.page import ITALIC, LOWERED, RAISED
from corpus.readers.shared import superscript
from corpus.text import BRACKETED, NUMBERS, Mark, RichText, expand_numbers

COVERED = 0.2  # minimum share of the listed numbers that occur in the document's marker style
_BRACKETED = re.compile(BRACKETED)
_ROUND = re.compile(rf"\(\s?{NUMBERS}\s?\)")
_RAISED_LIST = re.compile(NUMBERS)
_SUBSCRIPT = str.maketrans("0123456789+-\u2212()=", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎₌")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_ORDINAL = frozenset({"st", "nd", "rd", "th", "er", "e", "o"})
_NOTE_LABEL = re.compile(r"[a-z*†‡§¶#]{1,2}(?:\s?,\s?[a-z*†‡§¶#]{1,2})*")
_NOTE_NUMBER = re.compile(r"(\d{1,2}|[*†‡§¶])[.)]?\s")
_UNIT = re.compile(
    r"(?:(?<![^\W\d_])(?:[µμnkcdm]?m|[mk]?g|s|L|l|h|min|mol|cells|copies|R|r|χ|I)|\d|[\d)]\s?[x×]\s?10)\Z"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d\Z")  # a superscript after a year is not an exponent


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    numbers: tuple[int, ...]
    way: str


class Marking:
    """The style of a document's citation markers, inferred from its texts and its reference list's numbers."""

    def __init__(self, texts: Iterable[BlockText], listed: AbstractSet[int]) -> None:
        self._listed = listed
        named: dict[str, set[int]] = {}
        for text in texts if listed else ():
            for found in _candidates(text):
                named.setdefault(found.way, set()).update(listed & set(found.numbers))
        self.way = max(named, key=lambda way: len(named[way]), default="")
        if self.way and len(named[self.way]) < max(1, COVERED * len(listed)):
            self.way = ""

    def rich(self, text: BlockText, *, note: bool = False, cell: bool = False) -> RichText:
        """The text with its markers as marks; the number at the start of a note becomes a mark too.

        The marks of notes in a cell stay text, because the row ends with its last cell.
        """
        marks = [found for found in _candidates(text) if self._is_marker(found)]
        marks += [found for found in self._note_labels(text) if not any(_overlap(found, mark) for mark in marks)]
        label = _NOTE_NUMBER.match(text.text) if note and not (marks and marks[0].start == 0) else None
        marks += [_Found(*label.span(1), (), "note")] if label else []
        pieces: list[str | Mark] = []
        position = 0
        for found in sorted(marks, key=lambda found: found.start):
            pieces.append(_written(text, position, found.start))
            mark = _written(text, found.start, found.end)
            pieces.append(mark if cell and found.way == "note" else Mark(mark, found.numbers))
            position = found.end
        pieces.append(_written(text, position, len(text.text)))
        return str(pieces[0]) if len(pieces) == 1 else pieces

    def _note_labels(self, text: BlockText) -> Iterator[_Found]:
        """Superscript letters, signs and numbers that refer to a note rather than to a reference."""
        for start, end in _flagged(text, RAISED):
            written, before = text.text[start:end].strip(), text.text[:start][-12:]
            letter = _NOTE_LABEL.fullmatch(written) and not (written in _ORDINAL and before[-1:].isdigit())
            number = written.isdigit() and self.way != "raised" and len(written) <= 2 and not _is_power(before)  # noqa: PLR2004 - notes have one or two digits
            if letter or number:
                yield _Found(start, end, (), "note")

    def _is_marker(self, found: _Found) -> bool:
        return found.way == self.way and bool(self._listed & set(found.numbers))


def _candidates(text: BlockText) -> Iterator[_Found]:
    """All possible markers, each with its style."""
    for way, pattern in (("brackets", _BRACKETED), ("round", _ROUND)):
        for match in pattern.finditer(text.text):
            numbers = expand_numbers(match[0])
            flags = [
                flag
                for character, flag in zip(match[0], text.flags[match.start() :], strict=False)
                if character.isdigit()
            ]
            if numbers and (way == "brackets" or all(flag & ITALIC for flag in flags)):
                yield _Found(*match.span(), numbers, way)
            elif numbers:
                yield _Found(*match.span(), numbers, "upright")
    for start, end in _flagged(text, RAISED):
        written = text.text[start:end].strip("[]() ,")
        if _RAISED_LIST.fullmatch(written) and not _is_power(text.text[:start][-12:]):
            numbers = expand_numbers(written)
            if numbers:
                yield _Found(start, end, numbers, "raised")


def _is_power(before: str) -> bool:
    """Whether a superscript number after this text is an exponent: after a unit or number, but not a year."""
    return _UNIT.search(before) is not None and _YEAR.search(before) is None


def _flagged(text: BlockText, flag: int) -> Iterator[tuple[int, int]]:
    """The spans of text with a flag; spaces inside a flagged span belong to it."""
    if max(text.flags, default=0) < flag:
        return
    start = end = -1
    for at, of in enumerate(text.flags):
        if of & flag:
            start, end = (at if start < 0 else start), at + 1
        elif start >= 0 and text.text[at] != " ":
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _written(text: BlockText, start: int, end: int) -> str:
    """A part of the text, with superscripts and subscripts in Unicode characters, as far as these exist."""
    piece, flags = text.text[start:end], text.flags[start:end]
    if max(flags, default=0) < min(RAISED, LOWERED):
        return piece
    written = []
    for character, flag in zip(piece, flags, strict=True):
        if flag & RAISED:
            letter = character.translate(_LETTERS) if len(piece) == 1 else character
            written.append(letter if character.isalpha() else superscript(character))
        else:
            written.append(character.translate(_SUBSCRIPT) if flag & LOWERED else character)
    return "".join(written)


def _overlap(one: _Found, other: _Found) -> bool:
    return one.start < other.end and other.start < one.end
