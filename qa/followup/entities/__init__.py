"""Recognises drugs, conditions, populations and other names in questions and quotes."""

from qa.followup.entities.affixes import sort_by_ending
from qa.followup.entities.article_names import names_in_article
from qa.followup.entities.context_types import (
    is_pharmacological,
    sort_asked_for,
    sort_by_frame,
    sort_left_out,
    sort_of_aspect,
    sort_of_owner,
)
from qa.followup.entities.gazetteer import Vocabulary
from qa.followup.entities.recognition import Name, focus_of, names_in_question, names_in_quote, paired
from qa.followup.entities.spelling import Spelling

__all__ = [
    "Name",
    "Spelling",
    "Vocabulary",
    "focus_of",
    "is_pharmacological",
    "names_in_article",
    "names_in_question",
    "names_in_quote",
    "paired",
    "sort_asked_for",
    "sort_by_ending",
    "sort_by_frame",
    "sort_left_out",
    "sort_of_aspect",
    "sort_of_owner",
]
