"""How an earlier question is worded anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.rewrite.wording import varied


@pytest.mark.parametrize(
    ("earlier", "thing", "understood"),
    [
        ("Which drugs slow bulbar-onset ALS?", "limb onset", "Which drugs slow limb-onset ALS?"),
        ("survival in bulbar onset", "limb onset", "survival in limb onset?"),
        ("How is type 1 diabetes treated?", "type 2", "How is type 2 diabetes treated?"),
        ("Is hepatitis B curable?", "hepatitis C", "Is hepatitis C curable?"),
        ("How is latent infection found?", "active infection", "How is active infection found?"),
    ],
)
def test_another_variety_takes_the_place_of_the_one_asked_about(earlier: str, thing: str, understood: str) -> None:
    assert varied(earlier, thing) == understood


@pytest.mark.parametrize(
    ("earlier", "thing"),
    [
        ("Which drugs slow ALS?", "limb onset"),
        ("Is it the common form?", "rare form"),
        ("What is limb-onset ALS?", "limb onset"),
        ("Which drugs slow bulbar-onset ALS?", "onset"),
        ("Which drugs slow bulbar-onset ALS?", "the late limb onset"),
    ],
)
def test_what_names_no_other_variety_is_left(earlier: str, thing: str) -> None:
    assert varied(earlier, thing) is None


@given(st.text(max_size=40), st.text(max_size=20))
def test_a_variety_is_in_the_question_that_comes_of_it(earlier: str, thing: str) -> None:
    understood = varied(earlier, thing)
    assert understood is None or understood != earlier
