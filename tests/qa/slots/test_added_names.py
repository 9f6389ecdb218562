from hypothesis import given
from hypothesis import strategies as st

from qa.slots.matching import Gazetteer, normal_words

FORMS = st.lists(st.sampled_from(["zor", "bine", "acid", "ache"]), min_size=1, max_size=3).map(" ".join)
NAMES = st.dictionaries(FORMS, st.sampled_from([(), ("a",), ("b", "c")]), max_size=5)
TEXTS = st.lists(st.sampled_from(["zor", "bine", "acid", "ache", "other"]), max_size=12).map(" ".join)


@given(st.lists(NAMES, min_size=1, max_size=4), TEXTS)
def test_names_that_were_added_are_found_as_if_all_had_been_given_at_once(
    layers: list[dict[str, tuple[str, ...]]], text: str
) -> None:
    layered, merged = Gazetteer(layers[0]), layers[0]
    for names in layers[1:]:
        layered, merged = layered.and_these(names), {**names, **merged}
    whole, words = Gazetteer(merged), normal_words(text)
    assert list(layered.find(words)) == list(whole.find(words))
    assert sorted(layered) == sorted(whole)
    assert len(layered) == len(whole)
    assert all(layered[name] == whole[name] for name in (*merged, "unknown"))


def test_more_names_leave_the_gazetteer_as_it_is() -> None:
    one = Gazetteer({"zorbine": ("a",)})
    both = one.and_these({"mirabiline": ("b",), "zorbine": ("c",)})
    assert list(one) == ["zorbine"]
    assert (both["zorbine"], both["mirabiline"]) == (("a",), ("b",))
