import numpy as np
import pytest

from eval.judging.scoring.proportions import grouped_proportion, mcnemar, proportion


def test_the_exact_interval_of_extreme_shares_is_that_of_the_formula() -> None:
    none, all_ = proportion(0, 20), proportion(20, 20)
    assert none == pytest.approx((0, 0, 1 - 0.025 ** (1 / 20), 20))
    assert all_ == pytest.approx((1, 0.025 ** (1 / 20), 1, 20))


def test_the_exact_interval_is_the_published_one() -> None:
    # 4 of 10: [0.1216, 0.7376], as tables of Clopper and Pearson give it.
    assert proportion(4, 10) == pytest.approx((0.4, 0.1216, 0.7376, 10), abs=1e-4)


def test_quotes_that_all_agree_within_an_answer_count_as_one() -> None:
    dependent = grouped_proportion([4, 4, 4, 4, 4, 4, 0, 0, 0, 0], [4] * 10)
    single, many = proportion(6, 10), proportion(24, 40)
    assert dependent.value == pytest.approx(0.6)
    assert dependent.cases == 40
    assert dependent.high - dependent.low >= single.high - single.low > many.high - many.low


def test_independent_quotes_have_nearly_the_exact_interval() -> None:
    spread = grouped_proportion([2, 1, 1, 2, 1, 2, 1, 2], [3] * 8)
    assert spread[:3] == pytest.approx(proportion(12, 24)[:3])


def test_all_or_no_hits_count_the_groups() -> None:
    assert grouped_proportion([0, 0, 0], [5, 5, 5])[:3] == pytest.approx(proportion(0, 3)[:3])
    assert grouped_proportion([5, 0, 5], [5, 0, 5])[:3] == pytest.approx(proportion(2, 2)[:3])
    one = grouped_proportion([3], [5])
    assert one.low < 0.05
    assert one.high > 0.95


def test_no_cases_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        proportion(0, 0)
    with pytest.raises(ValueError, match="at least one case"):
        grouped_proportion([0], [0])


@pytest.mark.parametrize(("share", "strength"), [(0.8, 2.0), (0.5, 0.5), (0.9, 50.0)])
def test_the_interval_of_grouped_shares_covers_the_true_one(share: float, strength: float) -> None:
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(400):
        sizes = random.integers(1, 6, 40)
        hits = random.binomial(sizes, random.beta(share * strength, (1 - share) * strength, 40))
        found = grouped_proportion(hits.tolist(), sizes.tolist())
        covered += found.low <= share <= found.high
    assert covered / 400 >= 0.93


def test_mcnemar_by_hand() -> None:
    # One question only the first has right, eight only the second: p = 2 x (1 + 9) / 2 ** 9.
    first = {f"q{number}": float(number == 0 or number > 8) for number in range(20)}
    second = {f"q{number}": float(number != 0) for number in range(20)}
    assert mcnemar(first, second) == pytest.approx((20, 1, 8, 20 / 512))
    assert mcnemar(first, first) == (20, 0, 0, 1)


def test_only_shared_questions_are_compared() -> None:
    assert mcnemar({"a": 1, "b": 0}, {"b": 1, "c": 0}) == pytest.approx((1, 0, 1, 1))
