"""What a question names and its answer does not: "Does smoking cause it?", answered by quotes without smoking.

Similar sentences are often about the right thing and not about what was asked of it. The reader sees that in a
moment, once told which word to look for.
"""

from collections.abc import Collection, Iterable

from index.hybrid import HybridIndex
from qa.language import WORD, is_common_word


def uncovered_term(question: str, shown: Iterable[str], index: HybridIndex) -> str | None:
    """The rarest word of the question that tells what it is about, where none of the texts has it; else None.

    Words are compared by their terms, and common words of questions tell nothing ("safe", "symptoms").
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
