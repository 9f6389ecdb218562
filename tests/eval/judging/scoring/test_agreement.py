import numpy as np
import pytest

from eval.judging.scoring.agreement import agreement

DOMAIN = ("right", "wrong")


def ratings(**labels: str) -> dict[str, dict[str, str]]:
    """The labels of each judge, one letter a unit: r, w, p, or - where it is missing."""
    names = {"r": "right", "w": "wrong", "p": "partly"}
    return {
        judge: {f"u{number}-a": names[letter] for number, letter in enumerate(given) if letter != "-"}
        for judge, given in labels.items()
    }


def test_two_judges_by_hand() -> None:
    # Both right 4, both wrong 3, only A right 1, only B right 2. Expected by chance: .5 x .6 + .5 x .4 = .5.
    found = agreement(ratings(A="rrrrwwwrww", B="rrrrwwwwrr"), DOMAIN)
    assert found
    assert found.raw == pytest.approx(0.7)
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.units) == ("A", "B", 10)
    assert pair.agreement == pytest.approx(0.7)
    assert pair.kappa == pytest.approx(0.4)
    # 11 times right and 9 times wrong: expected disagreement 2 x 11 x 9 / (20 x 19), observed 6 / 20.
    assert found.alpha
    assert found.alpha.value == pytest.approx(1 - 0.3 / (198 / 380))
    assert found.alpha.low < found.alpha.value < found.alpha.high


def test_missing_labels_of_three_judges_by_hand() -> None:
    # Units rrr, rw, ww, and one with a single label, which does not count. Of 7 labels, 4 are right and 3 wrong.
    found = agreement(ratings(A="rrww", B="rww-", C="r---"), DOMAIN)
    assert found
    assert found.units == 3
    assert found.raw == pytest.approx((6 + 2) / (6 + 2 + 2))
    assert found.alpha
    assert found.alpha.value == pytest.approx(1 - (2 / 7) / (24 / 42))
    assert [(pair.first, pair.second, pair.units) for pair in found.pairs] == [
        ("A", "B", 3),
        ("A", "C", 1),
        ("B", "C", 1),
    ]


def test_the_ordinal_alpha_by_hand() -> None:
    # Units rp, pw, rr, ww. Distances: wrong-partly and partly-right 2.5 squared, wrong-right 5 squared.
    found = agreement(ratings(A="rprw", B="pwrw"), ("wrong", "partly", "right"), "ordinal")
    assert found
    assert found.alpha
    observed, expected = (2 * 6.25 + 2 * 6.25) / 8, 2 * (6 * 6.25 + 6 * 6.25 + 9 * 25) / 56
    assert found.alpha.value == pytest.approx(1 - observed / expected)


def test_a_distant_disagreement_counts_more_on_the_ordinal_scale() -> None:
    order = ("wrong", "partly", "right")
    near = agreement(ratings(A="rrppwwr", B="rrppwwp"), order, "ordinal")
    far = agreement(ratings(A="rrppwwr", B="rrppwww"), order, "ordinal")
    assert near
    assert far
    assert near.alpha
    assert far.alpha
    assert near.alpha.value > far.alpha.value


def test_one_label_throughout_leaves_kappa_and_alpha_undefined() -> None:
    found = agreement(ratings(A="rrr", B="rrr"), DOMAIN)
    assert found
    assert found.raw == 1
    assert found.alpha is None
    assert found.pairs[0].kappa is None


def test_perfect_agreement_on_several_labels_is_one() -> None:
    found = agreement(ratings(A="rwrw", B="rwrw"), DOMAIN)
    assert found
    assert found.pairs[0].kappa == 1
    assert found.alpha
    assert list(found.alpha) == [1, 1, 1]


def test_judges_who_share_nothing_have_no_agreement() -> None:
    assert agreement(ratings(A="r-", B="-w"), DOMAIN) is None
    assert agreement(ratings(A="rw"), DOMAIN) is None


def test_the_interval_resamples_questions_not_units() -> None:
    apart = ratings(A="rrrrwwwwrw" * 4, B="rrrwwwwwrr" * 4)
    together = {
        judge: {f"q{int(unit[1:-2]) % 10}-{unit[1:-2]}": label for unit, label in labels.items()}
        for judge, labels in apart.items()
    }
    one, other = agreement(apart, DOMAIN), agreement(together, DOMAIN)
    assert one
    assert other
    assert one.alpha
    assert other.alpha
    assert one.alpha.value == pytest.approx(other.alpha.value)
    assert other.alpha.high - other.alpha.low > 1.5 * (one.alpha.high - one.alpha.low)


def test_the_interval_of_alpha_covers_the_true_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # A judge sees the true label with probability 0.7 and otherwise draws one, so two judges agree in
    # 0.7 ** 2 + (1 - 0.7 ** 2) x 0.44 of all units, and 0.44 of them are expected to agree by chance.
    monkeypatch.setattr("eval.judging.scoring.agreement.RESAMPLES", 200)
    shares, random = (0.2, 0.2, 0.6), np.random.default_rng(3)
    true = 1 - (1 - 0.49 - 0.51 * 0.44) / (1 - 0.44)
    domain = ("wrong", "partly", "right")
    covered = 0
    for seed in range(120):
        truth = random.choice(3, 60, p=shares)
        seen = [np.where(random.random(60) < 0.3, random.choice(3, 60, p=shares), truth) for _ in range(2)]
        labels = {
            f"judge {number}": {f"q{n}-a": domain[place] for n, place in enumerate(given)}
            for number, given in enumerate(seen)
        }
        found = agreement(labels, domain, seed=seed)
        assert found
        assert found.alpha
        covered += found.alpha.low <= true <= found.alpha.high
    assert covered / 120 >= 0.9
