"""What an audience changes of an answer over the sample corpus, and what it never changes."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from qa.commands.text import outcome_lines
from qa.engine import Engine
from qa.schema import Abstention, Answer, Audience, Question, Receipt
from qa.selection.context import companions

QUESTIONS = (
    "What is the treatment of asthma?",
    "What are the signs of Parkinson's disease?",
    "How is celiac disease diagnosed?",
    "What causes kidney stones?",
    "Which drugs treat malaria?",
)


@pytest.fixture(name="engine", scope="module")
def _engine(samples: Engine) -> Engine:
    return samples


def asked(engine: Engine, question: str, audience: Audience, most: int | None = None) -> Answer | Abstention:
    return engine.answer(Question(question=question, audience=audience, store=False, max_quotes=most))


def quotable(engine: Engine, question: str) -> set[tuple[str, int]]:
    """The sentences that are good enough for anybody, with what each needs to keep its meaning."""
    index, stages = engine.live.current(), engine.answering.stages
    search = stages.search(index, Question(question=question))
    candidates, preferences = search.evidence(question).candidates, stages.tuning.preferences
    enough = preferences.floor * candidates.relevance[0]
    rows = candidates.rows[candidates.relevance >= enough][: preferences.considered]
    found = set()
    for key in index.locate(rows):
        document = search.document(key)
        found |= {(key.document_id, ordinal) for ordinal in companions(document, key.ordinal)}
    return found


@profile(max_examples=40)
@given(st.sampled_from(QUESTIONS), st.sampled_from(get_args(Audience)), st.none() | st.integers(1, 8))
def test_for_every_audience_every_quote_verifies_and_is_one_that_anybody_could_have_got(
    engine: Engine, question: str, audience: Audience, most: int | None
) -> None:
    outcome = asked(engine, question, audience, most)
    if isinstance(outcome, Abstention):
        assert isinstance(asked(engine, question, "physician"), Abstention)
        return
    fields = set(Receipt.model_fields)
    cut = [*outcome.quotes, *(entry.definition for entry in outcome.glossary)]
    assert engine.verify([Receipt(**piece.model_dump(include=fields)) for piece in cut]).valid
    good = quotable(engine, question)
    for quote in outcome.quotes:
        document = engine.store.document(quote.document_id)
        inside = {
            (document.id, ordinal)
            for ordinal, sentence in enumerate(document.sentences)
            if quote.byte_start <= document.byte_span(sentence.span)[0] < quote.byte_end
        }
        assert inside & good
    assert len(outcome.quotes) <= (most or 8)
    again = asked(engine, question, audience, most)
    assert again.model_dump_json() == outcome.model_dump_json()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_aliases_of_physician_get_the_same_bytes(engine: Engine, question: str) -> None:
    bodies = {
        asked(engine, question, name).model_dump_json() for name in ("physician", "clinician", "professional")
    }
    assert len(bodies) == 1


@pytest.mark.parametrize(("audience", "most"), [("patient", 3), ("physician", 5), ("researcher", 8)])
def test_the_audience_says_how_much_is_quoted(engine: Engine, audience: Audience, most: int) -> None:
    counts = []
    for question in QUESTIONS:
        outcome = asked(engine, question, audience)
        counts.append(len(outcome.quotes) if isinstance(outcome, Answer) else 0)
    assert 0 < max(counts) <= most


def test_the_disclaimer_is_the_audiences_on_answers_and_abstentions(engine: Engine) -> None:
    for audience in get_args(Audience):
        for question in (QUESTIONS[0], "What is the best pizza in Naples?"):
            assert asked(engine, question, audience).disclaimer == engine.disclaimer(audience)


def test_the_terminal_shows_the_glossary_after_the_quotes(engine: Engine) -> None:
    outcome = asked(engine, "How should asthma be treated in an attack?", "patient", 2)
    assert isinstance(outcome, Answer)
    lines = "\n".join(outcome_lines(outcome))
    for entry in outcome.glossary:
        assert entry.definition.text in lines
        assert lines.index(outcome.quotes[0].text.split("\n")[0]) < lines.index(entry.definition.text)
    assert outcome.glossary
