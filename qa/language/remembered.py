"""Remembers what functions of rules gave, since one question asks for the same sentences many times."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, ParamSpec, TypeVar

from qa.language.rules import are_observed

P = ParamSpec("P")
R = TypeVar("R")
Value = TypeVar("Value")


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
