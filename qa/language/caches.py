"""Keeps what was worked out before, since one question asks for the same sentences and articles many times."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Generic, ParamSpec, TypeVar

from qa.language.rules import are_observed

P = ParamSpec("P")
R = TypeVar("R")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """The values of the `size` keys that were used last. Safe to share between threads.

    Two threads that miss one key at once both work it out; the same key must give the same value.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, work: Callable[[], Value]) -> Value:
        """The cached value of `key`; computed with `work` and cached if it is missing."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = work()
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._size:
                self._values.popitem(last=False)
        return value

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._values)


def remembered(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keeps the last `size` results of a function of hashable arguments that depends on nothing else but rules.

    While rules are counted or switched off, the function is called each time and its results are not kept.
    """

    def remembering(function: Callable[P, R]) -> Callable[P, R]:
        known = lru_cache(size)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if are_observed():
                return function(*args, **kwargs)
            return known(*args, **kwargs)  # type: ignore[arg-type]  # arguments are hashable, as said

        return call

    return remembering


class Identity(Generic[Value]):
    """A value as an argument that equals only itself, where comparing contents would cost too much."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
