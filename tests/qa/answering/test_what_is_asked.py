"""Questions over the sample articles whose drug, agent or illness the nearest passages do not speak of."""

import json
from urllib.request import Request, urlopen

import pytest

from qa.engine import Engine
from qa.schema import Abstention, Answer, Question


def asked(samples: Engine, question: str) -> Answer | Abstention:
    return samples.answer(Question(question=question, store=False))


@pytest.mark.parametrize(
    "question",
    [
        "What is the maximum dose of paracetamol over 24 hours?",
        "What dose of ibuprofen is given for malaria?",
        "What is the ferrous sulphate dose for a 2 year old child?",
        "How much ferrous sulphate in pregnancy?",
        "Which dose of sumatriptan is safe for a 6 year old with migraine?",
        "How is gout treated?",
        "How is hepatitis treated?",
    ],
)
def test_what_no_passage_speaks_of_is_not_answered(samples: Engine, question: str) -> None:
    assert isinstance(asked(samples, question), Abstention)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What is the dose of ferrous sulphate for iron deficiency?", "200 mg"),
        ("What dose of propranolol prevents migraine?", "Propranolol 40 mg"),
        ("Does smoking cause stroke?", "Smoking"),
        ("How is malaria treated?", "malaria"),
    ],
)
def test_what_a_passage_says_is_answered(samples: Engine, question: str, quoted: str) -> None:
    outcome = asked(samples, question)
    assert isinstance(outcome, Answer)
    assert any(quoted in quote.text for quote in outcome.quotes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sumatripan dose?", "sumatriptan dose?"), ("artesunat", "artesunate"), ("levdopa", "levodopa")],
)
def test_a_misspelt_name_is_put_right_and_shown(samples: Engine, typed: str, meant: str) -> None:
    assert asked(samples, typed).interpreted_question == meant


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Does smoking cause kidney stones?", "abstention"),
        ("Can yoga cure kidney stones?", "abstention"),
        ("Does smoking cause stroke?", "answer"),
        ("Do cigarettes cause stroke?", "answer"),
    ],
)
def test_an_agent_is_spoken_of_or_the_question_is_not_answered(
    model_service: str, question: str, outcome: str
) -> None:
    body = json.dumps({"question": question}).encode()
    request = Request(f"{model_service}/v1/follow-up", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as response:
        assert json.load(response)["outcome"] == outcome
