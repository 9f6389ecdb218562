"""Content words: the spans of the words of a text that carry meaning on their own."""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.analysis.analyser import CONTRACTION, LETTERED, STOP_WORDS, TOKEN, Analyser, fold

FORMAT = 1


class Word(NamedTuple):
    """A content word: its span, in characters of the text, and its term by the analyser."""

    start: int
    end: int
    term: str


def words_of(text: str, analyser: Analyser) -> list[Word]:
    """The content words of a text, in order and without overlaps.

    These are the analyser's tokens, divided at hyphens and slashes, without stop words, percent signs and
    contracted endings: "TDP-43" gives two words, "Crohn's" gives "Crohn". Negations, numbers, and the letter in a
    name such as "hepatitis A" are content words. If a single character folds to several words, as "½" does, they
    are one.
    """
    folded, origin = _folded(text)
    words: list[Word] = []
    for start, end, term in _folded_words(folded, analyser):
        first, last = (start, end - 1) if origin is None else (origin[start], origin[end - 1])
        if words and first < words[-1].end:
            words[-1] = words[-1]._replace(end=last + 1)
        else:
            words.append(Word(first, last + 1, term))
    return words


def content_words(text: str) -> list[tuple[int, int]]:
    """The spans of the content words of a text, by the standard analyser; see `words_of`."""
    return [(word.start, word.end) for word in words_of(text, _standard())]


def content_words_fingerprint() -> str:
    """Identifies the rules of `content_words`: with equal fingerprints, a text has the same content words."""
    parts = [str(FORMAT), TOKEN.pattern, CONTRACTION.pattern, *sorted(LETTERED), *sorted(STOP_WORDS)]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


@cache
def _standard() -> Analyser:
    return Analyser()


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the index of the original one; None if they are equal."""
    if text.isascii():
        return fold(text), None
    pieces = [fold(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _folded_words(folded: str, analyser: Analyser) -> Iterator[tuple[int, int, str]]:
    """The start, end and term of each content word of a folded text."""
    previous = ""
    for match in TOKEN.finditer(folded):
        token = match.group()
        if token in {"a", "i"} and previous in LETTERED:
            yield *match.span(), token
        else:
            yield from _parts(token, match.start(), analyser)
        previous = token


def _parts(token: str, start: int, analyser: Analyser) -> Iterator[tuple[int, int, str]]:
    for part in token.removesuffix("%").replace("/", "-").split("-"):
        bare = CONTRACTION.sub("", part)
        terms = analyser.terms(bare)
        if terms:
            yield start, start + len(bare), terms[0]
        start += len(part) + 1
