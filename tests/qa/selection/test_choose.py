"""The choice of excerpts from the candidates of an index: the article, the dose, and the audience."""

from collections.abc import Iterator

import numpy as np
import pytest

from corpus.document import Document
from corpus.store import Store
from factories import make_document
from index.hybrid import HybridIndex
from index.types import SentenceKey
from indexes import index_over
from qa.audience import ANYONE, AudienceProfile
from qa.ranking import Candidates, QuestionType
from qa.selection import Preferences, choose

PLAIN = "Rest in bed cures zorbitis."
HARD = "Pharmacotherapeutic immunomodulation ameliorates inflammatory symptomatology considerably."
ZORBINE = "Adults take 50 mg of zorbine at night."
GORBINE = "Children take 5 mg of gorbine at night."
CARE = "Patients with snarkopathy need much care."
DOCUMENTS = {
    document.id: document
    for document in (
        make_document("plain", "Zorbitis", {"": [PLAIN]}, audience=("patient",)),
        make_document("hard", "Quixosis", {"": [HARD]}, audience=("clinician",)),
        make_document("doses", "Snarkopathy", {"Adults": [ZORBINE], "Children": [GORBINE], "Care": [CARE]}),
    )
}
REACHING = AudienceProfile(disclaimer="default", quotes=5, reach=0.1, plain=1)


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridIndex]:
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield index_over(home, store, *DOCUMENTS.values())


def load(key: SentenceKey) -> Document:
    return DOCUMENTS[key.document_id]


def candidates(index: HybridIndex, relevance: dict[str, float]) -> Candidates:
    """The sentences with these texts, most relevant first."""
    rows = {}
    for document in DOCUMENTS.values():
        for row, key in zip(
            index.document_rows(document.id).tolist(),
            index.locate(index.document_rows(document.id)),
            strict=True,
        ):
            rows[document.sentence_text(key.ordinal)] = row
    ordered = sorted(relevance, key=lambda text: -relevance[text])
    return Candidates(
        np.array([rows[text] for text in ordered], dtype=np.int64),
        np.array([relevance[text] for text in ordered], dtype=np.float32),
        None,
    )


def texts(
    index: HybridIndex,
    question: str,
    relevance: dict[str, float],
    *,
    limit: int = 5,
    article: str | None = None,
    profile: AudienceProfile = ANYONE,
) -> list[str]:
    excerpts = choose(
        index,
        QuestionType.of(question),
        candidates(index, relevance),
        load=load,
        preferences=Preferences(),
        limit=limit,
        article=article,
        profile=profile,
    )
    return [text for excerpt in excerpts for text in excerpt.texts]


def test_without_candidates_there_are_no_excerpts(index: HybridIndex) -> None:
    for question in ("What cures it?", "What is the dose of zorbine?"):
        assert texts(index, question, {}) == []


def test_excerpts_come_in_the_order_of_relevance_and_the_article_first(index: HybridIndex) -> None:
    relevance = {HARD: 0.9, PLAIN: 0.8}
    assert texts(index, "What cures it?", relevance) == [HARD, PLAIN]
    assert texts(index, "What cures it?", relevance, article="plain") == [PLAIN, HARD]
    assert texts(index, "What cures it?", relevance, limit=1) == [HARD]


def test_a_candidate_below_the_floor_is_not_quoted(index: HybridIndex) -> None:
    assert texts(index, "What cures it?", {HARD: 0.9, PLAIN: 0.5}) == [HARD]


def test_plain_language_goes_first_for_an_audience_that_prefers_it(index: HybridIndex) -> None:
    close, clear = {HARD: 0.85, PLAIN: 0.8}, {HARD: 0.95, PLAIN: 0.8}
    assert texts(index, "What cures it?", close, profile=REACHING) == [PLAIN, HARD]
    assert texts(index, "What cures it?", clear, profile=REACHING) == [HARD, PLAIN]


def test_a_dose_is_quoted_only_from_sentences_that_name_the_drug(index: HybridIndex) -> None:
    relevance = {CARE: 0.9, GORBINE: 0.8, ZORBINE: 0.7}
    assert texts(index, "What is the dose of zorbine?", relevance) == [ZORBINE]
    assert texts(index, "What is the dose of nimbral?", relevance) == []


def test_a_dose_of_the_drug_is_quoted_although_other_sentences_are_far_more_relevant(index: HybridIndex) -> None:
    relevance = {CARE: 0.9, ZORBINE: 0.1}
    assert texts(index, "Should I take zorbine?", relevance) == [CARE]
    assert texts(index, "What is the dose of zorbine?", relevance) == [ZORBINE]
