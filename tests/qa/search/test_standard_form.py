"""How a question is put changes neither what is quoted nor the confidence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.assembly import open_engine
from qa.engine import Engine
from qa.ranking.question_type import is_claim
from qa.schema import Answer, Question
from qa.settings import Settings
from serving import ingest_into

QUESTIONS = (
    "how is asthma treated", "how is malaria prevented", "is ALS hereditary", "can asthma kill you",
    "what causes kidney stones", "which foods should people with celiac disease avoid", "treatment of asthma",
    "asthma treatment", "what is the outlook for a purple giraffe",
)  # fmt: skip
OPENERS = ("", "and ", "so ", "But ", "ok, ", "Hi, ", "hello doctor ", "Thanks. ", "well, ")
CLOSINGS = ("", "?", " ?", "??", " please?", ", thanks", "? Thank you!")
# What people type, with words of the quote that leads.
ANSWERED = {
    "and how is malaria prevented?": "Travelers to malaria areas",
    "ok, how is malaria prevented?": "Travelers to malaria areas",
    "foods i cant eat with celiac disease": "should not eat",
    "foods you shouldnt eat with celiac disease": "should not eat",
    "can asthma kill you": "can be fatal",
    "is als hereditary": "no genetic cause",
    "My dad was just diagnosed with ALS, will I get it too?": "Familial ALS",
    "How long do people with bulbar onset live?": "Survival in bulbar-onset ALS",
}
Put = tuple[str, str, Callable[[str], str]]
WORDED = [str, str.lower, str.upper, str.capitalize]
PUT = st.tuples(st.sampled_from(OPENERS), st.sampled_from(CLOSINGS), st.sampled_from(WORDED))


def put_as(question: str, put: Put) -> str:
    """The question with an opener and a closing, in other letters."""
    opener, closing, letters = put
    return letters(f"{opener}{question}{closing}")


def found(engine: Engine, *asked: str) -> tuple[list[str], float]:
    """The texts that are quoted for the last question of a conversation, and the confidence."""
    conversation = None
    for text in asked:
        kept = len(asked) > 1
        outcome = engine.answer(Question(question=text, conversation_id=conversation, store=kept))
        conversation = outcome.conversation_id
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    return [quote.text for quote in quotes], outcome.confidence.score


@settings(max_examples=60)
@given(st.sampled_from(QUESTIONS), PUT)
def test_a_first_question_finds_the_same_however_it_is_put(samples: Engine, question: str, put: Put) -> None:
    quotes, confidence = found(samples, f"{question}?")
    again, sure = found(samples, put_as(question, put))
    assert again == quotes
    assert sure == pytest.approx(confidence, abs=1e-4)


@settings(max_examples=30)
@given(st.sampled_from(QUESTIONS), PUT)
def test_a_complete_question_in_a_thread_is_not_bent_by_its_opener(
    samples: Engine, question: str, put: Put
) -> None:
    before = "What are the symptoms of tuberculosis?"
    quotes, confidence = found(samples, before, f"{question}?")
    again, sure = found(samples, before, put_as(question, put))
    assert again == quotes
    assert sure == pytest.approx(confidence, abs=1e-4)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("hi, could you please tell me how asthma is treated", "how is asthma treated?"),
        ("i was wondering if ALS is hereditary", "is ALS hereditary?"),
        ("foods i cant eat with celiac disease", "foods i can't eat with celiac disease?"),
        ("foods you shouldnt eat with celiac disease", "foods you shouldn't eat with celiac disease"),
        ("what causes parkinsons", "what causes parkinson's?"),
        ("whats asthma", "what's asthma?"),
    ],
)
def test_what_is_left_out_or_wrapped_around_a_question_changes_nothing(
    samples: Engine, asked: str, same: str
) -> None:
    assert found(samples, asked) == found(samples, same)


@pytest.mark.parametrize(
    "asked",
    [
        "foods you shouldn't eat with celiac disease",
        "fine after two months of tablets can i stop",
        "itchy rash on both knees, what's that called",
        "Give the schedule for gout, with its limits.",
    ],
)
def test_a_question_inside_a_text_is_no_claim(asked: str) -> None:
    assert not is_claim(asked)


@pytest.mark.parametrize(
    "claim", ["Celiac disease makes oats harmful", "Gout, which is painful in all who have it, shortens life."]
)
def test_a_statement_is_a_claim(claim: str) -> None:
    assert is_claim(claim)


@pytest.fixture(scope="module")
def model_samples(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[Engine]:
    """An engine over the sample articles with the packaged model."""
    configured = Settings(home=tmp_path_factory.mktemp("model"))
    ingest_into(configured, samples_dir)
    engine = open_engine(configured)
    with engine.store:
        yield engine


@pytest.mark.model
def test_questions_as_people_type_them_are_answered(model_samples: Engine) -> None:
    for asked, quoted in ANSWERED.items():
        texts, _ = found(model_samples, asked)
        assert quoted in texts[0], asked
