"""Ages whose numbers are written as words, in any case."""

import pytest

from qa.slots import slots_of


@pytest.mark.parametrize("number", ["eight", "Eight", "EIGHT", "8"])
def test_a_number_in_words_is_an_age_however_it_is_written(number: str) -> None:
    (age,) = slots_of(f"{number} years old children with asthma.").ages
    assert (age.first, age.last) == (8, 9)
