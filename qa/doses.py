"""Doses: a question that asks for one is answered by amounts, and by nothing else."""

import re

_ASKED = re.compile(
    r"(?<![\w-])(?:doses?|dosages?|dosing|how\s+(?:many|much)\s+(?:mg|milligrams?|mcg|micrograms?|ml|tablets?|pills?|units?))\b",
    re.IGNORECASE,
)
# What is said of a dose without naming it: "a missed dose", "dose adjustment", "dose-dependent".
_OF_A_DOSE = re.compile(
    r"\b(?:miss(?:ed|ing)?|skip(?:ped|ping)?|forg\w+|over|dependent|limiting|response|adjust\w*|reduc\w*|increas\w*|"
    r"escalat\w*|side\s+effects?|why|safe|after|before|without|booster)\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:k|m|µ|μ|mc|n)?g(?:rams?)?|micrograms?|milligrams?|(?:m|d)?l|(?:millili|li)(?:tres?|ters?)|(?:m|k)?units?|m?iu|"
    r"m?mol|meq|m?gy|m[cb][iq]|drops?|tablets?|capsules?|pills?|puffs?|sprays?|vials?|ampoules?|sachets?|patch(?:es)?|"
    r"suppositor(?:y|ies)|lozenges?|teaspoons?|doses|inhalations?|injections?"
)
_COUNT = r"\d[\d.,]*|one|two|three|four|five|six|half"
_NAMED = re.compile(
    rf"(?<![\w.])(?:{_COUNT})(?:\s*(?:-|–|to|or|/|×|x)\s*(?:{_COUNT}))*[\s-]*(?:(?:{_UNIT})\b|%)|"
    r"\b(?:once|twice|thrice)\s+(?:daily|a\s+day|weekly|a\s+week|monthly)\b",
    re.IGNORECASE,
)


def asks_for_dose(question: str) -> bool:
    """Whether a question asks how much of something is given, and not about a dose that it takes for known."""
    return _ASKED.search(question) is not None and _OF_A_DOSE.search(question) is None


def names_amount(text: str) -> bool:
    """Whether a text names an amount: a number with a unit or a form, or how often a day or a week."""
    return _NAMED.search(text) is not None
