"""The units of a block with line breaks: each line is one, together with the lines in which it goes on."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from corpus.text.boundaries import SentenceWords
from corpus.text.canonical import is_visible
from corpus.text.marked_text import Mark, RichText, plain

LINE_BREAK = "\u2028"
"""Stands for a line break of the page in the text of a paragraph or list item."""

_BULLET = re.compile(r"[-–—•▪·‣◦]\s+(?=\S)")
# A single line with a star is a footnote.
_STAR = re.compile(r"\*\s+(?=\S)")
_ENUMERATOR = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S")
_CONTINUING = re.compile(r"[),;:.%/&=<>≤≥±+]")
_GREEK_PREFIX = re.compile(r"[α-ω][-\u2010\u2011]")
_ENDED = re.compile(r"[.!?…:;][\"'\u201d\u2019)\]]*[\u00b9\u00b2\u00b3\u2070-\u2079*†‡§]*\Z")
_LABELLED = re.compile(r"[^\s:][^:]{0,40}:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of a block; the stem of an item is the nearest unit before it that is not one."""

    text: RichText
    is_item: bool = False


def has_breaks(text: RichText) -> bool:
    """Whether a text has a line break."""
    return any(isinstance(piece, str) and LINE_BREAK in piece for piece in _pieces(text))


def units(text: RichText) -> list[Line]:
    """The units of a block: lines of the page, each with the lines in which it goes on."""
    found: list[Line] = []
    is_open = in_list = False
    first = ""  # the first line of a list below a colon
    lines = list(_lines(text))
    starred = sum(bool(_STAR.match(plain(line).lstrip())) for line in lines) > 1
    for line in lines:
        written = plain(line)
        if not is_visible(written):
            continue
        before = plain(found[-1].text) if found else ""
        is_marked = bool(_bullet(written, starred=starred) or _ENUMERATOR.match(written))
        if found and not is_marked and _is_continued(before, written, is_open=is_open):
            found[-1] = Line([*_pieces(found[-1].text), " ", *_pieces(line)], found[-1].is_item)
        else:
            first = written if before.endswith(":") else first
            goes_on = in_list and _is_alike(written, before, first)
            in_list = not is_marked and not written.endswith(":") and (before.endswith(":") or goes_on)
            found.append(Line(_without_bullet(line, starred=starred), bool(found) and (is_marked or in_list)))
        is_open = not _ENDED.search(written) and ((is_open and not is_marked) or _is_open(written))
    return found


def _lines(text: RichText) -> Iterator[RichText]:
    line: list[str | Mark] = []
    for piece in _pieces(text):
        if isinstance(piece, Mark):
            line.append(piece)
            continue
        first, *others = piece.split(LINE_BREAK)
        line.append(first)
        for other in others:
            yield line
            line = [other]
    yield line


def _pieces(text: RichText) -> Sequence[str | Mark]:
    return [text] if isinstance(text, str) else text


def _is_continued(before: str, written: str, *, is_open: bool) -> bool:
    """Whether a line goes on in this one: it begins in lower case or with a number, or a line before is open.

    The sign of a note ("¹ Until the age of two") and a name such as "β-blockers" begin a line of their own.
    """
    if _CONTINUING.match(written) or (_is_lower(written[0]) and not _GREEK_PREFIX.match(written)):
        return True
    if _ENDED.search(before) or _LABELLED.match(written):
        return False
    return is_open or written[0].isdecimal()


def _is_alike(written: str, before: str, first: str) -> bool:
    """Whether a line is an item as the first of a list is: after a full stop, or with a label, only if that is so.

    After "Do not give:", "Ketorolac 10 mg" and "Codeine 30 mg." are items, and "Naproxen may be given." is none.
    """
    if not first.endswith(".") and (before.endswith(".") or _is_statement(written)):
        return False
    return bool(_LABELLED.match(written)) == bool(_LABELLED.match(first))


def _is_statement(line: str) -> bool:
    """Whether a line is a full sentence with a verb, or an instruction, and so no item of a list of names."""
    if not line.endswith((".", "!")):
        return False
    first, *others = re.findall(r"[\w’']+", line.lower()) or [""]
    clause = takewhile(lambda word: word not in _words().relative, others)
    return bool(others) and (first in _words().instructions or any(word in _words().finite for word in clause))


def _is_lower(sign: str) -> bool:
    """Whether a sign is a small letter, other than the raised letter of a note."""
    return unicodedata.category(sign) == "Ll"


def _is_open(line: str) -> bool:
    """Whether a line ends in a comma, a hyphen or a word such as "with", which need what follows."""
    last = line.rsplit(maxsplit=1)[-1].lower()
    return last[-1] in ",-–—(/" or last in _words().open_ends | _words().governing


def _bullet(line: str, *, starred: bool) -> re.Match[str] | None:
    return _BULLET.match(line) or (_STAR.match(line) if starred else None)


def _without_bullet(line: RichText, *, starred: bool) -> RichText:
    """The line without the bullet before it, which the document writes itself."""
    pieces = list(_pieces(line))
    for number, piece in enumerate(pieces):
        if isinstance(piece, Mark):
            break
        if is_visible(piece):
            bullet = _bullet(piece.lstrip(), starred=starred)
            pieces[number] = piece.lstrip()[bullet.end() :] if bullet else piece
            break
    return pieces


@cache
def _words() -> SentenceWords:
    return SentenceWords.english()
