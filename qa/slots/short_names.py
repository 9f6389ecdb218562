"""Short names that a text defines: LEN in "lenacapavir (LEN)"."""

import re
from collections.abc import Iterable, Sequence

from qa.language import is_common_word
from qa.slots.matching import Gazetteer, normal_text, normal_words

_SHORT = re.compile(r"\((?P<short>[A-Z][A-Z0-9-]{1,6})\)")
_ENDS_BEFORE = re.compile(r"[()\n]")
_LONGEST = 80


def defined_short_names(texts: Iterable[str], gazetteers: Sequence[Gazetteer]) -> list[dict[str, tuple[str, ...]]]:
    """For each gazetteer the short names that texts define for its names."""
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in gazetteers]
    for text in texts:
        for match in _SHORT.finditer(text):
            words = normal_words(_ENDS_BEFORE.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1])
            for names, short_names in zip(gazetteers, found, strict=True):
                last = next((each for each in names.find(words) if each.last == len(words)), None)
                if last is not None and _abbreviates(match["short"], [word.form for word in words[last.first :]]):
                    short_names.setdefault(normal_text(match["short"]), last.ids)
    return found


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether a short name has letters of a name in their order, the first among them, and is no common word."""
    rest = iter("".join(words))
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    return letters[0] == words[0][0] and all(letter in rest for letter in letters) and not is_common_word(short)
