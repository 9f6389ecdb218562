"""What somebody tells of themselves is told from a question."""

import pytest

from qa.followup.detect.statements import is_statement


@pytest.mark.parametrize(
    "told", ["I took too many pills", "we moved to the sea last year", "help, I've swallowed a coin", "I’m tired"]
)
def test_a_statement_asks_nothing(told: str) -> None:
    assert is_statement(told)


@pytest.mark.parametrize(
    "asked",
    [
        "I took too many pills what should I do",
        "I want the dose",
        "I was wondering about the dose",
        "I have another question",
        "I am tired, is that normal",
        "I need help?",
        "how often should I take them",
        "my dad cant swallow",
        "dose",
    ],
)
def test_a_question_is_no_statement(asked: str) -> None:
    assert not is_statement(asked)
