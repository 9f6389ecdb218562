"""Uncovered terms: what a question names and no quote mentions, as "smoking" in "Does smoking cause it?".

Similar sentences are often about the right topic but not about what was asked. A person sees that at once when
told which word to look for.
"""

from collections.abc import Collection, Iterable

from index.hybrid import HybridIndex
from qa.answerability.abbreviations import abbreviations
from qa.language import WORD, is_common_word
from qa.slots import slots_of

# A shorter term can be a part of any word.
_LEAST_LETTERS = 5


def uncovered_term(
    question: str, shown: Iterable[str], index: HybridIndex, documents: Iterable[str] = ()
) -> str | None:
    """The rarest content word of the question, if none of the texts contains it; else None.

    Words are compared by their terms, also as parts of words ("breastfed" in "breast-fed"), names of drugs and
    illnesses by what they stand for, and abbreviations by what the texts of the quoted `documents` define them as.
    Common words of questions ("safe", "symptoms") are no content words.
    """
    terms = index.analyser.terms
    telling = {
        word: found for word in WORD.findall(question) if not is_common_word(word) and (found := terms(word))
    }
    if not telling:
        return None
    rarest: str = min(telling, key=lambda word: min(index.df(term) for term in telling[word]))
    texts = list(shown)
    held: Collection[str] = {term for text in texts for term in terms(text)}
    said = any(term in held for term in telling[rarest]) or _is_part(telling[rarest], texts)
    if said or _is_named_otherwise(rarest, question, texts) or _is_abbreviated(rarest, texts, documents, index):
        return None
    return rarest


def _is_part(terms: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a long term is a part of the words of a text that are next to each other."""
    letters = ["".join(filter(str.isalnum, text.casefold())) for text in texts]
    return any(term in text for term in terms if len(term) >= _LEAST_LETTERS for text in letters)


def _is_named_otherwise(word: str, question: str, texts: Iterable[str]) -> bool:
    """Whether a text names the drug or illness, in whose name the word is, by this or another name."""
    asked = slots_of(question)
    ids = {each.id for each in (*asked.drugs, *asked.conditions) if word in each.words}
    named = (slots_of(text) for text in texts) if ids else ()
    return any(each.id in ids for slots in named for each in (*slots.drugs, *slots.conditions))


def _is_abbreviated(word: str, texts: Iterable[str], documents: Iterable[str], index: HybridIndex) -> bool:
    """Whether a text has what the word is short for, or a short form of the word, as a document defines it."""
    terms = index.analyser.terms
    asked, shown = set(terms(word)), [(set(WORD.findall(text)), set(terms(text))) for text in texts]
    for short, long in {each for document in documents for each in abbreviations(document)}:
        meant = set(terms(long))
        if asked == set(terms(short)) and any(meant <= said for _, said in shown):
            return True
        if asked <= meant and any(short in words for words, _ in shown):
            return True
    return False
