"""Other wordings of questions in everyday words: "is asthma inherited?" for "does asthma run in families".

Medical texts rarely use a layperson's words. A question that finds nothing in its own words is asked again in
theirs. The wordings stand in `en/paraphrases.yaml`, by what is asked: contagion, heredity, a cure.
"""

from functools import cache, partial

from qa.language.phrasing import plain_question
from qa.language.rules import load_rules

_rules = partial(load_rules, "qa.language", "paraphrases")
_WORDINGS = "_as"


def paraphrases(question: str) -> tuple[str, ...]:
    """The question in other words, most usual first; none if it is not of a known form."""
    plain = plain_question(question)
    for concept, wordings in _concepts():
        found = _rules()[concept].match(plain)
        if found is not None:
            return tuple(wording.format(thing=found["thing"]) for wording in wordings)
    return ()


@cache
def _concepts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is asked, each with its wordings in their order."""
    lists = [id_.partition(".")[2] for id_ in _rules().ids if id_.endswith(_WORDINGS)]
    return tuple((name.removesuffix(_WORDINGS), _in_order(name)) for name in lists)


def _in_order(list_: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split("_")[1:]) for word in sorted(_rules().words(list_)))
