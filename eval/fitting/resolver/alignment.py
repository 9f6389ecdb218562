"""Labels from a person's rewrite: which words were carried over from the thread.

A word that the rewrite has and the question lacks is carried if it stands in the thread. It counts wherever it
stands in a question or a title, and in quotes only if it stands in none of those.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from eval.data import added_words
from eval.fitting.resolver.examples import UNKNOWN
from qa.followup import Fate, Part, PartKind, is_function_word, stem, words_of


class Labels(NamedTuple):
    """The labels of an example; `missing` are the words of the rewrite that stand nowhere before it."""

    carried: tuple[tuple[int, ...], ...]
    fates: tuple[int, ...]
    missing: frozenset[str]


def labels_of(question: str, parts: Sequence[Part], rewrite: str) -> Labels:
    """The labels that a rewrite implies."""
    asked = [word.text for word in words_of(question)]
    meant = [word.text for word in words_of(rewrite)]
    own = frozenset(map(stem, asked))
    added = added_words(question, rewrite)
    texts = [[word.text for word in words_of(part.text)] for part in parts]
    said = frozenset(
        stem(word)
        for part, words in zip(parts, texts, strict=True)
        if part.kind != PartKind.QUOTE
        for word in words
    )
    carried = []
    for part, words in zip(parts, texts, strict=True):
        elsewhere = said if part.kind == PartKind.QUOTE else frozenset()
        carried.append(tuple(_label(word, added, own, elsewhere) for word in words))
    found = frozenset(stem(word) for words in texts for word in words)
    return Labels(tuple(carried), _fates(asked, meant, added & found), added - found)


def _label(word: str, added: frozenset[str], own: frozenset[str], elsewhere: frozenset[str]) -> int:
    stemmed = stem(word)
    if is_function_word(word) or stemmed in own:
        return UNKNOWN
    if stemmed not in added:
        return 0
    return UNKNOWN if stemmed in elsewhere else 1


def _fates(asked: Sequence[str], meant: Sequence[str], carried: frozenset[str]) -> tuple[int, ...]:
    """What became of each word of the question: words that stand in the rewrite, moved or not, are kept."""
    mine, theirs = [stem(word) for word in asked], [stem(word) for word in meant]
    kept = frozenset(theirs)
    fates = [Fate.KEPT if word in kept else Fate.DROPPED for word in mine]
    for tag, start, end, first, last in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "replace" and carried & frozenset(theirs[first:last]):
            for place in range(start, end):
                if fates[place] == Fate.DROPPED:
                    fates[place] = Fate.REPLACED
    return tuple(map(int, fates))
