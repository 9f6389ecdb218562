"""Locks by name: one holder a name, and nothing left when all have gone."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fakes import ConcurrencyCounter
from qa.conversation.locks import Locks


def test_a_name_is_held_by_one_at_a_time_and_names_do_not_wait_for_each_other() -> None:
    locks, crowds = Locks(), {"a": ConcurrencyCounter(), "b": ConcurrencyCounter()}
    both = threading.Barrier(2, timeout=30)

    def meet(name: str) -> None:
        with locks.held(name):
            both.wait()

    def crowd(name: str) -> None:
        with locks.held(name), crowds[name].inside():
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(meet, "ab"))
        list(pool.map(crowd, "ab" * 100))
    assert [crowd.most for crowd in crowds.values()] == [1, 1]
    assert not len(locks)


def test_a_failure_inside_lets_the_next_one_in() -> None:
    locks = Locks()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locks.held("a"):
            raise ZeroDivisionError
    assert not len(locks)
