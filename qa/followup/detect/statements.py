"""Statements: what somebody tells of themselves, and asks nothing."""

from functools import partial

from qa.language import load_rules

_rules = partial(load_rules, "qa.followup", "statements")


def is_statement(question: str) -> bool:
    """Whether somebody only tells something of themselves: "I took too many pills", but not "I want the dose"."""
    text = question.replace("’", "'")
    rules = _rules()
    asks = rules["asks"].search(text) or rules["indirect"].search(text)
    return rules["told"].match(text) is not None and asks is None
