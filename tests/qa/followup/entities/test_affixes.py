"""The forms of names tell their sorts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.entities.affixes import describes, type_by_affix
from qa.language import EntityType


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("zorprazole", EntityType.DRUG),
        ("snarktinib", EntityType.DRUG),
        ("ACE inhibitors", EntityType.DRUG),
        ("blood thinners", EntityType.DRUG),
        ("antisnarkals", EntityType.DRUG),
        ("cefzorbine", EntityType.DRUG),
        ("zorbitis", EntityType.CONDITION),
        ("chronic snarkemia", EntityType.CONDITION),
        ("zorboscopy", EntityType.TEST),
        ("snarkogram", EntityType.TEST),
        ("zorbine", None),
        ("diagnosis", None),
        ("cholesterol", None),
        ("arteries", None),
        ("concept", None),
        ("", None),
    ],
)
def test_an_ending_tells_a_sort_or_nothing(name: str, sort: EntityType | None) -> None:
    assert type_by_affix(name) is sort


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
    assert type_by_affix(text) in {None, EntityType.CONDITION, EntityType.DRUG, EntityType.TEST}
