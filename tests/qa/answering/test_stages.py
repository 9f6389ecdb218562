"""The stages that answers and suggested questions share: search, reranking and selection."""

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind
from corpus.store import Store
from engines import engine_over
from factories import make_document
from index.types import Vector
from qa.audience import ANYONE
from qa.engine import Engine
from qa.schema import Answer, Audience, Question, QuestionFilters
from qa.search import Tuning

GOUT = make_document(
    "gout",
    "Gout",
    {
        "Symptoms": ["The symptoms of gout are a hot and swollen toe."],
        "Treatment": [
            "Colchicine is the treatment of gout attacks in adults.",
            "Naproxen is another treatment of gout attacks in adults.",
        ],
    },
    kind=Kind.GUIDELINE,
)
RICKETS = make_document(
    "rickets", "Rickets", {"Treatment": ["Vitamin D is the treatment of rickets."]}, kind=Kind.RESEARCH
)
QUESTION = "What is the treatment of gout attacks in adults?"
RERANKED = 3


class LastFirst:
    """A reranker that scores each sentence higher than the one before it, and records what it is asked."""

    def __init__(self) -> None:
        self.asked: dict[str, Sequence[str]] = {}

    model = "fixed"

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """Scores from 0 to 1, in the order of the sentences."""
        self.asked[question] = sentences
        return np.linspace(0, 1, len(sentences), dtype=np.float32)


@pytest.fixture(name="reranker", scope="module")
def _reranker() -> LastFirst:
    return LastFirst()


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory, reranker: LastFirst) -> Iterator[Engine]:
    """An engine that reranks the first three candidates."""
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield engine_over(home, store, GOUT, RICKETS, tuning=Tuning(reranker=reranker, reranked=RERANKED))


def quoted(engine: Engine, question: Question, limit: int = 5) -> list[tuple[str, str]]:
    """The excerpts for a question, as pairs of a document's id and a text."""
    stages = engine.answering.stages
    search = stages.search(engine.live.current(), question)
    excerpts = stages.excerpts(search, search.evidence(question.question), ANYONE, limit)
    return [(excerpt.document.id, text) for excerpt in excerpts for text in excerpt.texts]


def test_the_reranker_scores_the_best_candidates_in_their_order(engine: Engine, reranker: LastFirst) -> None:
    search = engine.answering.stages.search(engine.live.current(), Question(question=QUESTION))
    rows = search.evidence(QUESTION).candidates.rows
    assert len(rows) > RERANKED
    (best,) = quoted(engine, Question(question=QUESTION), limit=1)
    texts = [search.document(key).sentence_text(key.ordinal) for key in search.index.locate(rows[:RERANKED])]
    assert reranker.asked[QUESTION] == texts
    assert texts[0] not in best[1]


def test_a_suggested_question_is_reranked_like_any_other(engine: Engine, reranker: LastFirst) -> None:
    reranker.asked.clear()
    outcome = engine.answer(Question(question=QUESTION, document_id="gout", max_quotes=1, store=False))
    candidates = reranker.asked.keys() - {QUESTION}
    assert candidates
    assert candidates >= set(outcome.suggested_questions)


def test_an_article_that_the_filters_exclude_is_neither_searched_nor_quoted(engine: Engine) -> None:
    under = Question(question=QUESTION, document_id="gout")
    elsewhere = under.model_copy(update={"filters": QuestionFilters(kind=(Kind.RESEARCH,))})
    stages, index = engine.answering.stages, engine.live.current()
    assert stages.search(index, under).article == "gout"
    assert stages.search(index, elsewhere).article is None
    assert quoted(engine, under)[0][0] == "gout"
    assert "gout" not in {document for document, _ in quoted(engine, elsewhere)}


def test_all_sentences_of_the_article_are_candidates_however_unlike_the_question(engine: Engine) -> None:
    stages, index = engine.answering.stages, engine.live.current()
    asked = Question(question=QUESTION, document_id="rickets")
    candidates = stages.search(index, asked).evidence(QUESTION).candidates
    assert set(index.document_rows("rickets").tolist()) <= set(candidates.rows.tolist())


def test_the_nearest_sources_are_at_most_three_by_similarity(engine: Engine) -> None:
    stages = engine.answering.stages
    evidence = stages.search(engine.live.current(), Question(question=QUESTION)).evidence(QUESTION)
    nearest = stages.nearest(evidence)
    assert [source.document_id for source in nearest] == list(evidence.documents[:3])
    assert nearest[0].document_id == "gout"


TOPICS = {
    "als-overview": "What are the symptoms of ALS?",
    "kidney-stones": "What causes kidney stones?",
    "malaria": "How is malaria prevented?",
    "migraine": "How is migraine treated?",
    "asthma": "What is asthma?",
}
FILTERS = (
    QuestionFilters(),
    QuestionFilters(kind=(Kind.ARTICLE,)),
    QuestionFilters(kind=(Kind.GUIDELINE, Kind.ARTICLE)),
    QuestionFilters(documents=("malaria", "migraine")),
)


@given(
    topic=st.sampled_from(sorted(TOPICS)),
    filters=st.sampled_from(FILTERS),
    audience=st.sampled_from(get_args(Audience)),
    most=st.sampled_from((None, 1, 3)),
)
@settings(max_examples=40)
def test_a_suggested_question_is_answered_when_it_is_asked_by_itself(
    samples: Engine, topic: str, filters: QuestionFilters, audience: Audience, most: int | None
) -> None:
    first = Question(
        question=TOPICS[topic],
        document_id=topic,
        filters=filters,
        audience=audience,
        max_quotes=most,
        store=False,
    )
    for suggested in samples.answer(first).suggested_questions:
        outcome = samples.answer(first.model_copy(update={"question": suggested}))
        assert isinstance(outcome, Answer), suggested
        assert outcome.interpreted_question == suggested


def test_most_of_these_questions_get_suggestions(samples: Engine) -> None:
    asked = [Question(question=text, document_id=topic, store=False) for topic, text in TOPICS.items()]
    assert sum(bool(samples.answer(question).suggested_questions) for question in asked) >= len(asked) - 1
