"""Merging of citation marks that are adjacent in the source: `[3]-[5]` becomes one mark for 3, 4 and 5."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.text import LONGEST_RANGE, Mark, unique

Piece = str | Mark

_DASH = "-\u2010-\u2015\u2212\u207b"
_BETWEEN = re.compile(rf"\s*(?:[{_DASH},;\u02d2]|\band\b|&|\bto\b|\bthrough\b)?\s*")
_RANGE = re.compile(rf"\s*(?:[{_DASH}]|\bto\b|\bthrough\b)\s*")
_WRITTEN = re.compile(rf"\d{{1,3}}(?:\s*[{_DASH},;]\s*\d{{1,3}})*")  # no years
_PART = re.compile(rf"(\d+)(?:\s*[{_DASH}]\s*(\d+))?")
# A marker after one of these words is part of the sentence: "as described in [4]".
_LEADING = re.compile(
    r"\b(?:in|of|by|from|see|with|to|at|on|for|than|as|per|via|refs?\.?|references?|and|or|both)\s*\Z",
    re.IGNORECASE,
)
_EXPONENT = re.compile(r"[⁰¹²³⁴-⁹]\Z")
_SIGN = re.compile(r"(?<=\w[.!?])([*†‡§¶‖]+)(?=\s|\Z)")
LONGEST_MARK = 1000
_ENCLOSING = {"[": "]", "(": ")"}


def merge_marks(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with adjacent marks merged, ranges expanded, and brackets around a mark made part of it.

    Marks are adjacent if only white space, a comma, a semicolon, a dash or "and" is between them. Brackets and
    parentheses belong to a mark if they contain nothing else and the mark has no letters.
    """
    run = _merged(_texts(pieces))
    for at, piece in enumerate(run):
        if isinstance(piece, Mark) and 0 < at < len(run) - 1:
            run[at - 1 : at + 2] = _enclosed(run[at - 1], piece, run[at + 1])
    return [piece for piece in run if piece]


def complete_marks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with marks completed.

    `spoken` is set, digits that would fuse with a word or an exponent get brackets, and signs of notes after a
    full stop become marks.
    """
    before = ""
    for piece in (part for whole in pieces for part in _with_signs(whole)):
        if isinstance(piece, str) or piece.note:
            before = piece if isinstance(piece, str) else ""
            yield piece
            continue
        text = piece.text.strip()
        named = any(character.isalpha() for character in text.replace("and", ""))
        fuses = text[:1].isdecimal() and text[:1].isascii() and before[-1:].isalnum()
        if piece.numbers and _EXPONENT.search(before) and not text.isascii():
            text, fuses = ", ".join(map(str, piece.numbers)), True
        spoken = named or _LEADING.search(before) is not None
        yield replace(piece, text=f"[{text}]" if fuses else text, spoken=spoken)
        before = ""


def _with_signs(piece: Piece) -> Iterator[Piece]:
    """A text with the signs of notes that follow a full stop as marks."""
    if isinstance(piece, Mark) or (piece.isascii() and "*" not in piece):
        yield piece
        return
    for n, part in enumerate(_SIGN.split(piece)):
        if part:
            yield Mark(part, (), note=True) if n % 2 else part


def has_text(pieces: Iterable[Piece]) -> bool:
    """Whether the pieces contain anything but white space."""
    return any(isinstance(piece, Mark) or (piece and not piece.isspace()) for piece in pieces)


def numbers_in(written: str) -> tuple[int, ...]:
    """The numbers of a marker such as `[1, 3-5]`, with ranges expanded; empty if it has other text."""
    bare = written.strip(" []()")
    if not _WRITTEN.fullmatch(bare):
        return ()
    numbers: list[int] = []
    for part in _PART.finditer(bare):
        numbers.extend(_filled(int(part[1]), int(part[2] or part[1])))
    return unique(numbers)


def _texts(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with adjacent texts merged; blank texts are kept."""
    run: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and run and isinstance(run[-1], str):
            run[-1] += piece
        elif piece:
            run.append(piece)
    return run


def _merged(run: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in run:
        if isinstance(piece, Mark) and merged:
            between = merged[-1] if isinstance(merged[-1], str) else ""
            before = merged[-2] if between and len(merged) > 1 else merged[-1]
            if isinstance(before, Mark) and _BETWEEN.fullmatch(between) and _is_bare(before) and _is_bare(piece):
                del merged[-2 if between else -1 :]
                piece = _one(before, between, piece)  # noqa: PLW2901 - the merged mark
        merged.append(piece)
    return merged


def _is_bare(mark: Mark) -> bool:
    """Whether a mark can be merged: it is no note, has no letters (names stay separate), and is not too long."""
    return (
        not mark.note
        and len(mark.text) <= LONGEST_MARK
        and not any(character.isalpha() for character in mark.text)
    )


def _one(first: Mark, between: str, second: Mark) -> Mark:
    filled: tuple[int, ...] = ()
    if _RANGE.fullmatch(between) and first.numbers and second.numbers:
        filled = _filled(first.numbers[-1], second.numbers[0])
    text = f"{first.text}{between}{second.text}"
    return Mark(text, unique((*first.numbers, *filled, *second.numbers)))


def _filled(first: int, last: int) -> tuple[int, ...]:
    """The numbers of a range; only its ends if it is descending or too long."""
    if first <= last < first + LONGEST_RANGE:
        return tuple(range(first, last + 1))
    return (first, last)


def _enclosed(before: Piece, mark: Mark, after: Piece) -> list[Piece]:
    if not (isinstance(before, str) and isinstance(after, str)) or not _is_bare(mark):
        return [before, mark, after]
    opened, closing = before.rstrip()[-1:], after.lstrip()[:1]
    if closing and _ENCLOSING.get(opened) == closing:
        whole = Mark(f"{opened}{mark.text.strip()}{closing}", mark.numbers)
        return [before.rstrip()[:-1], whole, after.lstrip()[1:]]
    return [before, mark, after]
