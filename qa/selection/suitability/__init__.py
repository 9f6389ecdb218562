"""Tells whether a sentence may be quoted: whether it states the dose, by whom it is, and whether it holds now."""

from qa.selection.suitability.dose_filter import dose_target, states_dose
from qa.selection.suitability.issuer import issuers_asked, speaks_for
from qa.selection.suitability.no_evidence import is_evidence
from qa.selection.suitability.superseded import is_superseded, replacement, states_earlier

__all__ = [
    "dose_target",
    "is_evidence",
    "is_superseded",
    "issuers_asked",
    "replacement",
    "speaks_for",
    "states_dose",
    "states_earlier",
]
