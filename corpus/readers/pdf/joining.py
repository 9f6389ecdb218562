"""Joining of lines into running text: repairs hyphenation and broken addresses before any offset is computed.

A hyphen at a line end is kept if the document writes the word with a hyphen elsewhere ("long-term"), and removed
if it writes the word without one. If it does neither, the hyphen is kept if both parts are words of the document
or if the first part is a prefix that takes a hyphen; otherwise the typesetter added it, and it is removed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.page import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHENED = re.compile(r"([^\W_]+(?:[-\u2010\u2011][^\W_]+)*)[-\u2010\u00ad]\Z")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHENS = "-\u2010\u2011"
_BREAKING = ("-", "\u2010", "\u00ad")
_UNSPACED_ENDS = ("/", "\u2013", "\u2014")
_ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi:\s?10\.|\b10\.\d{4,9}/)\S*\Z", re.IGNORECASE)
_OF_ADDRESS = ("http", "www.", "10.")
_AFTER_ADDRESS = (",", ";", ")", "]", ">")
_WITHIN_ADDRESS = ("/", "-", "_", "=", "?", "&")
_SOFT_HYPHEN = "\u00ad"
LONGEST_ADDRESS = 300
LONGEST_SYLLABLE = 3  # letters: so short a word before a hyphen may well be part of another word
_SUFFIX = re.compile(
    r"[b-df-hj-np-tv-z]{0,2}(?:ments?|ions?|ings?|ed|e?ly|ness|less|ful|[ai]?b(?:le|ly|ility)|i?ty|ties|ives?|ous|"
    r"a?nces?|e?nces?|[ae]nts?|[ei]?als?|i?cs?|ers?|ors?|[ae]ry|ates?|ages?|isms?|ists?|i[sz]es?|i[sz]ed|ures?|ans?)\Z"
)
_PREFIXES = frozenset("self non ex all cross half quasi long short high low well post pre anti co multi".split())  # noqa: SIM905 - reads as words


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block's text, one byte of flags per character, and the page turns inside it as (offset, page)."""

    text: str
    flags: bytes
    turns: tuple[tuple[int, int], ...] = ()


class Vocabulary:
    """The counts of a document's words.

    The first word of a line, and the last before a hyphen, may be parts of words: `_inner` does not count them.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        self._inner: Counter[str] = Counter()
        for line in lines:
            text = line.text.rstrip()
            words = [word.casefold() for word in _WORD.findall(text.rstrip(_HYPHENS))]
            self._words.update(words)
            self._inner.update(words[1:-1] if text.endswith(tuple(_HYPHENS)) else words[1:])

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether `first-second` is a hyphenated word rather than a word that was broken at a line end."""
        first, second = first.casefold(), second.casefold()
        hyphened = max(self._words[f"{first}{hyphen}{second}"] for hyphen in _HYPHENS)
        whole = self._words[first + second]
        if hyphened or whole:
            return hyphened >= whole
        last, following = re.split(r"\W", first)[-1], re.split(r"\W", second)[0]
        if len(last) == 1 or last in _PREFIXES:
            return True
        compound = self._inner[following] > 0 or (len(last) > LONGEST_SYLLABLE and not _SUFFIX.match(following))
        return self._inner[last] > 0 and compound


def join_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> BlockText:
    """The lines as one text."""
    text, flags = lines[0].text, bytearray(lines[0].flags)
    turns: list[tuple[int, int]] = []
    page = lines[0].page
    for line in lines[1:]:
        keep, space = _seam(text, line.text, vocabulary)
        text = text[:keep] + (" " if space else "")
        del flags[keep:]
        flags += b"\0" * space
        if line.page != page:
            turns.append((len(text), line.page))
            page = line.page
        text += line.text
        flags += line.flags
    return BlockText(text, bytes(flags), tuple(turns))


def _seam(text: str, following: str, vocabulary: Vocabulary) -> tuple[int, bool]:
    """How many characters of a text are kept before the next line, and whether a space is inserted."""
    if _goes_on(text, following) or (text.endswith(_UNSPACED_ENDS) and text[-2:-1] != " "):
        return len(text), False
    hyphened = _HYPHENED.search(text[-80:]) if text.endswith(_BREAKING) else None
    word = _FIRST_WORD.match(following)
    if hyphened is None or word is None:
        return len(text), True
    if text.endswith(_SOFT_HYPHEN):
        return len(text) - 1, False
    breaks = following[0].islower() and not any(character.isdigit() for character in hyphened[1])
    if breaks and _is_list(following, word.end()):
        return len(text), True
    kept = not breaks or vocabulary.keeps_hyphen(hyphened[1], word[0])
    return len(text) - (not kept), False


def _is_list(following: str, end: int) -> bool:
    """Whether the hyphen is a suspended one, as in "pre- and postnatal"."""
    return following[:end].casefold() in ("and", "or", "to", "und", "oder", "et", "ou")


def _goes_on(text: str, following: str) -> bool:
    """Whether a web address or DOI at the end of a text continues with the first word of the next line."""
    end = text[-LONGEST_ADDRESS:]
    if not any(part in end.lower() for part in _OF_ADDRESS):
        return False
    if _ADDRESS.search(end) is None or text.endswith(_AFTER_ADDRESS):
        return False
    first = following.split(maxsplit=1)[0]
    if text.endswith(_WITHIN_ADDRESS):
        return True
    if text.endswith(".") and not first[0].islower():
        return False
    return text.endswith(".") or first[0] in "./-" or any(mark in first for mark in "/%=_")
