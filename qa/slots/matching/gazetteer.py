"""Finds names in a text by the longest match over its words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from qa.slots.matching.normal import Word


class Found(NamedTuple):
    """What a name stands for, and the words from `first` to before `last` that name it."""

    ids: tuple[str, ...]
    first: int
    last: int


class Gazetteer:
    """Names of one or several words in normal form with what they stand for: nothing where they are ignored."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names
        # By their first word, how many words the longest names have.
        self._longest: dict[str, int] = {}
        for name in names:
            spaces = name.count(" ")
            first = name[: name.index(" ")] if spaces else name
            if spaces >= self._longest.get(first, 0):
                self._longest[first] = spaces + 1

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._names.get(name, ())

    def and_these(self, names: Mapping[str, tuple[str, ...]]) -> Self:
        """The same with more names; those that it has keep their meaning."""
        both = type(self)(names)
        longest = {first: max(most, self._longest.get(first, 0)) for first, most in both._longest.items()}
        both._names = {**names, **self._names}
        both._longest = self._longest | longest
        return both

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """The names in a text from left to right; of names that overlap the first, of those the longest."""
        forms = [word.form for word in words]
        names, longest = self._names, self._longest
        if longest.keys().isdisjoint(forms):  # most texts have none of the names of most gazetteers
            return
        next_free = 0
        for first, form in enumerate(forms):
            if form not in longest or first < next_free:
                continue
            for last in range(min(first + longest[form], len(forms)), first, -1):
                ids = names.get(" ".join(forms[first:last]))
                if ids is not None:
                    next_free = last
                    if ids:
                        yield Found(ids, first, last)
                    break
