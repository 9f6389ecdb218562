"""Resolves mentions to their antecedents."""

from qa.followup.resolve.antecedents import Antecedent, Pairs, agreeing, antecedents_of, ranked, those_with
from qa.followup.resolve.disambiguation import Disambiguation
from qa.followup.resolve.one_anaphora import chooses, one_anaphor, one_anaphora

__all__ = [
    "Antecedent",
    "Disambiguation",
    "Pairs",
    "agreeing",
    "antecedents_of",
    "chooses",
    "one_anaphor",
    "one_anaphora",
    "ranked",
    "those_with",
]
