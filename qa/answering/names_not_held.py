"""Names that a question asks about and no document has: silence is then certain, and says so."""

from index.hybrid import HybridIndex
from qa.slots import slots_of


def names_not_held(question: str, index: HybridIndex) -> tuple[str, ...]:
    """The drugs and illnesses that a question names with a word that is in no document, in their order."""
    asked = slots_of(question)
    mentions = sorted((*asked.drugs, *asked.conditions), key=lambda mention: question.find(mention.words))
    terms = index.analyser.terms
    lacking = (each.words for each in mentions if any(not index.df(term) for term in terms(each.words)))
    return tuple(dict.fromkeys(lacking))
