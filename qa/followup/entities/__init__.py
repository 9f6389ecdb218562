"""Recognises drugs, conditions, populations and other names in questions and quotes."""

from qa.followup.entities.affixes import type_by_affix
from qa.followup.entities.article_names import names_in_article
from qa.followup.entities.context_types import (
    is_pharmacological,
    type_asked_for,
    type_by_context,
    type_left_out,
    type_of_aspect,
    type_of_owner,
)
from qa.followup.entities.gazetteer import Gazetteer
from qa.followup.entities.recognition import Name, focus_of, names_in_question, names_in_quote, paired
from qa.followup.entities.spelling import Spelling

__all__ = [
    "Gazetteer",
    "Name",
    "Spelling",
    "focus_of",
    "is_pharmacological",
    "names_in_article",
    "names_in_question",
    "names_in_quote",
    "paired",
    "type_asked_for",
    "type_by_affix",
    "type_by_context",
    "type_left_out",
    "type_of_aspect",
    "type_of_owner",
]
