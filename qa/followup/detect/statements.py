"""Statements: what somebody tells of themselves, and asks nothing."""

import re

_TOLD = re.compile(
    r"\s*(?:(?:well|so|and|but|hi|hello|help|please)[\s,!.]+)*(?:i|we|i've|i'm|ive|im)\s", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|\b(?:what|which|who|whom|whose|when|where|why|how|whether|if)\b|"
    r"\b(?:is|are|was|were|do|does|did|can|could|should|will|would|may|must|am)\s+(?:i|we|it|this|that|they|"
    r"there|he|she|my|the|you)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:i|we)(?:'m|'d|\s+am|\s+would|\s+was|\s+just)?\s*(?:want|wanna|need|like|love|wonder\w*|wish|mean|"
    r"meant|ask\w*|"
    r"look\w*|know|hope|search\w*|try\w*|interested|thinking|talking|(?:have|had|got)\s+(?:a|another|one|"
    r"some)\s+(?:\w+\s+)?question)\b",
    re.IGNORECASE,
)


def is_statement(question: str) -> bool:
    """Whether somebody only tells something of themselves: "I took too many pills", but not "I want the dose"."""
    text = question.replace("’", "'")
    return _TOLD.match(text) is not None and _ASKS.search(text) is None and _INDIRECT.search(text) is None
