"""Words in the form in which names are compared, so that case, plural, hyphen and spelling make no difference."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from qa.language import Rules, fold_name, singular

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_REMEMBERED = 65_536
_SHORTEST_FOLDED = 5


class Word(NamedTuple):
    """A word of a text in the form of comparison, and where it stands."""

    form: str
    start: int
    end: int


def normal_words(text: str) -> list[Word]:
    """The words of a text."""
    places = map(re.Match.span, _WORD.finditer(text))
    return [Word(normal_word(text[start:end]), start, end) for start, end in places]


def normal_text(text: str) -> str:
    """The words of a text, one space apart."""
    return " ".join(normal_word(found[0]) for found in _WORD.finditer(text))


@lru_cache(_REMEMBERED)
def normal_word(word: str) -> str:
    """A word without case, accents, possessive and plural, spelled as Americans do."""
    plain = word.casefold().replace("’", "'")
    plain = plain.removesuffix("'s").replace("'", "")
    if not plain.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    one = singular(plain)
    return fold_name(one).replace("sulph", "sulf") if len(one) >= _SHORTEST_FOLDED else one


def pairs(rules: Rules, *lists: str) -> dict[str, list[str]]:
    """The pairs `name=value` of word lists, an underscore for a space: for each name its values."""
    found: dict[str, list[str]] = {}
    for list_ in lists:
        for id_, values in id_pairs(rules, list_).items():
            found.setdefault(phrase(id_), []).extend(values)
    return found


def id_pairs(rules: Rules, list_: str) -> dict[str, list[str]]:
    """The pairs `id=value` of a word list as they are written: for each id its values."""
    found: dict[str, list[str]] = {}
    for pair in sorted(rules.words(list_)):
        id_, _, value = pair.partition("=")
        found.setdefault(id_, []).append(value)
    return found


def phrase(written: str) -> str:
    """A phrase of a word list, which has an underscore for a space and is written in normal form."""
    return written.replace("_", " ")
