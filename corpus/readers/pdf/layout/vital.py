"""Texts that no rule may leave out: doses, numbers with a unit, and the numbers of recommendations."""

import re

_UNITS = (
    "[kmµμn]?g|mcg|micrograms?|milligrams?|grams?|[mdµμ]?[lL]|cc|fl oz|[mµμnp]?mol|m?Eq|[mkM]?I?U|units?|"
    "[mk]?Gy|mSv|mmHg|cmH2O|[kM]?Pa|kcal|kJ|[cm]m|m[²³2]|[°º]\\s?[CF]|"
    "hours?|hrs?|h|minutes?|mins?|seconds?|days?|nights?|weeks?|months?|years?|"
    "tablets?|tabs?|capsules?|caps?|drops?|puffs?|sachets?|ampoules?|vials?|suppositor(?:y|ies)|"
    "(?:tea|table)?spoon(?:ful)?s?|doses?|times"
)
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|half(?: an?)?|once|twice"
_NUMBER = rf"(?:\d|[¼½¾]|\b(?:{_WORDS})\b)\s*[-–]?\s*"
_AMOUNT = re.compile(rf"{_NUMBER}(?:(?:{_UNITS})\b|%|‰)", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:once|twice|daily|hourly|(?:b|t|q)\.?[id]\.?[ds]\b|(?:dose|dosage)s?\b.*\d)", re.IGNORECASE
)
_RECOMMENDATION = re.compile(
    r"\A\W*(?:recommendation|statement)s?\s+\d|\A\W*\d{1,2}(?:\.\d{1,2}){2,}\b", re.IGNORECASE
)
_SECTION = re.compile(r"\A\W*\d{1,2}\.\d{1,2}\b")


def is_vital(text: str) -> bool:
    """Whether a text holds a dose, a number with a unit, or a recommendation's number."""
    return holds_amount(text) or _RECOMMENDATION.search(text) is not None


def holds_amount(text: str) -> bool:
    """Whether a text holds a dose or a number with a unit."""
    return _AMOUNT.search(text) is not None or _FREQUENCY.search(text) is not None


def opens_with_number(text: str) -> bool:
    """Whether a text begins with a number like `3.2`, of a section or a recommendation."""
    return _SECTION.match(text) is not None
