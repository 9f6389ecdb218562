"""An abstention says which names of a question no document has."""

import pytest

from qa.answering.names_not_held import names_not_held
from qa.engine import Engine
from qa.schema import Abstention, Question


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What is the dose of semaglutide?", ("semaglutide",)),
        ("Is gefitinib better than semaglutide for psoriasis?", ("gefitinib", "semaglutide", "psoriasis")),
        ("How is malaria treated with artesunate?", ()),
        ("What is the weather like?", ()),
    ],
)
def test_names_that_no_document_has(samples: Engine, question: str, names: tuple[str, ...]) -> None:
    assert names_not_held(question, samples.live.current()) == names


def test_the_message_names_them(samples: Engine) -> None:
    outcome = samples.answer(Question(question="What is the dose of semaglutide?", store=False))
    assert isinstance(outcome, Abstention)
    assert "No document mentions “semaglutide”." in outcome.message


def test_a_name_that_a_document_has_is_not_called_absent(samples: Engine) -> None:
    outcome = samples.answer(Question(question="What dose of ibuprofen is given for malaria?", store=False))
    assert isinstance(outcome, Abstention)
    assert "No document mentions" not in outcome.message
