"""The measures of quotes: sentences against gold sets, answers in quotes, receipts, and waiting times."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support

import eval.measures
from eval.measures.latency import latency
from eval.measures.quotes import (
    Containment,
    Excerpt,
    SentenceF1,
    SentenceHit,
    SentenceOverlap,
    SentencePrecision,
    SentenceRecall,
    receipt_validity,
)
from qa.schema import Receipt, Verdict

IDS = st.integers(0, 9)
ALL: list[Callable[[int], SentenceOverlap]] = [SentencePrecision, SentenceRecall, SentenceF1, SentenceHit]


@given(st.lists(IDS, unique=True), st.sets(IDS, min_size=1), st.integers(1, 10))
@settings(max_examples=100, deadline=None)
def test_overlap_agrees_with_scikit_learn(chosen: list[int], gold: set[int], k: int) -> None:
    truth = [n in gold for n in range(10)]
    guess = [n in chosen[:k] for n in range(10)]
    expected = precision_recall_fscore_support(truth, guess, average="binary", zero_division=0)[:3]
    ours = [kind(k)(chosen, [gold]) for kind in ALL[:3]]
    assert ours == pytest.approx([float(value) for value in expected])
    assert SentenceHit(k)(chosen, [gold]) == float(any(guess[n] for n in gold))


def test_a_choice_is_compared_with_the_union_of_the_gold_sets() -> None:
    gold = [{("a", 1)}, {("a", 4), ("a", 5)}]
    assert SentenceRecall(2)([("a", 4), ("a", 1)], gold) == pytest.approx(2 / 3)
    assert SentencePrecision(5)([("a", 4), ("b", 4)], gold) == 0.5
    assert SentenceF1(2)([], gold) == 0.0
    assert SentenceHit()([("b", 1), ("b", 2), ("a", 5)], gold) == 1.0


@pytest.mark.parametrize("kind", ALL)
def test_a_question_without_gold_and_a_sentence_twice_are_refused(kind: Callable[[int], SentenceOverlap]) -> None:
    with pytest.raises(ValueError, match="leave this question out"):
        kind(2)([1], [set()])
    with pytest.raises(ValueError, match="twice"):
        kind(2)([1, 1], [{1}])
    with pytest.raises(ValueError, match="at least 1"):
        kind(0)


QUOTES = [Excerpt(40, "Give 5 mg\ndaily."), Excerpt(0, "Start low."), Excerpt(57, "Then wait.")]


@pytest.mark.parametrize(
    ("k", "answer", "contained"),
    [
        (1, "5  mg daily", 1.0),
        (1, "Start low", 0.0),
        (2, "Start low", 1.0),
        (2, "daily. Then", 0.0),
        (3, "daily.\n Then wait", 1.0),
        (3, "start low", 0.0),
        (3, "low. Then", 0.0),
    ],
)
def test_an_answer_is_contained_where_its_words_stand_in_the_first_quotes(
    k: int, answer: str, contained: float
) -> None:
    assert Containment(k)(QUOTES, answer) == contained


@given(st.text("ab .\n", min_size=1), st.lists(st.integers(0, 40), min_size=1, max_size=4, unique=True))
@settings(max_examples=100)
def test_every_quote_contains_itself_and_no_quote_contains_nothing(text: str, starts: list[int]) -> None:
    quotes = [Excerpt(start, text) for start in starts]
    if text.strip():
        assert Containment(1)(quotes, text) == 1.0
        assert Containment(1)([], text) == 0.0
    else:
        with pytest.raises(ValueError, match="blank"):
            Containment(1)(quotes, text)


def test_names_of_quote_measures() -> None:
    assert [kind(3).name for kind in ALL] == ["sentence P@3", "sentence R@3", "sentence F1@3", "sentence hit@3"]
    assert Containment(5).name == "containment@5"


def _verdict(valid: bool) -> Verdict:
    receipt = Receipt(document_id="d", version="0" * 64, byte_start=0, byte_end=1, sha256="0" * 64)
    return Verdict(receipt=receipt, verdict="valid" if valid else "mismatch", current=True, message="judged")


def test_receipt_validity_is_the_share_that_is_valid() -> None:
    assert receipt_validity([_verdict(valid) for valid in (True, True, False, True)]) == 0.75
    with pytest.raises(ValueError, match="no receipts"):
        receipt_validity([])


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
@settings(max_examples=100)
def test_percentiles_lie_in_order_between_the_fastest_and_the_slowest(times: list[float]) -> None:
    summary = latency(times)
    order = [min(times), summary.p50, summary.p90, summary.p95, summary.p99, summary.slowest]
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(order))
    assert summary.calls == len(times)
    assert summary.mean == pytest.approx(float(np.mean(times)))


def test_percentiles_are_interpolated() -> None:
    summary = latency([float(value) for value in range(101)])
    assert (summary.p50, summary.p90, summary.p95, summary.p99, summary.slowest) == (50, 90, 95, 99, 100)
    assert latency([1.0, 2.0]).p50 == 1.5


@pytest.mark.parametrize("times", [[], [-1.0], [float("nan")]])
def test_times_that_cannot_be_are_refused(times: list[float]) -> None:
    with pytest.raises(ValueError, match="needs at least one time in milliseconds"):
        latency(times)


def test_the_package_exports_what_it_says() -> None:
    assert all(hasattr(eval.measures, name) for name in eval.measures.__all__)
    assert eval.measures.__all__ == sorted(eval.measures.__all__, key=lambda name: (not name.isupper(), name))
