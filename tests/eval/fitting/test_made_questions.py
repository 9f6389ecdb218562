from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.store import Store
from eval.data import GoldQuestion
from eval.fitting.made_questions import Made, make, signs_of
from factories import make_document
from index.dense import HashEmbedder
from index.hybrid import HybridIndex
from indexes import publish
from qa.assembly import open_engine
from qa.engine import Engine
from qa.settings import Settings

GOUT = ("Crystals form slowly inside swollen joints.", "Attacks begin suddenly during cold nights.")
AGAIN = "Slowly form crystals inside swollen joints."


@pytest.fixture(scope="module")
def engine(samples: Engine) -> Engine:
    return samples


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Engine]:
    """Six documents on other things, and some that have to do with the sentences on gout."""
    documents = [
        make_document("gout", "Gout", {"": GOUT}),
        make_document("wider", "Gout in children", {"": ["Few know this rare disease of childhood."]}),
        make_document("twin", "Podagra", {"": [AGAIN, "Nothing else stands here for readers today."]}),
        make_document(
            "kuru",
            "Kuru disease",
            {"": ["Tremor comes early among working women.", "Loud laughter follows several months later."]},
        ),
        make_document("same", "Kuru syndrome", {"": ["Elders once spoke about former customs."]}),
        make_document("retracted", "Gout", {"": GOUT}, standing="retracted"),
        make_document("short", "Mumps", {"": ["It hurts."]}),
        make_document("nameless", "The", {"": ["Nobody named this page about garden birds."]}),
        make_document("alone", "Quinsy", {"": ["One throat abscess needs careful drainage soon."]}),
        *(
            make_document(
                f"x{n}",
                f"Snark{n} {'disease' if n % 2 else 'syndrome'}",
                {"": [f"Boojums number{n} vanish softly beside lonely beacons."]},
            )
            for n in range(8)
        ),
    ]
    with Store(tmp_path / "store.db") as store:
        publish(tmp_path, store, *documents, embedder=HashEmbedder())
    engine = open_engine(Settings(home=tmp_path, model="hash"))
    with engine.store:
        yield engine


def rows_with(index: HybridIndex, terms: set[str], documents: set[str]) -> list[int]:
    """The passages of those documents that hold all the terms."""
    places = {index.tables.documents.number[id_] for id_ in documents}
    held = [set(index.lexical.passages(term).tolist()) for term in terms]
    return [row for row in set.intersection(*held) if index.tables.passage_documents[row] in places]


def test_every_question_is_asked_twice(engine: Engine) -> None:
    answerable, unanswerable = make(engine, 100, seed=0)
    index = engine.live.current()
    assert len(answerable) == len(unanswerable) > 60
    assert len({asked.text for asked in answerable}) == len(answerable)
    for shown, twin in zip(answerable, unanswerable, strict=True):
        assert (shown.id, shown.text, shown.group) == (twin.id, twin.text, twin.group)
        assert index.holds(shown.group)
        assert shown.hidden
        assert shown.group in twin.without
        assert not shown.without
        assert not twin.hidden


def test_no_passage_that_is_left_holds_all_words_of_an_unanswerable_one(engine: Engine) -> None:
    index = engine.live.current()
    documents = {entry.id for entry in index.tables.documents.entries}
    for twin in make(engine, 100, seed=3)[1]:
        terms = set(index.analyser.terms(twin.text))
        assert not rows_with(index, terms, documents - twin.without)
        assert rows_with(index, terms, {twin.group})
        assert len(twin.without) <= len(documents) / 2


def test_the_words_are_those_of_the_sentence_that_is_hidden(engine: Engine) -> None:
    index = engine.live.current()
    for asked in make(engine, 40, seed=0)[0]:
        row = int(asked.id.removeprefix(f"{asked.group} "))
        assert row in asked.hidden <= set(index.document_rows(asked.group).tolist())
        (key,) = index.locate([row])
        sentence = engine.store.document(asked.group, key.version).sentence_text(key.ordinal)
        words = asked.text.rstrip("?").rsplit(" and ", 1)[1]
        assert all(word in sentence for word in words.split())


def test_the_same_seed_makes_the_same_and_another_does_not(engine: Engine) -> None:
    assert make(engine, 60, seed=1) == make(engine, 60, seed=1)
    assert make(engine, 60, seed=1) != make(engine, 60, seed=2)
    assert len({asked.group for asked in make(engine, 3, seed=1)[0]}) == 3


def test_what_speaks_of_the_same_is_left_out(small: Engine) -> None:
    index = small.live.current()
    first = index.document_rows("gout").tolist()[0]
    unanswerable = {asked.id: asked for asked in make(small, 400, seed=0)[1]}
    of_gout = {id_: asked for id_, asked in unanswerable.items() if asked.group == "gout"}
    assert of_gout
    assert all({"gout", "wider"} <= asked.without for asked in of_gout.values())
    near = [id_ for id_, asked in of_gout.items() if "twin" in asked.without]
    assert near == [f"gout {row}" for row in (first, first + 1) if f"gout {row}" in near]
    assert len(near) == 1


def test_words_of_many_titles_tell_no_topics_apart(small: Engine) -> None:
    without = [asked.without for asked in make(small, 400, seed=0)[1] if asked.group == "kuru"]
    assert without
    assert all(left_out == {"kuru", "same"} for left_out in without)


def test_what_cannot_be_asked_about_is_passed_over(small: Engine) -> None:
    groups = {asked.group for asked in make(small, 400, seed=0)[0]}
    assert "gout" in groups
    assert not groups & {"retracted", "short", "nameless", "alone", "x0"}


def test_words_that_stand_only_in_what_was_left_out_are_unknown(small: Engine) -> None:
    text = "What about mumps and abscesses?"
    whole = signs_of(small, GoldQuestion("q", text))
    shown = signs_of(small, Made("q", text))
    twin = signs_of(small, Made("q", text, without=frozenset({"short"})))
    without_all = signs_of(small, Made("q", text, without=frozenset({"short", "alone"})))
    assert whole == shown
    assert whole is not None
    assert twin is not None
    assert without_all is not None
    assert whole.unknown == 0
    assert 0 < twin.unknown < without_all.unknown == pytest.approx(1)
    assert without_all.coverage == 0


def test_what_is_hidden_is_no_evidence(small: Engine) -> None:
    index = small.live.current()
    text = "What about crystals in swollen joints?"
    rows = np.concatenate([index.document_rows(id_) for id_ in ("gout", "twin")]).tolist()
    whole, hidden = (Made("q", text, hidden=frozenset(some)).signs(small) for some in ((), rows))
    assert whole is not None
    assert hidden is not None
    assert hidden.coverage < whole.coverage
    every = frozenset(range(index.tables.sentences))
    assert Made("q", text, hidden=every).signs(small) is None
