"""The kind of work that an article is, according to its type, its journal section and its title."""

import re

from corpus.document import Kind

_REVIEW = re.compile(r"\bsystematic(?:ally)? (?:literature )?reviews?\b|\bmeta-?analys[ie]s\b", re.IGNORECASE)
_PROTOCOL = re.compile(r"\bprotocol\b|\breporting items\b", re.IGNORECASE)
_TRIAL = re.compile(
    r"\brandomi[sz]ed\b.*\b(?:trial|study)\b|\b(?:clinical|controlled|phase [\divx]+\w*|crossover) trial\b"
    r"|\bplacebo-controlled (?:trial|study)\b",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\b(?:clinical|practice|treatment|management|consolidated|consensus) guidelines?\b|\bguidelines? for the\b"
    r"|\A(?:who |nice )?guidelines?\b|: (?:a |an )?guideline\b",
    re.IGNORECASE,
)
_ABOUT_GUIDELINES = re.compile(
    r"\b(?:to|with|of|from|in|on|using|implementing|between|by|against|about|for) (?:\w+ ){0,4}guidelines?\b",
    re.IGNORECASE,
)
_GUIDELINE_HEADINGS = frozenset(("guideline", "guidelines", "practice guideline", "clinical guideline"))
_OF_TYPES = {
    "guideline": Kind.GUIDELINE,
    "practice-guideline": Kind.GUIDELINE,
    "clinical-guideline": Kind.GUIDELINE,
    "systematic-review": Kind.SYSTEMATIC_REVIEW,
    "meta-analysis": Kind.SYSTEMATIC_REVIEW,
    "clinical-trial": Kind.TRIAL,
    "randomized-controlled-trial": Kind.TRIAL,
}
_RESEARCH = frozenset(
    ("research-article", "case-report", "brief-report", "rapid-communication", "report", "data-paper")
)
_NOT_WORKS = frozenset(
    (
        "correction",
        "retraction",
        "partial-retraction",
        "expression-of-concern",
        "withdrawal",
        "addendum",
        "other",
        "",
    )
)


def kind_of_title(title: str) -> Kind | None:
    """The kind that a title names, or None."""
    if _REVIEW.search(title) and not _PROTOCOL.search(title):
        return Kind.SYSTEMATIC_REVIEW
    if _GUIDELINE.search(title) and not _ABOUT_GUIDELINES.search(title):
        return Kind.GUIDELINE
    return Kind.TRIAL if _TRIAL.search(title) and not _PROTOCOL.search(title) else None


def kind_of_article(type_: str, headings: list[str], title: str) -> Kind:
    """The kind of an article, from its `article-type`, its journal sections and its title.

    The title counts only for research reports and reviews: an editorial about a trial is an article.
    """
    type_ = type_.strip().lower()
    if type_ in _OF_TYPES:
        return _OF_TYPES[type_]
    if any(heading.lower() in _GUIDELINE_HEADINGS for heading in headings):
        return Kind.GUIDELINE
    if type_ in _NOT_WORKS:
        return Kind.OTHER
    named = kind_of_title(title) if type_ in _RESEARCH or type_ == "review-article" else None
    return named or (Kind.RESEARCH if type_ in _RESEARCH else Kind.ARTICLE)
