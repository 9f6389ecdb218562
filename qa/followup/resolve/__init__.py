"""Resolves mentions to their antecedents."""

from qa.followup.resolve.antecedents import Option, Pairs, agreeing, options, ranked, those_with
from qa.followup.resolve.disambiguation import Choice
from qa.followup.resolve.one_anaphora import SUCH_ONE, chooses, such_a_thing

__all__ = [
    "SUCH_ONE",
    "Choice",
    "Option",
    "Pairs",
    "agreeing",
    "chooses",
    "options",
    "ranked",
    "such_a_thing",
    "those_with",
]
