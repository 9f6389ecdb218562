"""PinciteBench's items as examples: the passages of the best candidates, with their log-odds and labels."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.store import Store
from engines import engine_over
from eval.data import JudgedItem
from eval.fitting.reader.examples import Example
from eval.fitting.reader.preparing import benchmark_examples
from eval.systems import EngineAsker, Session
from factories import make_document

CURES = "It cures in nine of ten adults."
DOCUMENTS = [
    make_document("zorbine", "Zorbine", {"Effect": [CURES, "Rest helps too."]}),
    *(
        make_document(f"d{n}", f"Zorbitis {n}", {"Course": [f"Zorbitis goes on for {n} weeks."]})
        for n in range(12)
    ),
]


@pytest.fixture(name="session")
def _session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A session over the documents; its items are one that they answer, a near miss and a follow-up."""
    with Store(tmp_path / "store.db") as store:
        engine = engine_over(tmp_path, store, *DOCUMENTS)
        start = store.document("zorbine").text.encode().index(CURES.encode())
        letters = "".join(filter(str.isalnum, CURES))
        place = {
            "start": start,
            "end": start + len(CURES),
            "letters": len(letters),
            "sha256": hashlib.sha256(letters.encode()).hexdigest()[:16],
        }
        rows = [
            {
                "id": "a",
                "cls": "direct",
                "question": "How long does zorbitis go on?",
                "gold": [{"doc": "zorbine", "places": [place]}],
            },
            {"id": "b", "cls": "near_miss", "question": "Does zorbine cure quixosis?", "gold": "abstain"},
            {"id": "c", "question": "And then?", "thread": ["Does zorbine help?"], "gold": "abstain"},
        ]
        items = [JudgedItem.model_validate(row) for row in rows]
        collection = SimpleNamespace(documents=lambda _: (), items=lambda *_: items)
        monkeypatch.setattr(
            "eval.fitting.reader.preparing.benchmark_items.collections", lambda: {"invented": collection}
        )
        yield SimpleNamespace(engine_asker=lambda *_: EngineAsker(engine))


def examples(session: Session, *, with_gold: bool) -> dict[str, Example]:
    found = benchmark_examples(Path(), session, "invented", ["all"], with_gold=with_gold)
    return {example.id: example for example in found}


def test_follow_ups_are_left_out_and_near_misses_answer_nowhere(session: Session) -> None:
    found = examples(session, with_gold=True)
    assert set(found) == {"a", "b"}
    assert found["b"].cls == "near_miss"
    assert not found["b"].answered


def test_a_passage_that_answers_and_is_not_among_the_best_is_added_to_train_on(session: Session) -> None:
    without, with_gold = (examples(session, with_gold=some)["a"] for some in (False, True))
    assert not without.answered
    assert with_gold.answered
    assert with_gold.passages[: len(without.passages)] == without.passages
    (added,) = with_gold.passages[len(without.passages) :]
    assert added.sentences[added.answers.index(True)] == CURES
    assert added.context == "Zorbine. Effect"


def test_each_sentence_has_log_odds_and_the_best_passage_comes_first(session: Session) -> None:
    for example in examples(session, with_gold=True).values():
        assert all(len(each.offsets) == len(each.sentences) == len(each.answers) for each in example.passages)
        assert max(example.passages[0].offsets) == max(max(each.offsets) for each in example.passages)
