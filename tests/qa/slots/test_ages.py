"""Ages as they are typed, in years."""

import pytest

from qa.slots import slots_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("nimodipine dose for my 4yo?", 4, 5),
        ("nimodipine for a 4 y/o", 4, 5),
        ("a 4 year old", 4, 5),
        ("children under 5 years", 0, 5),
    ],
)
def test_an_age_is_an_interval_of_years(text: str, first: float, last: float) -> None:
    ages = slots_of(text).ages
    assert (first, last) in {(age.first, age.last) for age in ages}


@pytest.mark.parametrize("text", ["5 mg for 6 weeks", "room 4y", "yo-yo dieting"])
def test_what_is_no_age_gives_none(text: str) -> None:
    assert slots_of(text).ages == ()
