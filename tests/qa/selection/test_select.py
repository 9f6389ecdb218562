"""The selection of excerpts: their order, boosts, length, and the article first."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from factories import make_document
from index.types import SentenceKey
from qa.selection import Preferences
from qa.selection.context import Companions
from qa.selection.select import QuestionWords, select

NO_WORDS = QuestionWords((), str.split)


def chosen(
    relevance: list[float],
    boosts: list[float],
    longest: int | None = None,
    texts: list[str] | None = None,
    *,
    article: str | None = None,
    floor: float = 0.1,
) -> list[str]:
    """The documents that are quoted, in order; each holds one sentence."""
    names = [f"d{place}" for place in range(len(relevance))]
    documents: dict[str, Document] = {
        name: make_document(name, sections={"": [texts[place] if texts else f"Sentence {place}."]})
        for place, name in enumerate(names)
    }
    excerpts = select(
        [SentenceKey(name, documents[name].version, 1) for name in names],
        np.array(relevance, dtype=np.float32),
        np.eye(len(names), dtype=np.float32),
        article=article,
        limit=len(names),
        preferences=Preferences(floor=floor),
        load=lambda key: documents[key.document_id],
        words=NO_WORDS,
        boosts=np.array(boosts, dtype=np.float32),
        longest=longest,
    )
    return [excerpt.document.id for excerpt in excerpts]


def test_a_boost_reorders_candidates_of_similar_relevance() -> None:
    assert chosen([0.9, 0.88], [0, 0.1]) == ["d1", "d0"]


def test_a_boost_does_not_overcome_a_clear_lead() -> None:
    assert chosen([0.9, 0.6], [0, 0.1]) == ["d0", "d1"]


@given(st.lists(st.tuples(st.floats(0.2, 1), st.floats(0, 0.1)), min_size=2, max_size=6))
def test_no_sentence_overtakes_one_that_leads_by_more_than_the_largest_boost(
    drawn: list[tuple[float, float]],
) -> None:
    drawn.sort(reverse=True)
    relevance, boosts = [r for r, _ in drawn], [f for _, f in drawn]
    order = chosen(relevance, boosts)
    for before, after in pairwise(order):
        assert relevance[int(after[1:])] - relevance[int(before[1:])] <= 0.1 + 1e-6


def test_long_quotes_are_skipped_except_the_first() -> None:
    long, short = "word " * 30 + "ends.", "Short."
    assert chosen([0.9, 0.8, 0.7], [0, 0, 0], 50, [long, long, short]) == ["d0", "d2"]
    assert chosen([0.9], [0], 50, [long]) == ["d0"]


def test_the_article_comes_first_if_it_is_relevant_enough() -> None:
    assert chosen([0.9, 0.8, 0.75], [0, 0, 0], article="d2") == ["d2", "d0", "d1"]
    assert chosen([0.9, 0.8, 0.3], [0, 0, 0], article="d2", floor=0.5) == ["d0", "d1"]


def test_another_document_that_is_clearly_more_relevant_comes_before_the_article() -> None:
    assert chosen([0.9, 0.8, 0.6], [0, 0, 0], article="d2") == ["d0", "d1", "d2"]


def test_a_boost_makes_no_sentence_relevant_enough() -> None:
    assert chosen([0.9, 0.4], [0, 0.1], floor=0.5) == ["d0"]


@given(st.lists(st.floats(0, 1, width=32)), st.floats(0.1, 1))
def test_relevant_enough_are_the_first_of_the_candidates(relevance: list[float], floor: float) -> None:
    ordered = np.array(sorted(relevance, reverse=True), dtype=np.float32)
    enough = Preferences(floor=floor).relevant_enough(ordered).tolist()
    assert len(enough) == len(relevance)
    assert enough == sorted(enough, reverse=True)
    assert all(enough[:1])


WORDS = ("fever", "rash", "night", "child", "5 mg", "zorbine", "It", "In pregnancy", "do not give")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any blocks in any order."""
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    for _ in range(draw(st.integers(1, 14))):
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
        match draw(st.sampled_from(["heading", "paragraph", "stem", "item", "item", "row", "header"])):
            case "heading":
                builder.heading(words, draw(st.integers(2, 4)))
            case "paragraph":
                builder.paragraph(f"{words} helps. {words.capitalize()} heals.")
            case "stem":
                builder.paragraph(f"{words}:")
            case "item":
                builder.list_item(words, draw(st.integers(0, 1)))
            case kind:
                builder.table_row([words, "5 mg"], header=kind == "header")
    return builder.build(Metadata(id="z", title="Zorbitis"))


def kind_of(document: Document, ordinal: int) -> BlockKind:
    return document.blocks[document.sentences[ordinal].block].kind


@given(document=documents(), data=st.data())
def test_whatever_the_document_the_best_leads_and_nothing_loses_its_meaning(
    document: Document, data: st.DataObject
) -> None:
    body = [n for n in range(len(document.sentences)) if kind_of(document, n) is not BlockKind.HEADING]
    chosen = data.draw(st.lists(st.sampled_from(body), unique=True, max_size=8)) if body else []
    relevance = np.linspace(0.9, 0.8, len(chosen), dtype=np.float32)
    limit = data.draw(st.integers(1, 6))
    excerpts = select(
        [SentenceKey("z", document.version, ordinal) for ordinal in chosen],
        relevance,
        np.eye(max(len(chosen), 1), dtype=np.float32)[: len(chosen)],
        article=None,
        limit=limit,
        preferences=Preferences(),
        load=lambda _: document,
        words=QuestionWords((frozenset({"rash"}),), str.split),
    )
    runs = [run for excerpt in excerpts for run in excerpt.runs]
    assert len(runs) <= limit
    assert not any(all(kind_of(document, n) is BlockKind.HEADING for n in run.ordinals) for run in runs)
    assert all(not one.overlaps(other) for one, other in combinations(runs, 2))
    quoted = {n for run in runs for n in run.ordinals}
    for place, run in enumerate(runs):
        for n in set(run.ordinals) & set(chosen):
            before = {m for earlier in runs[: place + 1] for m in earlier.ordinals}
            assert Companions.of(document, n).leads <= before, "an item without its stem before it"
    if runs:
        best = Companions.of(document, next(n for n in chosen if n in quoted))
        first = next(place for place, run in enumerate(runs) if not best.own.isdisjoint(run.ordinals))
        assert all(not best.leads.isdisjoint(run.ordinals) for run in runs[:first]), "the best does not lead"
        assert best.all - best.headings <= quoted
        path = runs[first].section(document)
        stated = (document.blocks[document.sentences[n].block].section for n in best.headings - quoted)
        assert all(section == path[: len(section)] for section in stated), "a condition is not visible"


def statements(*texts: str) -> Document:
    return make_document("z", sections={"": texts})


def quotes(document: Document, *ordinals: int, words: QuestionWords = NO_WORDS, lowest: float = 0.6) -> list[str]:
    """The quotes where the sentences with these ordinals are the candidates, the most relevant first."""
    excerpts = select(
        [SentenceKey("z", document.version, ordinal) for ordinal in ordinals],
        np.linspace(0.9, lowest, len(ordinals), dtype=np.float32),
        np.eye(len(ordinals), dtype=np.float32),
        article=None,
        limit=5,
        preferences=Preferences(),
        load=lambda _: document,
        words=words,
    )
    return [text for excerpt in excerpts for text in excerpt.texts]


def test_a_superseded_recommendation_comes_after_the_present_one() -> None:
    then, other = "In 2016, the group recommended quorine to all.", "Nets are cheap and good."
    now = "The panel now recommends zorbine to all adults."
    document = statements(then, other, other, other, now)
    assert quotes(document, 1, 5) == [now, then]
    assert quotes(document, 5, 1) == [now, then]


def test_a_superseded_recommendation_brings_the_present_one_that_follows_it() -> None:
    then, now = "In 2016, the group recommended quorine to all.", "The panel now recommends zorbine to all adults."
    assert quotes(statements(then, now), 1)[0] == now


def test_a_sentence_with_a_word_that_the_first_quote_lacks_is_quoted_next() -> None:
    texts = ("Zorbine lowers the fever.", "Quorine lowers the fever.", "Zorbine causes a rash in some.")
    words = QuestionWords((frozenset({"zorbine"}), frozenset({"rash"})), lambda text: text.lower().split())
    document = statements(*texts)
    assert quotes(document, 1, 2, 3, words=words, lowest=0.5) == [texts[0], texts[2], texts[1]]
    assert quotes(document, 1, 2, 3, lowest=0.5) == [texts[0], texts[1]]


def test_the_same_statement_of_several_documents_is_quoted_once_with_its_places() -> None:
    texts = ["Rest in bed cures zorbitis.", "Rest in bed cures the zorbitis.", "Nets are cheap and good."]
    held = {f"d{n}": make_document(f"d{n}", sections={"": [text]}) for n, text in enumerate(texts)}
    excerpts = select(
        [SentenceKey(name, document.version, 1) for name, document in held.items()],
        np.array([0.9, 0.8, 0.7], dtype=np.float32),
        np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32),
        article=None,
        limit=5,
        preferences=Preferences(),
        load=lambda key: held[key.document_id],
        words=NO_WORDS,
    )
    assert [excerpt.document.id for excerpt in excerpts] == ["d0", "d2"]
    ((run,), (other,)) = (excerpt.runs for excerpt in excerpts)
    assert [copy.document.id for copy in run.also] == ["d1"]
    assert other.also == ()
