"""What the nearest passage is about instead of what is asked: silence that says so."""

from pathlib import Path

from engines import engine_of
from factories import make_document
from qa.schema import Abstention, Question

MALARIA = make_document(
    "malaria",
    "Malaria",
    {"Treatment": ["Adults with malaria take artesunate 200 mg once a day.", "Rest helps people with malaria."]},
)


def test_another_population_is_named_and_not_answered(tmp_path: Path) -> None:
    with engine_of(tmp_path, MALARIA) as engine:
        asked = Question(question="What dose of artesunate does a 2-year-old with malaria take once a day?")
        outcome = engine.answer(asked)
        assert isinstance(outcome, Abstention)
        assert outcome.reason == "no_evidence"
        assert outcome.differs is not None
        assert "2-year-old" in outcome.differs
        assert outcome.message.endswith(f"The nearest passage is {outcome.differs}.")
        other = engine.answer(Question(question="What dose of artesunate do adults with malaria take once a day?"))
        assert getattr(other, "differs", None) is None
