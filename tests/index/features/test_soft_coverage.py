from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_document
from index.analysis import content_words
from index.dense import HashEmbedder, SentenceTransformerEmbedder
from index.features.neighbours import Neighbours
from index.features.soft_coverage import COVERED, SoftCoverage, best_cosines, weighted_mean
from index.hybrid import HybridIndex
from index.storage import Generations, StoredWords
from index.types import Query, QueryWords, Vector
from indexes import EMBEDDER, build_over, opened

SOFT = list(SoftCoverage.__dataclass_fields__)
GOUT = make_document(
    "gout",
    "Gout",
    {
        "Treatment of attacks": ["Colchicine relieves acute pain.", "Give 0.5 mg twice.", "Not in renal failure."],
        "Diet": ["Less beer, fewer attacks.", "Of the which."],
    },
)
FLU = make_document("flu", "Influenza A", {"": ["Fever starts suddenly.", "Rest in bed for seven days."]})
WORDS = (
    "colchicine",
    "gout",
    "acute",
    "attacks",
    "beer",
    "fever",
    "rest",
    "zorbitis",
    "not",
    "0.5",
    "what",
    "the",
)
QUESTIONS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> HybridIndex:
    return opened(build_over(tmp_path_factory.mktemp("soft"), GOUT, FLU))


def stored(*texts: Sequence[Sequence[int]]) -> StoredWords:
    values = [word for text in texts for word in text]
    return StoredWords(
        np.array(values, dtype=np.int8).reshape(-1, 2),
        np.cumsum([0, *map(len, texts)], dtype=np.int64),
    )


def asked(*vectors: Sequence[int], weights: Sequence[float]) -> QueryWords:
    texts = tuple("abc"[: len(vectors)])
    return QueryWords(texts, np.array(vectors, dtype=np.int8).reshape(-1, 2), np.array(weights))


def test_each_query_word_gets_its_most_similar_word() -> None:
    query = asked((127, 0), (0, 127), weights=[1, 1])
    words = stored([(76, 102), (127, 0)], [], [(-127, 0)], [(0, 127)])
    found = best_cosines(words, query)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, np.array([[1, 102 / 127], [0, 0], [0, 0], [0, 1]]), rtol=1e-6)


@given(st.integers(0, 2**32 - 1))
def test_cosines_are_exact_and_depend_on_the_text_alone(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(0, 5, size=40)
    values = random.integers(-90, 91, size=(counts.sum(), 96), dtype=np.int8)
    words = StoredWords(values, np.cumsum([0, *counts], dtype=np.int64))
    query = QueryWords(("w",) * 7, random.integers(-90, 91, size=(7, 96), dtype=np.int8), np.ones(7))
    together = best_cosines(words, query)
    order = random.permutation(40)
    assert np.array_equal(best_cosines(words.take(order), query), together[order])
    assert all(np.array_equal(best_cosines(words.take([row]), query)[0], together[row]) for row in range(40))
    products = values.astype(np.int64) @ query.vectors.astype(np.int64).T
    exact = [
        products[a:b].max(axis=0) if a < b else np.zeros(7)
        for a, b in zip(words.offsets, words.offsets[1:], strict=False)
    ]
    np.testing.assert_allclose(together, np.clip(np.array(exact) / 127**2, 0, 1), rtol=1e-6)


def test_the_mean_is_weighted() -> None:
    values = np.array([[1, 0.5], [0, 1]], dtype=np.float32)
    query = asked((127, 0), (0, 127), weights=[3, 1])
    np.testing.assert_allclose(weighted_mean(values, query), [3.5 / 4, 1 / 4])


def test_features_match_their_definitions() -> None:
    query = asked((127, 0), (0, 127), weights=[3, 1])
    own = np.array([[0.2, 0.9], [0.6, 0.0], [0.0, 0.0], [0.3, 0.5]], dtype=np.float32)
    contexts = np.array([[0.0, 0.1]] * 4, dtype=np.float32)
    rows, sections = np.array([5, 6, 7, 8]), np.array([0, 0, 0, 1], dtype=np.int32)
    found = SoftCoverage.of(query, own, contexts, Neighbours.of(rows, sections))
    np.testing.assert_allclose(found.soft_own, [1.5 / 4, 1.8 / 4, 0, 1.4 / 4], rtol=1e-6)
    np.testing.assert_allclose(found.soft_coverage, [1.5 / 4, 1.9 / 4, 0.1 / 4, 1.4 / 4], rtol=1e-6)
    np.testing.assert_allclose(found.soft_near, [2.7 / 4, 2.7 / 4, 2.7 / 4, 1.4 / 4], rtol=1e-6)
    np.testing.assert_allclose(found.soft_least, [0.2, 0.1, 0, 0.3], rtol=1e-6)
    np.testing.assert_allclose(found.soft_missing, [3 / 4, 1 / 4, 1, 1])
    assert 0.5 < COVERED < 0.6


@given(QUESTIONS)
def test_features_are_shares(index: HybridIndex, question: str) -> None:
    rows = [*index.document_rows("gout"), *index.document_rows("flu")]
    scores = index.score(index.query(question), rows)
    for name in SOFT:
        values = getattr(scores, name)
        assert values.dtype == np.float32
        assert values.shape == (len(rows),)
        assert ((values >= 0) & (values <= 1)).all()
    assert (scores.soft_own <= scores.soft_coverage).all()
    assert (scores.soft_coverage <= scores.soft_near).all()
    assert (scores.soft_least <= scores.soft_coverage + 1e-6).all()


@given(QUESTIONS, st.integers(0, 1000))
def test_a_permutation_of_rows_permutes_the_features(index: HybridIndex, question: str, seed: int) -> None:
    rows = np.concatenate((index.document_rows("gout"), index.document_rows("flu")))
    order = np.random.default_rng(seed).permutation(len(rows))
    query = index.query(question)
    plain, permuted = index.score(query, rows), index.score(query, rows[order])
    for name in SOFT:
        assert np.array_equal(getattr(plain, name)[order], getattr(permuted, name)), name


@given(st.lists(st.sampled_from(["colchicine", "relieves", "acute", "pain", "gout", "attacks", "treatment"])))
def test_a_text_with_the_words_of_a_question_covers_it(index: HybridIndex, words: list[str]) -> None:
    rows = index.document_rows("gout")[:1]
    scores = index.score(index.query(" ".join(words)), rows)
    expected = 1.0 if words else 0.0
    assert scores.soft_coverage.tolist() == scores.soft_least.tolist() == scores.soft_near.tolist() == [expected]
    assert scores.soft_missing.tolist() == [0]


def test_titles_headings_and_neighbours_count_where_they_are_said_to(index: HybridIndex) -> None:
    rows = index.document_rows("gout")
    colchicine = index.score(index.query("colchicine"), rows)
    assert colchicine.soft_own.tolist() == colchicine.soft_coverage.tolist() == [1, 0, 0, 0, 0]
    assert colchicine.soft_near.tolist() == [1, 1, 1, 0, 0]
    assert colchicine.soft_missing.tolist() == [0, 1, 1, 1, 1]
    diet = index.score(index.query("gout diet"), rows)
    assert diet.soft_own.tolist() == [0] * 5
    assert diet.soft_coverage[3:].tolist() == [1, 1]
    assert 0 < diet.soft_coverage[0] < 1


@given(QUESTIONS)
def test_a_passage_covers_at_least_what_its_best_sentence_does(index: HybridIndex, question: str) -> None:
    query = index.query(question)
    passages = np.arange(len(index.tables.passages))
    whole, single = index.scorer.passage_soft(passages, query)
    assert whole.shape == single.shape == (len(passages),)
    assert (single <= whole).all()
    for (start, stop), best in zip(index.tables.passages.tolist(), single, strict=True):
        assert index.score(query, range(start, stop)).soft_coverage.max() == best
    back = index.scorer.passage_soft(passages[::-1], query)
    assert np.array_equal(back[0], whole[::-1])
    assert np.array_equal(back[1], single[::-1])


def test_a_passage_puts_its_sentences_together(index: HybridIndex) -> None:
    whole, single = index.scorer.passage_soft(np.arange(3), index.query("colchicine renal failure"))
    (treatment,) = np.flatnonzero(whole == 1)
    assert single[treatment] < 1
    none = index.scorer.passage_soft(np.arange(0), index.query("colchicine"))
    assert [len(part) for part in none] == [0, 0]


def test_a_query_without_words_covers_nothing(index: HybridIndex) -> None:
    rows = index.document_rows("gout")
    for query in (index.query("what is the"), Query("", (), index.query("gout").vector)):
        scores = index.score(query, rows)
        assert all(not getattr(scores, name).any() for name in SOFT)
        assert not any(part.any() for part in index.scorer.passage_soft(np.arange(2), query))


@pytest.mark.model
def test_a_paraphrase_is_covered_better_than_another_matter(tmp_path: Path) -> None:
    embedder = SentenceTransformerEmbedder()
    sentences = [
        "Paracetamol lowers an elevated temperature in youngsters.",
        "Wash your hands before you prepare a meal.",
        "Acetaminophen reduces fever in children.",
    ]
    from index.analysis import Analyser  # noqa: PLC0415 - used here alone
    from index.build import build  # noqa: PLC0415 - used here alone

    analyser = Analyser()
    document = make_document("advice", "Advice", {"": sentences})
    build([document], "root", embedder=embedder, analyser=analyser, home=tmp_path)
    index = HybridIndex.open(Generations(tmp_path).live(), embedder, analyser)
    query = index.query("Does acetaminophen reduce fever in children?")
    assert query.words.texts == ("acetaminophen", "reduce", "fever", "children")
    assert query.words.vectors.shape == (4, 64)
    scores = index.score(query, index.document_rows("advice"))
    paraphrase, other, same = scores.soft_own
    assert same > paraphrase > other + 0.2
    assert scores.soft_missing[2] == 0
    assert scores.soft_missing[1] == pytest.approx(1)


def test_hashed_vectors_of_words_are_stored(index: HybridIndex) -> None:
    row = index.document_rows("gout")[0]
    words = index.scorer.words.take([row])
    text = "Colchicine relieves acute pain."
    assert len(words.values) == len(content_words(text))
    expected: Vector = HashEmbedder(dimension=1024).encode([text]).words
    np.testing.assert_array_equal(words.values, np.rint(127 * expected))
    assert EMBEDDER.dimension == words.values.shape[1]
