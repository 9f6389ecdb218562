"""The number of English nouns, those of medicine included: "diagnoses" are several, "diabetes" is one.

Irregular words are data (`en/plurals.yaml`); the endings below hold for the rest. `inflect` (PyPI) was tried: it
takes most medical nouns in -is, -us and -as for plurals ("arthriti", "viru", "pancrea"), and is slow to import.
"""

import re
from functools import lru_cache, partial

from qa.language.rules import load_rules

_REMEMBERED = 65_536
_SHORTEST = 4
# Words that are one: "ss", "us", "is" and the names of fields of knowledge.
_ONE = re.compile(r".*(?:ss|us|is|ous|genetics|kinetics|dynamics|omics|iatrics|mechanics)")
# The first ending that a plural has gives its singular; what stands before it must have a letter or more.
_ENDINGS = tuple(
    (re.compile(rf"(?P<stem>.+){plural}"), one)
    for plural, one in (
        ("(?<=.[^aeiou])ies", "y"),
        ("(?<=[^eo])oses", "osis"),
        ("yses", "ysis"),
        ("stases", "stasis"),
        ("(?<=[^e])eses", "esis"),
        ("(?<=[^aeou])uses", "us"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("(?<=..)mata", "ma"),
        ("(?<=..)ae", "a"),
        ("s", ""),
    )
)
_rules = partial(load_rules, "qa.language", "plurals")


@lru_cache(_REMEMBERED)
def singular(word: str) -> str:
    """A lower-case word in the singular; what is no plural as it is."""
    irregular = _irregular()
    if word in irregular:
        return irregular[word]
    if len(word) < _SHORTEST or word in _rules().words("unchanged") or _ONE.fullmatch(word):
        return word
    if word in _rules().words("with_e"):
        return word[:-1]
    found = ((ending.fullmatch(word), one) for ending, one in _ENDINGS)
    return next((f"{match['stem']}{one}" for match, one in found if match), word)


def is_plural(word: str) -> bool:
    """Whether a lower-case word has the form of a plural."""
    return singular(word) != word


@lru_cache(_REMEMBERED)
def plural(word: str) -> str:
    """A lower-case word in the plural; one that is a plural, or has none, as it is."""
    for several, one in _irregular().items():
        if one == word:
            return several
    if is_plural(word) or word in _rules().words("unchanged"):
        return word
    for ending, instead in (
        ("sis", "ses"),
        ("ss", "sses"),
        ("us", "uses"),
        ("x", "xes"),
        ("ch", "ches"),
        ("sh", "shes"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return f"{word[:-1]}ies" if re.fullmatch(".*[^aeiou]y", word) else f"{word}s"


@lru_cache(1)
def _irregular() -> dict[str, str]:
    return dict(pair.split("=") for pair in sorted(_rules().words("irregular")))
