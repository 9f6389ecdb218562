"""Detects what a question leaves open: mentions, ellipsis, small talk, statements."""

from qa.followup.detect.background import background
from qa.followup.detect.ellipsis import Form, Parsed, is_matter, parsed
from qa.followup.detect.mentions import Mention, explains_its_mentions, mentions_in
from qa.followup.detect.smalltalk import remark_on, without_courtesy
from qa.followup.detect.standalone import is_elsewhere, may_stand_alone, names_its_topic, says_enough, speaks_of
from qa.followup.detect.statements import is_statement

__all__ = [
    "Form",
    "Mention",
    "Parsed",
    "background",
    "explains_its_mentions",
    "is_elsewhere",
    "is_matter",
    "is_statement",
    "may_stand_alone",
    "mentions_in",
    "names_its_topic",
    "parsed",
    "remark_on",
    "says_enough",
    "speaks_of",
    "without_courtesy",
]
