"""Ages as they are typed, in years."""

import pytest

from qa.slots import slots_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("nimodipine dose for my 4yo?", 4, 5),
        ("nimodipine for a 4 y/o", 4, 5),
        ("a 4 year old", 4, 5),
        ("paracetamol for my 6mo", 0.5, 7 / 12),
        ("6 mo old", 0.5, 7 / 12),
        ("my son is 4", 4, 5),
        ("she's 7, what can she have", 7, 8),
        ("he is 3 months", 0.25, 4 / 12),
        ("children under 5 years", 0, 5),
    ],
)
def test_an_age_is_an_interval_of_years(text: str, first: float, last: float) -> None:
    ages = slots_of(text).ages
    assert any(age[:2] == pytest.approx((first, last)) for age in ages)


@pytest.mark.parametrize(
    "text", ["5 mg for 6 weeks", "room 4y", "yo-yo dieting", "for 6mo", "he is 16 kg", "she's 39.5", "it is 4"]
)
def test_what_is_no_age_gives_none(text: str) -> None:
    assert slots_of(text).ages == ()
