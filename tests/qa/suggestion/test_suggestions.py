"""Suggested questions: answerable, new to the conversation, and deterministic."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind, Standing
from engines import engine_of
from factories import make_document
from index.dense import EncodedQuery, HashEmbedder
from qa.assembly import open_engine
from qa.audience import load_profiles
from qa.engine import Engine
from qa.schema import Abstention, Answer, Notice, Question
from qa.settings import Settings
from qa.suggestion.suggestions import Suggestions

GOUT = make_document(
    "gout",
    "Gout (podagra)",
    {
        "Symptoms": ["The symptoms of gout are a hot and swollen toe."],
        "Treatment": ["Colchicine is the treatment of gout attacks in adults."],
        "Prognosis": ["The prognosis of gout is good when the uric acid falls."],
        "Prevention": ["Attacks of gout can be prevented with less beer and meat."],
        "Unrelated": ["Nothing stands here that anyone would ask."],
        "References": ["A reference on gout."],
    },
    kind=Kind.GUIDELINE,
)
PSEUDOGOUT = make_document(
    "pseudogout",
    "Pseudogout and gout crystals",
    {"Treatment": ["Colchicine is the treatment of pseudogout and gout crystals too."]},
    kind=Kind.ARTICLE,
)
RICKETS = make_document("rickets", "Rickets", {"": ["Rickets is soft bone for lack of vitamin D."]})
RETRACTED = make_document(
    "bad-gout",
    "Gout cured",
    {"Cure": ["A cure of gout was made up."]},
    standing=Standing.RETRACTED,
)


@pytest.fixture(scope="module", name="small")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(tmp_path_factory.mktemp("small"), GOUT, PSEUDOGOUT, RICKETS, RETRACTED) as engine:
        yield engine


def asked(engine: Engine, question: str, **fields: Any) -> Answer | Abstention:  # noqa: ANN401 - any field of Question
    return engine.answer(Question.model_validate({"question": question, "store": False, **fields}))


def test_sections_after_the_quoted_one_are_suggested_before_the_others(small: Engine) -> None:
    outcome = asked(small, "What is the treatment of gout attacks?", max_quotes=1)
    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].section == ("Treatment",)
    assert outcome.suggested_questions == (
        "What is the prognosis of gout?",
        "How can gout be prevented?",
        "What are the symptoms of gout?",
    )


def test_under_an_article_the_same_section_of_the_nearest_topic_is_suggested_too(small: Engine) -> None:
    outcome = asked(small, "What is the treatment of gout attacks?", document_id="gout", max_quotes=1)
    assert "How are pseudogout and gout crystals treated?" in outcome.suggested_questions
    assert len(outcome.suggested_questions) == 3


def test_what_the_conversation_has_asked_or_quoted_is_not_suggested_again(small: Engine) -> None:
    first = small.answer(Question(question="What is the prognosis of gout?", document_id="gout", max_quotes=1))
    again = small.answer(
        Question(
            question="What are the SYMPTOMS of gout",
            document_id="gout",
            max_quotes=1,
            conversation_id=first.conversation_id,
        )
    )
    suggested = " ".join(again.suggested_questions)
    assert again.suggested_questions
    assert "prognosis" not in suggested
    assert "symptoms" not in suggested


def test_an_abstention_on_a_first_question_has_suggestions_only_under_an_article(small: Engine) -> None:
    nothing = "Which pizza oven bakes quickest?"
    under_article = asked(small, nothing, document_id="gout")
    assert isinstance(under_article, Abstention)
    assert under_article.suggested_questions[0] == "What are the symptoms of gout?"
    assert asked(small, nothing).suggested_questions == ()


def test_an_abstention_in_a_conversation_has_suggestions_on_what_it_quoted_last(small: Engine) -> None:
    first = small.answer(Question(question="What is the prognosis of gout?", max_quotes=1))
    fields = {"conversation_id": first.conversation_id, "max_quotes": 1}
    outcome = asked(small, "Which pizza oven bakes quickest?", **fields)
    assert isinstance(outcome, Abstention)
    assert "How can gout be prevented?" in outcome.suggested_questions


def test_a_section_that_does_not_answer_its_question_is_not_suggested(small: Engine) -> None:
    for fields in ({}, {"document_id": "gout"}):
        outcome = asked(small, "What is the prognosis of gout?", **fields)
        assert not any("unrelated" in text or "reference" in text for text in outcome.suggested_questions)


def test_suggestions_obey_the_filters(small: Engine) -> None:
    fields = {"document_id": "gout", "max_quotes": 1, "filters": {"kind": ["guideline"]}}
    outcome = asked(small, "What is the treatment of gout attacks?", **fields)
    assert not any("pseudogout" in text for text in outcome.suggested_questions)


def test_a_topic_whose_name_fits_into_no_question_is_skipped(tmp_path: Path) -> None:
    awkward = make_document("awkward", "Gout, adult", {"Treatment": ["Colchicine is the treatment of gout."]})
    with engine_of(tmp_path, GOUT, awkward) as engine:
        outcome = asked(engine, "What is the treatment of gout attacks?", document_id="gout", max_quotes=1)
    assert outcome.suggested_questions
    assert not any("adult" in text for text in outcome.suggested_questions)


def test_an_unrelated_topic_is_not_suggested(small: Engine) -> None:
    outcome = asked(small, "What is rickets for lack of vitamin D?", document_id="rickets")
    assert outcome.suggested_questions == ()


def test_nothing_is_suggested_beside_an_emergency_notice(small: Engine) -> None:
    question = Question(question="What is the treatment of gout attacks?", document_id="gout")
    outcome = small.answer(question.model_copy(update={"store": False}))
    suggestions = Suggestions(small.answering.stages, load_profiles())
    arguments = small.live.current(), question, ()
    urgent = outcome.model_copy(update={"notice": Notice(id="emergency", version="1", text="Call for help.")})
    assert suggestions.after(*arguments, outcome) == outcome.suggested_questions
    assert suggestions.after(*arguments, urgent) == ()


def test_receipts_of_missing_texts_are_ignored(small: Engine) -> None:
    version = small.live.current().version("gout")
    receipt = {"document_id": "gout", "byte_start": 10**9, "byte_end": 10**9 + 1, "sha256": "0" * 64}
    quotes = [{**receipt, "version": version}, {**receipt, "version": "0" * 64}]
    history = [{"question": "what?", "quotes": quotes}, {"question": "who?", "quotes": [{**quotes[0]}]}]
    gone = [{"question": "what?", "quotes": [{**quotes[0], "document_id": "never-was"}]}]
    for past in (history, gone):
        outcome = asked(small, "What is the treatment of gout attacks?", max_quotes=1, history=past)
        assert "What is the prognosis of gout?" in outcome.suggested_questions


def test_suggestions_can_be_turned_off(samples_home: Path, samples: Engine) -> None:
    question = {"question": "How long do people with bulbar onset live?", "document_id": "als-overview"}
    plain = open_engine(Settings(home=samples_home, model="hash", suggestions=False))
    with plain.store:
        outcome = asked(plain, **question)
    assert outcome.suggested_questions == ()
    with_them = asked(samples, **question)
    assert with_them.suggested_questions
    assert outcome == with_them.model_copy(update={"suggested_questions": ()})


QUESTIONS = (
    "How long do people with bulbar onset live?",
    "What are the symptoms?",
    "How is it diagnosed?",
    "What about children?",
    "Which pizza oven bakes quickest?",
    "What causes kidney stones?",
    "How is malaria prevented?",
)
ARTICLES = (None, "als-overview", "kidney-stones", "malaria")


@given(
    questions=st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=4),
    article=st.sampled_from(ARTICLES),
    most=st.sampled_from((None, 1, 3)),
)
@settings(max_examples=25)
def test_each_suggestion_is_new_and_answered_when_asked_next(
    samples: Engine, questions: list[str], article: str | None, most: int | None
) -> None:
    thread: str | None = None
    known: set[str] = set()
    for text in questions:
        fields = {"document_id": article, "max_quotes": most}
        outcome = samples.answer(Question.model_validate({"question": text, "conversation_id": thread, **fields}))
        thread = outcome.conversation_id
        known |= {text, outcome.interpreted_question}
        assert len(set(outcome.suggested_questions)) == len(outcome.suggested_questions) <= 3
        assert known.isdisjoint(outcome.suggested_questions)
    for suggested in outcome.suggested_questions:
        followed = asked(samples, suggested, conversation_id=thread, **fields)
        assert isinstance(followed, Answer), suggested
        assert followed.interpreted_question == suggested


@pytest.mark.parametrize("article", ARTICLES)
def test_suggestions_do_not_depend_on_other_conversations(
    samples_home: Path, samples: Engine, article: str | None
) -> None:
    fresh = open_engine(Settings(home=samples_home, model="hash"))
    with fresh.store:
        for question in QUESTIONS:
            one, other = (asked(engine, question, document_id=article) for engine in (samples, fresh))
            assert one.model_dump_json() == other.model_dump_json()


def test_verdicts_on_candidates_are_cached(samples: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    index = samples.live.current()
    texts: list[str] = []
    counting = replace(index)
    plain = counting.embedder.encode_query

    class Counting(HashEmbedder):
        def encode_query(self, text: str) -> EncodedQuery:
            texts.append(text)
            return plain(text)

    counting = replace(index, embedder=Counting(index.analyser))
    monkeypatch.setattr(samples.live, "current", lambda: counting)
    question = "How are headaches of migraine treated?"
    first = asked(samples, question, document_id="migraine")
    assert first.suggested_questions
    del texts[:]
    assert asked(samples, question, document_id="migraine") == first
    assert texts == [first.interpreted_question]
