from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind, Standing
from factories import make_document
from index.analysis import Analyser
from index.dense import HashEmbedder
from index.errors import IndexMismatchError, UnknownDocumentError
from index.fusion import convex
from index.hybrid import WEIGHTS, HybridIndex
from index.lexical import LuceneBM25
from index.lexical.bm25_reference import lucene_idf
from index.storage import Generations
from index.types import Filters, Hit, SentenceKey
from indexes import build_over, opened

ANALYSER = Analyser()
EMBEDDER = HashEmbedder(ANALYSER, 256)
ALS = make_document(
    "als",
    "Amyotrophic lateral sclerosis",
    {
        "": ["It is a disease of motor neurons."],
        "Prognosis": ["Survival in bulbar onset is two years.", "Respiratory failure causes death."],
        "Diagnosis": ["Diagnosis takes fourteen months."],
    },
    kind=Kind.GUIDELINE,
    year=2020,
)
GOUT = make_document(
    "gout", "Gout", {"Treatment": ["Colchicine relieves acute gout.", "Do not give it in renal failure."]}
)
FRAUD = make_document(
    "fraud", "Miracle cure", {"": ["Bulbar onset is cured by water."]}, standing=Standing.RETRACTED
)
PASSAGES = 14
TWINS = [make_document(f"twin{n}", "Twin", {"": ["Identical words stand here."]}) for n in range(9)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    build_over(folder, ALS, GOUT, FRAUD, *TWINS, embedder=EMBEDDER)
    return folder


@pytest.fixture(scope="module")
def index(home: Path) -> HybridIndex:
    return opened(Generations(home).live(), EMBEDDER)


def search(index: HybridIndex, text: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
    return index.search(index.query(text), filters or Filters(), limit)


def sentence(key: SentenceKey) -> str:
    document = {"als": ALS, "gout": GOUT}[key.document_id]
    assert key.version == document.version
    return document.sentences[key.ordinal].span.of(document.text)


def test_the_best_passage_comes_first_with_all_its_scores(index: HybridIndex) -> None:
    hit = search(index, "survival in bulbar onset ALS")[0]
    assert (hit.document_id, hit.version, hit.section) == ("als", ALS.version, ("Prognosis",))
    assert (hit.lexical_rank, hit.dense_rank, hit.sentence_rank) == (1, 1, 1)
    assert hit.score == pytest.approx(1)
    assert [sentence(key) for key in index.locate(hit.sentences)] == [
        "Survival in bulbar onset is two years.",
        "Respiratory failure causes death.",
    ]
    row = int(np.argmax(index.score(index.query("survival in bulbar onset ALS"), hit.sentences).cosine))
    cosine = index.vectors([hit.sentences[row]])[0] @ index.query("survival in bulbar onset ALS").vector
    assert hit.sentence_score == pytest.approx(cosine, abs=1e-3)


def test_headings_and_titles_help_to_find(index: HybridIndex) -> None:
    assert search(index, "gout treatment")[0].document_id == "gout"
    assert search(index, "amyotrophic diagnosis")[0].section == ("Diagnosis",)


def test_a_passage_without_the_words_has_no_lexical_rank(index: HybridIndex) -> None:
    missed = [hit for hit in search(index, "colchicine") if hit.document_id != "gout"]
    assert missed
    assert all(hit.lexical_rank is None and hit.lexical_score is None for hit in missed)


def test_filters_apply_inside_the_search(index: HybridIndex) -> None:
    assert {hit.document_id for hit in search(index, "bulbar onset", Filters(kind=(Kind.GUIDELINE,)), 1)} == {
        "als"
    }
    assert {hit.document_id for hit in search(index, "bulbar onset", Filters(documents=("twin3",)))} == {"twin3"}
    assert search(index, "bulbar onset", Filters(year_from=2030)) == []


def test_retracted_works_are_found_only_by_name(index: HybridIndex) -> None:
    assert "fraud" not in {hit.document_id for hit in search(index, "bulbar onset cured by water", limit=100)}
    named = search(index, "bulbar onset", Filters(documents=("fraud",)))
    assert [hit.document_id for hit in named] == ["fraud"]
    assert [hit.document_id for hit in search(index, "water", Filters(standing=(Standing.RETRACTED,)))] == [
        "fraud"
    ]


def test_ties_are_broken_by_row_at_the_cut_off_too(home: Path) -> None:
    shallow = HybridIndex.open(Generations(home).live(), EMBEDDER, ANALYSER, depth=1)
    found = shallow.search(shallow.query("identical words"), limit=3)
    assert [hit.document_id for hit in found] == ["twin0", "twin1", "twin2"]
    assert [hit.lexical_rank for hit in found] == [1, 2, 3]


def test_the_limit_may_exceed_the_depth_and_must_be_positive(index: HybridIndex) -> None:
    assert len(search(index, "words", limit=1000)) == 13
    with pytest.raises(ValueError, match="must be at least 1"):
        search(index, "words", limit=0)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abgoutlns é?%-5", max_size=40), depth=st.integers(1, 8), limit=st.integers(1, 15))
def test_a_deep_search_begins_with_the_hits_of_a_shallow_one(
    home: Path, text: str, depth: int, limit: int
) -> None:
    index = HybridIndex.open(Generations(home).live(), EMBEDDER, ANALYSER, depth=depth)
    deep = [(hit.passage, hit.score) for hit in search(index, text, limit=15)]
    assert [(hit.passage, hit.score) for hit in search(index, text, limit=min(limit, depth))] == deep[
        : min(limit, depth)
    ]
    assert [score for _, score in deep] == sorted((score for _, score in deep), reverse=True)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abgoutlns é?%-5", max_size=40), limit=st.integers(1, 15))
def test_any_question_gives_the_same_hits_every_time(home: Path, text: str, limit: int) -> None:
    index = HybridIndex.open(Generations(home).live(), EMBEDDER, ANALYSER)
    found = search(index, text, limit=limit)
    assert found == search(index, text, limit=limit)
    assert len(found) == min(limit, 13)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    ranks = sorted(hit.sentence_rank for hit in search(index, text, limit=100))
    assert ranks == list(range(1, 14))


def test_a_question_without_terms_is_still_answered_by_vectors(index: HybridIndex) -> None:
    assert index.query("what is the").terms == ()
    assert all(hit.lexical_rank is None for hit in search(index, "what is the"))
    scores = index.score(index.query("what is the"), index.document_rows("als"))
    assert scores.coverage.tolist() == [0, 0, 0, 0]


def test_the_rows_of_a_document(index: HybridIndex) -> None:
    rows = index.document_rows("als")
    assert sentence(index.locate(rows)[0]) == "It is a disease of motor neurons."
    assert len(rows) == 4
    assert index.holds("als")
    assert not index.holds("nothing")
    with pytest.raises(UnknownDocumentError):
        index.document_rows("nothing")


def test_features_match_their_definitions(index: HybridIndex) -> None:
    query = index.query("How is survival in bulbar sclerosis? unheardof")
    rows = index.document_rows("als")
    scores = index.score(query, rows)
    texts = [sentence(key) for key in index.locate(rows)]
    np.testing.assert_allclose(scores.cosine, EMBEDDER.encode(texts).vectors @ query.vector, atol=2e-3)
    title, heading = EMBEDDER.encode(["Amyotrophic lateral sclerosis", "Prognosis"]).vectors @ query.vector
    np.testing.assert_allclose(scores.context_cosine[1], max(title, heading), atol=2e-3)
    words = {
        term: lucene_idf(index.df(term), PASSAGES) for term in ANALYSER.terms("Amyotrophic lateral sclerosis")
    }
    np.testing.assert_allclose(
        scores.named, words[ANALYSER.terms("sclerosis")[0]] / sum(words.values()), rtol=1e-5
    )
    frequencies = {term: index.df(term) for term in query.terms}
    scorer = LuceneBM25([ANALYSER.terms(text) for text in texts], frequencies=frequencies, documents=PASSAGES)
    np.testing.assert_allclose(scores.bm25, scorer.get_scores(query.terms), rtol=1e-5)
    local = LuceneBM25([ANALYSER.terms(text) for text in texts]).get_scores(query.terms)
    np.testing.assert_allclose(scores.local_bm25, local, rtol=1e-5)
    vectors = index.vectors(rows)
    centred, asked = vectors - vectors.mean(axis=0), query.vector - vectors.mean(axis=0)
    cosines = centred @ asked / np.linalg.norm(centred, axis=1) / np.linalg.norm(asked)
    np.testing.assert_allclose(scores.centred_cosine, cosines, atol=1e-5)
    idf = {term: lucene_idf(index.df(term), PASSAGES) for term in query.terms}
    assert set(query.terms) == {"surviv", "bulbar", "sclerosi", "unheardof"}
    assert index.df("unheardof") == 0
    share = (idf["surviv"] + idf["bulbar"] + idf["sclerosi"]) / sum(idf.values())
    assert scores.coverage.tolist() == pytest.approx(
        [idf["sclerosi"] / sum(idf.values()), share] + [scores.coverage[0]] * 2
    )


def test_rows_keep_the_order_asked(index: HybridIndex) -> None:
    query = index.query("renal failure in gout")
    rows = index.document_rows("gout")
    forward, backward = index.score(query, rows), index.score(query, rows[::-1])
    assert [forward.headings[section] for section in forward.section] == [
        index.tables.section_path(row) for row in rows
    ]
    for name in set(vars(forward)) - {"unknown", "headings"}:
        np.testing.assert_allclose(getattr(forward, name), getattr(backward, name)[::-1], rtol=1e-5, atol=1e-6)


def test_question_words_count_if_the_corpus_has_them(index: HybridIndex) -> None:
    assert index.query("What is the role of sclerosis versus gout?").terms == index.query("sclerosis gout").terms
    held = index.query("What is the unheardof role of sclerosis?")
    assert held.terms == (*index.analyser.terms("unheardof"), *index.analyser.terms("sclerosis"))
    assert index.score(index.query("Define gout"), index.document_rows("gout")).unknown == 0


def test_no_rows_give_no_features(index: HybridIndex) -> None:
    scores = index.score(index.query("gout"), [])
    assert {len(getattr(scores, name)) for name in set(vars(scores)) - {"unknown"}} == {0}
    assert index.vectors([]).shape == (0, 256)
    assert index.locate([]) == []


@pytest.mark.parametrize("row", [-1, 10_000])
def test_rows_out_of_range_are_refused(index: HybridIndex, row: int) -> None:
    with pytest.raises(ValueError, match="rows must be from 0 to"):
        index.vectors([row])


def test_titles_and_frequencies(index: HybridIndex) -> None:
    assert index.titles()[:3] == ["Amyotrophic lateral sclerosis", "Miracle cure", "Gout"]
    assert index.df("gout") == 1
    assert index.generation_id == index.manifest.id


def test_the_sections_of_a_document_that_hold_text(index: HybridIndex) -> None:
    assert index.sections("als") == [(), ("Prognosis",), ("Diagnosis",)]
    assert index.sections("gout") == [("Treatment",)]


def test_the_neighbours_of_a_document_are_near_its_title(index: HybridIndex) -> None:
    twins = index.neighbours("twin0", least=0.5)
    assert twins == [f"twin{n}" for n in range(1, 9)]
    everything = index.neighbours("als")
    assert set(everything) == {"gout", *(f"twin{n}" for n in range(9))}
    assert index.neighbours("als", Filters(kind=(Kind.GUIDELINE,))) == []
    assert index.neighbours("als", least=1.1) == []


def test_a_document_is_named_by_its_title_and_version(index: HybridIndex) -> None:
    assert (index.title("als"), index.version("als")) == (ALS.metadata.title, ALS.version)


def test_a_document_without_text_has_no_sections_and_no_neighbours(tmp_path: Path) -> None:
    index = opened(build_over(tmp_path, make_document("empty", "Empty"), GOUT, embedder=EMBEDDER), EMBEDDER)
    assert (index.sections("empty"), index.neighbours("empty")) == ([], [])


def test_another_model_or_analyser_is_refused(home: Path) -> None:
    generation = Generations(home).live()
    with pytest.raises(
        IndexMismatchError, match=r"built with the embedding model hash-256.*run `pincite ingest PATH`"
    ):
        HybridIndex.open(generation, HashEmbedder(), ANALYSER)
    with pytest.raises(IndexMismatchError, match="built with the analyser"):
        HybridIndex.open(generation, EMBEDDER, Analyser(stop_words=frozenset()))


def test_an_empty_corpus_finds_nothing(tmp_path: Path) -> None:
    index = opened(build_over(tmp_path, embedder=EMBEDDER), EMBEDDER)
    assert search(index, "anything") == []
    assert search(index, "anything", Filters(kind=(Kind.TRIAL,))) == []
    assert index.titles() == []


def test_the_score_combines_terms_meaning_and_vectors(index: HybridIndex) -> None:
    query = index.query("How long is survival in bulbar onset ALS?")
    hits = sorted(index.search(query, limit=PASSAGES), key=lambda hit: hit.passage)
    found = np.array([hit.passage for hit in hits])
    assert len(found) == PASSAGES - 1
    best, context = index.scorer.passage_scores(found, query.vector)
    signals = [
        index.lexical.scores(query.terms)[found],
        best,
        context,
        index.lexical.coverage(query.terms, found),
        *index.scorer.passage_soft(found, query),
        np.array([hit.dense_score for hit in hits], dtype=np.float32),
    ]
    expected = convex(signals, WEIGHTS)
    assert [hit.score for hit in hits] == pytest.approx(expected.tolist(), abs=1e-5)


def test_rank_fusion_can_be_chosen(index: HybridIndex) -> None:
    hit = search(replace(index, fusion="rrf"), "survival in bulbar onset ALS")[0]
    assert hit.score == pytest.approx(3 / 61)
