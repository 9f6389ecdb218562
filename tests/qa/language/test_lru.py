"""What was worked out recently: once a key, the least recently used forgotten first."""

from hypothesis import given
from hypothesis import strategies as st

from qa.language.caches import LruCache


@given(keys=st.lists(st.integers(0, 6), max_size=40), size=st.integers(1, 4))
def test_a_value_is_that_of_its_key_and_worked_out_only_where_it_was_forgotten(keys: list[int], size: int) -> None:
    recent: LruCache[int, str] = LruCache(size)
    last_used: list[int] = []
    worked: list[int] = []

    def work(key: int) -> str:
        worked.append(key)
        return str(key)

    for key in keys:
        known = key in last_used[-size:]
        before = len(worked)
        assert recent.get(key, lambda key=key: work(key)) == str(key)  # type: ignore[misc]  # the loop's own key
        assert len(worked) == before + (not known)
        last_used = [*(other for other in last_used if other != key), key]
        assert len(recent) == min(size, len(last_used))
