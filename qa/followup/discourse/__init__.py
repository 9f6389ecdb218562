"""The entities that a conversation has named, and the text that named them."""

from qa.followup.discourse.entities import Discourse, Entity
from qa.followup.discourse.noun_phrases import asked_thing, group_in, phrase_with, remedies_in
from qa.followup.discourse.quoted_text import Slices

__all__ = ["Discourse", "Entity", "Slices", "asked_thing", "group_in", "phrase_with", "remedies_in"]
