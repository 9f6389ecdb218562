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
    """Names of one or several words in normal form with what they stand for: nothing where they are ignored.

    A gazetteer with more names shares the names of the one that it was made of, since a document adds a few to
    many thousands.
    """

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        # Layers of names, the first that has a name decides; and by the names' first words the most words of one.
        self._layers: tuple[Mapping[str, tuple[str, ...]], ...] = (names,)
        longest: dict[str, int] = {}
        for name in names:
            spaces = name.count(" ")
            first = name[: name.index(" ")] if spaces else name
            if spaces >= longest.get(first, 0):
                longest[first] = spaces + 1
        self._longest: tuple[Mapping[str, int], ...] = (longest,)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for names in self._layers for name in names))

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._ids(name) or ()

    def and_these(self, names: Mapping[str, tuple[str, ...]]) -> Self:
        """The same with more names; those that it has keep their meaning."""
        both = type(self)(names)
        both._layers = (*self._layers, *both._layers)
        both._longest = (*self._longest, *both._longest)
        return both

    def _ids(self, name: str) -> tuple[str, ...] | None:
        for names in self._layers:
            ids = names.get(name)
            if ids is not None:
                return ids
        return None

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """The names in a text from left to right; of names that overlap the first, of those the longest."""
        forms = [word.form for word in words]
        if all(longest.keys().isdisjoint(forms) for longest in self._longest):  # as in most texts
            return
        next_free = 0
        for first, form in enumerate(forms):
            if first < next_free:
                continue
            most = 0
            for longest in self._longest:
                if form in longest:
                    most = max(most, longest[form])
            for last in range(min(first + most, len(forms)), first, -1):
                ids = self._ids(" ".join(forms[first:last]))
                if ids is not None:
                    next_free = last
                    if ids:
                        yield Found(ids, first, last)
                    break
