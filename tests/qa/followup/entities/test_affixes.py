"""The forms of names tell their sorts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.entities.affixes import describes, sort_by_ending
from qa.language import Sort


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("zorprazole", Sort.REMEDY),
        ("snarktinib", Sort.REMEDY),
        ("ACE inhibitors", Sort.REMEDY),
        ("blood thinners", Sort.REMEDY),
        ("antisnarkals", Sort.REMEDY),
        ("cefzorbine", Sort.REMEDY),
        ("zorbitis", Sort.ILLNESS),
        ("chronic snarkemia", Sort.ILLNESS),
        ("zorboscopy", Sort.TEST),
        ("snarkogram", Sort.TEST),
        ("zorbine", None),
        ("diagnosis", None),
        ("cholesterol", None),
        ("arteries", None),
        ("concept", None),
        ("", None),
    ],
)
def test_an_ending_tells_a_sort_or_nothing(name: str, sort: Sort | None) -> None:
    assert sort_by_ending(name) is sort


def test_what_only_describes_names_nothing() -> None:
    assert describes("palliative")
    assert describes("intestinal")
    assert describes("digestive")
    assert describes("gluten-free")
    assert not describes("contraceptive")
    assert not describes("antisnarkical")
    assert not describes("gout")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert sort_by_ending(text) in {None, Sort.ILLNESS, Sort.REMEDY, Sort.TEST}
