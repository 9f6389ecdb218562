"""Finds the bodies whose word a question asks for ("according to the WHO"), and who speaks in a quote."""

from collections.abc import Set
from functools import lru_cache, partial

from corpus.document import Document
from qa.language import load_rules
from qa.selection.context import companions

_rules = partial(load_rules, "qa.selection.suitability", "issuers")
# Stands for the name of a body in the patterns of questions; a private character, which no question has.
_BODY = "\ue000"


def issuers_asked(question: str) -> frozenset[str]:
    """The bodies whose word a question asks for; none if it only mentions one ("the WHO clinical stages")."""
    asked = _rules()["asked"]
    return frozenset(
        body for body, start, end in _named(question) if asked.search(f"{question[:start]}{_BODY}{question[end:]}")
    )


def speaks_for(issuers: Set[str], document: Document, ordinal: int) -> bool:
    """Whether a document is by one of the bodies, or the quote of the sentence names one."""
    if issuers & _bodies(f"{document.metadata.publisher or ''}; {document.metadata.title}"):
        return True
    quote = " ".join(document.sentence_text(number) for number in sorted(companions(document, ordinal)))
    return not issuers.isdisjoint(_bodies(quote))


@lru_cache(maxsize=1024)
def _bodies(text: str) -> frozenset[str]:
    return frozenset(body for body, _, _ in _named(text))


def _named(text: str) -> list[tuple[str, int, int]]:
    """The bodies that a text names, each with its place."""
    return [
        (match.lastgroup, match.start(), match.end())
        for match in _rules()["body"].finditer(text)
        if match.lastgroup
    ]
