"""The phrases of a question that a later one takes up whole: "the drugs for gout", then "which of them?"."""

import re

from qa.thread.candidates import Candidate, Thread
from qa.thread.words import ASPECTS

_PREGNANT = re.compile(r"\bpregnan(?:t|cy)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:(?:older|young|younger|elderly|breastfeeding|healthy)\s+)?"
    r"(?:children|adults|women|men|babies|infants|newborns|teenagers|girls|boys|mothers|kids)\b",
    re.IGNORECASE,
)
_PLURALS = "|".join(
    sorted((noun for noun in ASPECTS if noun.endswith("s") and noun != "diagnosis"), key=len)[::-1]
)
_ADJECTIVES = r"(?:[\w-]+(?:ic|al|ive|line|ing|ed|ary|main|choice)\s+|first\s+|side\s+|risk\s+|warning\s+){0,2}"


def phrase_with(head: str | None, thread: Thread) -> Candidate | None:
    """The phrase of the question before whose noun is `head`, or for None any noun in the plural."""
    last = thread.last
    if last is None:
        return None
    noun = re.escape(head.rstrip("s")) + "s?" if head else f"(?:{_PLURALS})"
    pattern = rf"\b(?P<phrase>{_ADJECTIVES}{noun}\s+(?:of|for|in|to|with|against|related\s+to)\s+[^?.!,;:]+)"
    found = re.search(pattern, last.interpreted, re.IGNORECASE)
    if found is None:
        return None
    return Candidate(found["phrase"].strip(), last.number, "question", 1.0)


def group_in(question: str) -> str | None:
    """The people that a question is about, in the plural: "children", "pregnant women"."""
    if _PREGNANT.search(question):
        return "pregnant women"
    found = _GROUP.search(question)
    return found.group().casefold() if found else None
