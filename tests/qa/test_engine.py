"""The engine over a small corpus: answers, abstentions, errors and determinism."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Doubt, DoubtKind, Kind, ReviewStatus, Standing
from corpus.store import UnknownDocument
from engines import engine_of
from factories import make_document
from indexes import publish
from qa.conversation import ExpiredConversation
from qa.engine import Engine
from qa.schema import Abstention, Answer, Question, QuestionFilters, Receipt, SearchQuestion

ZORBITIS = make_document(
    "zorbitis",
    "Zorbitis",
    {
        "Treatment": [
            "Zorbine is the treatment of choice for zorbitis in adults.",
            "It should be avoided in pregnancy.",
        ],
        "Outlook": ["Zorbitis heals within two weeks in most patients."],
        "Emergencies": ["When a zorbitis crisis is suspected, do not:"],
    },
    lists={"Emergencies": ["give zorbine by mouth", "drive to the hospital"]},
    kind=Kind.GUIDELINE,
    review_status=ReviewStatus.APPROVED,
    year=2021,
)
QUIXOSIS = make_document(
    "quixosis",
    "Quixosis",
    {"Treatment": ["Rest is the treatment of choice for quixosis.", "Zorbine does not help quixosis."]},
    kind=Kind.RESEARCH,
    review_status=ReviewStatus.SUBMITTED,
    year=2010,
)
RETRACTED = make_document(
    "withdrawn-trial",
    "A trial of mirabiline in snarkopathy",
    {"": ["Mirabiline cured snarkopathy in all patients of this trial."]},
    standing=Standing.RETRACTED,
    standing_date=date(2024, 1, 2),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with engine_of(tmp_path, ZORBITIS, QUIXOSIS, RETRACTED) as engine:
        yield engine


def answered(engine: Engine, question: str, **fields: object) -> Answer:
    outcome = engine.answer(Question.model_validate({"question": question, **fields}))
    assert isinstance(outcome, Answer)
    return outcome


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The dose of gorbine in caveosis is 50 mg daily.", "answer"),
        ("The dose of gorbine in 2017 is caveosis.", "abstention"),
    ],
)
def test_only_an_amount_answers_a_question_for_a_dose(tmp_path: Path, sentence: str, outcome: str) -> None:
    document = make_document("caveosis", "Caveosis", {"Treatment": [sentence]})
    with engine_of(tmp_path, document) as engine:
        found = engine.answer(Question(question="What is the dose of gorbine in caveosis?"))
    assert found.outcome == outcome
    assert outcome == "answer" or (found.confidence.score, found.outcome) == (0, "abstention")


def abstained(engine: Engine, question: str, **fields: object) -> Abstention:
    outcome = engine.answer(Question.model_validate({"question": question, **fields}))
    assert isinstance(outcome, Abstention)
    return outcome


def test_the_sentence_that_answers_comes_first_with_its_source(engine: Engine) -> None:
    answer = answered(engine, "What is the treatment of choice for zorbitis in adults?")
    assert answer.quotes[0].text.startswith("Zorbine is the treatment of choice for zorbitis in adults.")
    assert answer.quotes[0].section == ("Treatment",)
    assert answer.sources[0].document_id == "zorbitis"
    assert answer.disclaimer.id == "professional"
    assert answer.confidence.score >= answer.confidence.threshold
    assert (answer.caution is not None) == (answer.confidence.score < answer.confidence.sure)


def test_every_quote_verifies(engine: Engine) -> None:
    answer = answered(engine, "What is the treatment of choice for zorbitis?")
    fields = set(Receipt.model_fields)
    receipts = [Receipt(**quote.model_dump(include=fields)) for quote in answer.quotes]
    assert engine.verify(receipts).valid


def test_the_engine_abstains_without_evidence(engine: Engine) -> None:
    abstention = abstained(engine, "What is the best pizza in Naples?")
    assert abstention.reason == "no_evidence"
    assert abstention.confidence.score < abstention.confidence.threshold
    assert abstention.disclaimer.text


def test_a_dependent_sentence_is_never_quoted_alone(engine: Engine) -> None:
    answer = answered(engine, "Should zorbine be avoided in pregnancy with zorbitis?")
    for quote in answer.quotes:
        assert not quote.text.startswith("It should be avoided")
    assert any("It should be avoided in pregnancy." in quote.text for quote in answer.quotes)


def test_a_list_item_is_quoted_with_its_stem(engine: Engine) -> None:
    answer = answered(engine, "Should I drive to the hospital in a zorbitis crisis?", max_quotes=1)
    assert "do not:" in answer.quotes[0].text


@pytest.mark.parametrize("most", [1, 2, 5])
def test_max_quotes_limits_the_quotes(engine: Engine, most: int) -> None:
    assert len(answered(engine, "What is the treatment for zorbitis?", max_quotes=most).quotes) <= most


def test_the_article_comes_first(engine: Engine) -> None:
    question = "What is the treatment of choice?"
    for article in ("zorbitis", "quixosis"):
        assert answered(engine, question, document_id=article).sources[0].document_id == article


def test_it_refers_to_the_topic_of_the_article(engine: Engine) -> None:
    answer = answered(engine, "What is the treatment of choice for it?", document_id="quixosis")
    assert answer.interpreted_question == "What is the treatment of choice for quixosis?"
    assert answer.bindings[0].turn == 0


def test_follow_ups_are_resolved_from_the_conversation(engine: Engine) -> None:
    first = answered(engine, "What is the treatment of choice for zorbitis?")
    second = answered(engine, "What about quixosis?", conversation_id=first.conversation_id)
    assert second.conversation_id == first.conversation_id
    assert second.interpreted_question == "What is the treatment of choice for quixosis?"
    assert second.quotes[0].text == "Rest is the treatment of choice for quixosis."
    third = answered(engine, "Does zorbine help it?", conversation_id=first.conversation_id)
    assert third.bindings[0].resolved_to == "quixosis"


def test_an_unresolved_mention_is_an_abstention_that_names_it(engine: Engine) -> None:
    abstention = abstained(engine, "How is it diagnosed?")
    assert abstention.reason == "ambiguous_follow_up"
    assert "“it”" in abstention.message


def test_a_sentence_that_is_only_an_address_is_never_quoted(engine: Engine, tmp_path: Path) -> None:
    address = "https://clinic.example/blorbitis-treatment-of-choice-in-children"
    sentence = f"Blorbine is the treatment of choice for blorbitis in children ({address})."
    publish(tmp_path, engine.store, make_document("blorbitis", "Blorbitis", {"Treatment": [address, sentence]}))
    answer = answered(engine, "What is the treatment of choice for blorbitis in children?")
    assert [quote.text for quote in answer.quotes if "Blorb" in quote.text or address in quote.text] == [sentence]
    index = engine.live.current()
    rows = index.document_rows("blorbitis")
    assert index.addresses(rows).tolist() == rows[:1].tolist()


def test_an_abstention_says_if_only_retracted_work_matches(engine: Engine) -> None:
    abstention = abstained(engine, "Did mirabiline cure snarkopathy in the patients of a trial?")
    assert abstention.reason == "only_retracted"
    assert abstention.nearest_sources[0].cautions == ("This work has been retracted (2024-01-02).",)


@pytest.mark.parametrize(
    "by_name",
    [
        {"document_id": "withdrawn-trial"},
        {"filters": {"documents": ["withdrawn-trial"]}},
        {"filters": {"standing": ["retracted"]}},
    ],
)
def test_retracted_work_is_quoted_with_a_caution_if_asked_for_by_name(
    engine: Engine, by_name: dict[str, object]
) -> None:
    answer = answered(engine, "Did mirabiline cure snarkopathy in all patients?", **by_name)
    assert answer.sources[0].standing is Standing.RETRACTED
    assert "retracted" in answer.sources[0].cautions[0]


@pytest.mark.parametrize(
    "filters",
    [
        QuestionFilters(kind=(Kind.RESEARCH,)),
        QuestionFilters(review_status=(ReviewStatus.SUBMITTED,)),
        QuestionFilters(year_to=2015),
        QuestionFilters(documents=("quixosis",)),
    ],
)
def test_only_documents_that_pass_the_filters_are_quoted(engine: Engine, filters: QuestionFilters) -> None:
    answer = answered(engine, "What is the treatment of choice for quixosis?", filters=filters.model_dump())
    assert {source.document_id for source in answer.sources} == {"quixosis"}


@pytest.mark.parametrize("filters", [{"kind": ["research"]}, {"documents": ["quixosis"]}, {"year_to": 2015}])
def test_an_article_that_the_filters_exclude_is_not_quoted(engine: Engine, filters: dict[str, object]) -> None:
    question = "What is the treatment of choice for zorbitis?"
    within = engine.answer(Question.model_validate({"question": question, "filters": filters}))
    under = engine.answer(
        Question.model_validate({"question": question, "filters": filters, "document_id": "zorbitis"})
    )
    for outcome in (within, under):
        quotes = outcome.quotes if isinstance(outcome, Answer) else ()
        assert {quote.document_id for quote in quotes} <= {"quixosis"}


def test_a_retracted_article_is_quoted_unless_the_filters_exclude_its_standing(engine: Engine) -> None:
    question = "Did mirabiline cure snarkopathy in all patients?"
    under = {"document_id": "withdrawn-trial"}
    assert (
        answered(engine, question, **under, filters={"kind": ["other"]}).sources[0].standing.value == "retracted"
    )
    abstained(engine, question, **under, filters={"standing": ["current"]})
    abstained(engine, question, **under, filters={"documents": ["zorbitis"]})


def test_an_abstention_says_whether_filters_restricted_the_corpus(engine: Engine) -> None:
    nonsense = "Which bread rises best?"
    assert abstained(engine, nonsense).message == "The corpus contains no evidence that answers this question."
    assert "filters" in abstained(engine, nonsense, filters={"kind": ["label"]}).message


def test_the_same_question_gives_the_same_bytes_except_for_the_conversation_id(engine: Engine) -> None:
    asked = Question(question="What is the treatment of choice for zorbitis?")
    first, again = engine.answer(asked), engine.answer(asked)
    assert first.conversation_id != again.conversation_id
    assert first.model_dump_json(exclude={"conversation_id"}) == again.model_dump_json(exclude={"conversation_id"})


def test_the_audience_changes_the_disclaimer_but_not_the_quotes(engine: Engine) -> None:
    question = "What is the treatment of choice for zorbitis?"
    clinician, patient = answered(engine, question), answered(engine, question, audience="patient")
    assert patient.disclaimer.id == "patient"
    assert [quote.sha256 for quote in patient.quotes] == [quote.sha256 for quote in clinician.quotes]


def test_an_unknown_article_and_an_expired_conversation_are_errors(engine: Engine) -> None:
    with pytest.raises(UnknownDocument):
        engine.answer(Question(question="What?", document_id="nowhere"))
    with pytest.raises(ExpiredConversation):
        engine.answer(Question(question="What?", conversation_id="never"))


def test_search_returns_ranked_passages_that_verify(engine: Engine) -> None:
    result = engine.search(SearchQuestion(question="treatment of zorbitis", limit=3))
    assert [hit.rank for hit in result.hits] == [1, 2, 3]
    fields = set(Receipt.model_fields)
    assert engine.verify([Receipt(**hit.model_dump(include=fields)) for hit in result.hits]).valid


def test_a_question_is_answered_from_the_newer_index_if_a_document_was_removed_meanwhile(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = engine.live.current()
    engine.store.remove("zorbitis")
    publish(tmp_path, engine.store)
    engine.store.purge()
    turns: list[Callable[[], object]] = [engine.live.current, lambda: older]
    monkeypatch.setattr(engine.live, "current", lambda: turns.pop()() if len(turns) > 1 else turns[0]())
    outcome = engine.answer(Question(question="What is the treatment of choice for zorbitis in adults?"))
    assert outcome.generation != older.generation_id
    assert "zorbitis" not in outcome.model_dump_json(include={"sources"})


def test_stages_are_observed(engine: Engine) -> None:
    seen: list[str] = []
    question = Question(question="What is the treatment of choice for zorbitis?", store=False)
    engine.answer(question, lambda stage, seconds: seen.append(stage) if seconds >= 0 else None)
    assert seen == ["interpret", "embed", "search", "select", "receipts", "suggest"]


def test_a_doubtful_quote_carries_its_doubt_and_lowers_the_confidence(tmp_path: Path) -> None:
    question = "What is the treatment of choice for zorbitis in adults?"
    place = next(s.span for s in ZORBITIS.sentences if "Zorbine is" in s.span.of(ZORBITIS.text))
    doubtful = replace(ZORBITIS, doubts=(Doubt(place, DoubtKind.UNMAPPED),))
    with engine_of(tmp_path / "sure", ZORBITIS) as sure, engine_of(tmp_path / "unsure", doubtful) as unsure:
        before, after = answered(sure, question), answered(unsure, question)
    assert [quote.text for quote in before.quotes] == [quote.text for quote in after.quotes]
    assert before.quotes[0].doubts == ()
    assert [doubt.kind for doubt in after.quotes[0].doubts] == [DoubtKind.UNMAPPED]
    assert before.confidence.threshold <= after.confidence.score < before.confidence.score
