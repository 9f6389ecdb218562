from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from eval.data.dataset import Dataset
from eval.data.gold import GoldQuestion
from eval.data.selection import Selection, fold_of, half_of

QUESTIONS = [GoldQuestion(f"q{number}", "What?") for number in range(200)]


def test_the_halves_share_nothing_and_leave_nothing_out() -> None:
    even, odd = Selection(half="even").of(QUESTIONS), Selection(half="odd").of(QUESTIONS)
    assert not even & odd
    assert even | odd == {asked.id for asked in QUESTIONS}
    assert 60 < len(even) < 140


def test_what_belongs_together_stays_in_one_half() -> None:
    turns = [GoldQuestion(f"t{number}", "What?", group=f"c{number // 5}") for number in range(50)]
    chosen = Selection(half="odd").of(turns)
    for number in range(0, 50, 5):
        assert len({f"t{turn}" in chosen for turn in range(number, number + 5)}) == 1


@given(st.integers(1, 50), st.integers(0, 9))
@settings(max_examples=30)
def test_a_larger_sample_holds_the_smaller(limit: int, seed: int) -> None:
    smaller, larger = Selection(limit=limit, seed=seed), Selection(limit=limit + 20, seed=seed)
    assert len(smaller.of(QUESTIONS)) == limit
    assert smaller.of(QUESTIONS) <= larger.of(QUESTIONS)


def test_a_selection_says_what_it_is() -> None:
    assert Selection().words == ()
    assert Selection("odd", 20, 3).words == ("odd half", "sample of 20, seed 3")


def test_a_collection_is_parted_in_the_same_way() -> None:
    texts = {asked.id: asked.text for asked in QUESTIONS}
    qrels = {asked.id: {"d": 1} for asked in QUESTIONS}
    dataset = Dataset("tiny", "test", Path("corpus.jsonl"), texts, qrels, "", "")
    half = dataset.half("odd")
    assert set(half.queries) == Selection(half="odd").of(QUESTIONS)
    assert set(half.sample(7, 2).queries) == Selection("odd", 7, 2).of(QUESTIONS)
    assert {half_of(query) for query in half.queries} == {"odd"}


def test_folds_are_the_same_everywhere_and_all_used() -> None:
    folds = [fold_of(f"document {number}", 5) for number in range(200)]
    assert set(folds) == set(range(5))
    assert fold_of("zorbitis", 5) == 3
