"""How words are compared, and which of them are common, so that names stand out from what is asked of them."""

import re
from enum import StrEnum

from qa.thread.words import (
    ASPECTS,
    COMMON_NOUNS,
    COMMON_VERBS,
    EVERYDAY_NOUNS,
    FUNCTION_WORDS,
    ILLNESS_NOUNS,
    PEOPLE_NOUNS,
    REMEDY_NOUNS,
    TEST_NOUNS,
)

WORD = re.compile(r"[^\W_]+(?:[-'’/.][^\W_]+)*")
Key = tuple[str, ...]
_SHORT = 4
_NUMBER = re.compile(r"\d[\d.,/%-]*[a-z]{0,2}")
_DIGRAPH = re.compile("[ao]e(?=[a-z])")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


class Sort(StrEnum):
    """What sort of thing a name stands for, where the words around it tell."""

    ILLNESS = "illness"
    REMEDY = "remedy"
    PEOPLE = "people"
    TEST = "test"


SORT_NOUNS = {
    **dict.fromkeys(ILLNESS_NOUNS, Sort.ILLNESS),
    **dict.fromkeys(REMEDY_NOUNS, Sort.REMEDY),
    **dict.fromkeys(PEOPLE_NOUNS, Sort.PEOPLE),
    **dict.fromkeys(TEST_NOUNS, Sort.TEST),
}
COMMON = FUNCTION_WORDS | COMMON_VERBS | COMMON_NOUNS | EVERYDAY_NOUNS | ASPECTS | frozenset(SORT_NOUNS)


def fold(word: str) -> str:
    """A word as names are compared: without case and apostrophe, the British digraphs as Americans write them."""
    return _DIGRAPH.sub("e", word.casefold().replace("’", "'").replace("'", ""))


def bare(word: str) -> str:
    """The folded word without a possessive ending."""
    return fold(_POSSESSIVE.sub("", word))


def key(text: str) -> Key:
    """The folded words of a text, the last without a possessive ending."""
    words = [word.group() for word in WORD.finditer(text)]
    return (*map(fold, words[:-1]), bare(words[-1])) if words else ()


def is_common(text: str) -> bool:
    """Whether a text has no word but common ones and numbers."""
    return all(common(word.group()) for word in WORD.finditer(text))


def common(word: str) -> bool:
    """Whether a word tells nothing of what a question is about."""
    folded = word.casefold().replace("’", "'")
    bare_forms = (folded, folded.removesuffix("'s"), folded.removesuffix("s"))
    return any(form in COMMON for form in bare_forms) or _NUMBER.fullmatch(folded) is not None


def qualifies(word: str) -> bool:
    """Whether a word looks like an adverb or a form of a verb, and so names nothing."""
    return len(word) > _SHORT and word.islower() and word.endswith(("ing", "ed", "ly"))
