"""Uncovered terms: what a question names and no quote mentions, as "smoking" in "Does smoking cause it?".

Similar sentences are often about the right topic but not about what was asked. A person sees that at once when
told which word to look for.
"""

from collections.abc import Collection, Iterable

from index.hybrid import HybridIndex
from qa.language import WORD, is_common_word


def uncovered_term(question: str, shown: Iterable[str], index: HybridIndex) -> str | None:
    """The rarest content word of the question, if none of the texts contains it; else None.

    Words are compared by their terms. Common words of questions ("safe", "symptoms") are no content words.
    """
    terms = index.analyser.terms
    telling = {
        word: found for word in WORD.findall(question) if not is_common_word(word) and (found := terms(word))
    }
    if not telling:
        return None
    rarest = min(telling, key=lambda word: min(index.df(term) for term in telling[word]))
    held: Collection[str] = {term for text in shown for term in terms(text)}
    return None if any(term in held for term in telling[rarest]) else rarest
