"""Doses: a question that asks for one is answered by amounts of what it names, and by nothing else."""

import re

_GIVEN = r"(?:take|use|have|get|give|given|administered?|prescribed?|inject(?:ed)?|infused?|started?)"
_AUXILIARY = r"(?:should|can|could|do|may|must|would|will|to|is|are)"
_UNDOSED = r"(?:of|more|less|longer|time|rest|sleep|weight|exercise|benefit|effect|help|it|that|this)"
_HOW_MUCH = rf"how\s+much\s+(?!{_UNDOSED}\b)(?:[\w-]+\s+){{1,4}}?{_AUXILIARY}\b(?=[^.?!]*\b{_GIVEN}\b)"
FORM = r"(?:mg|milligrams?|mcg|micrograms?|ml|tablets?|pills?|units?|drops?|puffs?)"
_ASKED = re.compile(
    rf"(?<![\w-])(?:doses?|dosages?|dosing|how\s+(?:many|much)\s+{FORM})\b|\b{_HOW_MUCH}",
    re.IGNORECASE,
)
# What is said of a dose without naming it: "a missed dose", "dose adjustment", "dose-dependent".
_OF_A_DOSE = re.compile(
    r"\b(?:miss(?:ed|ing)?|skip(?:ped|ping)?|forg\w+|over|dependent|limiting|response|adjust\w*|reduc\w*|increas\w*|"
    r"escalat\w*|side\s+effects?|why|safe|after|before|without|booster)\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:m|µ|μ|mc|n)?g(?:rams?)?|micrograms?|milligrams?|(?:m|d)?l|(?:millili|li)(?:tres?|ters?)|(?:m|k)?units?|m?iu|"
    r"m?mol|meq|m?gy|m[cb][iq]|drops?|tablets?|capsules?|pills?|puffs?|sprays?|vials?|ampoules?|sachets?|patch(?:es)?|"
    r"suppositor(?:y|ies)|lozenges?|teaspoons?|doses|inhalations?|injections?"
)
_COUNT = r"\d[\d.,]*|one|two|three|four|five|six|half"
_COUNTS = rf"(?<![\w.])(?:{_COUNT})(?:\s*(?:-|–|to|or|/|×|x)\s*(?:{_COUNT}))*[\s-]*"
# Measured in blood, or by a kidney: what is in a litre, and what passes in a minute and 1.73 square metres.
_MEASURED = r"\s*(?:/|per)\s*(?:(?:d|m|µ|μ)?l\b|(?:deci|milli)?lit(?:re|er)s?\b|min(?:ute)?\s*/\s*1\.73)"
_SOLVED = (
    r"(?:creams?|ointments?|solutions?|dextrose|glucose|drops|gels?|lotions?|saline|shampoos?|sprays?|pastes?|"
    r"mouthwash(?:es)?|infusions?|sodium\s+chloride|lidocaine|lignocaine|suspensions?|emulsions?|foams?|enemas?|paint)"
)
_NAMED = re.compile(
    rf"{_COUNTS}(?:{_UNIT})\b(?!{_MEASURED})|"
    rf"{_COUNTS}(?:%|per\s?cent\b)\s*(?!of\b)(?:[a-z-]+\s+){{0,3}}{_SOLVED}\b|\b{_SOLVED}\W{{1,3}}{_COUNTS}%|"
    r"\b(?:once|twice|thrice)\s+(?:daily|a\s+day|weekly|a\s+week|monthly)\b",
    re.IGNORECASE,
)


def asks_for_dose(question: str) -> bool:
    """Whether a question asks how much of something is given, and not about a dose that it takes for known."""
    return _ASKED.search(question) is not None and _OF_A_DOSE.search(question) is None


def names_amount(text: str) -> bool:
    """Whether a text names an amount: a number with a unit or a form, or how often a day or a week.

    What is measured in a litre of blood is none, and a percentage only where it is that of a form: "a 1% cream".
    """
    return _NAMED.search(text) is not None
