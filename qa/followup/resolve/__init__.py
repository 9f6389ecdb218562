"""Resolves mentions to their antecedents."""

from qa.followup.resolve.antecedents import Antecedent, Pairs, agreeing, antecedents_of, ranked, those_with
from qa.followup.resolve.disambiguation import Disambiguation
from qa.followup.resolve.one_anaphora import ONE_ANAPHORA, chooses, one_anaphora

__all__ = [
    "ONE_ANAPHORA",
    "Antecedent",
    "Disambiguation",
    "Pairs",
    "agreeing",
    "antecedents_of",
    "chooses",
    "one_anaphora",
    "ranked",
    "those_with",
]
