"""Names of drugs and illnesses that a misspelt word is meant for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from qa.language import Slip, slip
from qa.slots.conditions import common_condition_names, condition_gazetteer
from qa.slots.drugs import common_drug_names, drug_gazetteer
from qa.slots.matching import normal_word
from qa.slots.packaged import condition_names, drug_names

_SHORTEST = 6
_MOST_OTHER_LETTERS = 4
# Where a letter may be another one, or a slip comes beside a spelling by ear.
_SHORTEST_CHANGED = 8


def is_name(word: str) -> bool:
    """Whether a word is the name of a drug or an illness, or a part of one."""
    form = normal_word(word)
    return form in _meanings() or form in _parts()


def meant_name(word: str, held: Callable[[str], bool]) -> str | None:
    """The name that one slip makes of a lower-case word which is none itself; None if that is not certain.

    It is certain if no slip that is as likely makes a name of something else. Of several names for one thing it
    is one that is `held`, else the chief one. A changed letter, or a slip beside a spelling by ear, counts in
    longer words only, and rare brand names count only if they are held.
    """
    if len(word) < _SHORTEST or is_name(word):
        return None
    slips = {
        name: kind for name in _alike(word) if (kind := slip(word, name)) is not None and _is_likely(word, kind)
    }
    usual = {name: kind for name, kind in slips.items() if name in _chief() or held(name)}
    nearest = [name for name, kind in usual.items() if kind == min(usual.values())]
    if len({_meanings()[name] for name in nearest}) != 1:
        return None
    return min(nearest, key=lambda name: (not held(name), name))


def _is_likely(word: str, kind: Slip) -> bool:
    return kind in {Slip.SWAPPED, Slip.COUNTED} or len(word) >= _SHORTEST_CHANGED


def _alike(word: str) -> Iterator[str]:
    letters = set(word)
    for length in range(len(word) - 2, len(word) + 3):
        for name in _by_shape().get((word[0], length), ()):
            if len(letters.symmetric_difference(name)) <= _MOST_OTHER_LETTERS:
                yield name


@cache
def _by_shape() -> Mapping[tuple[str, int], Sequence[str]]:
    """The words of names by their first letter and their length."""
    found: dict[tuple[str, int], list[str]] = {}
    for name in _meanings():
        if len(name) >= _SHORTEST and name.isalpha():
            found.setdefault((name[0], len(name)), []).append(name)
    return found


@cache
def _meanings() -> Mapping[str, str]:
    """The names of one word, each with the id of what it stands for."""
    return {
        name: ids[0]
        for names in (condition_gazetteer(), drug_gazetteer())
        for name in names
        if " " not in name and (ids := names[name])
    }


@cache
def _parts() -> frozenset[str]:
    """The words of names of several: "microsomia"."""
    return frozenset(part for name in (*condition_names(), *_ids()) for part in name.split())


@cache
def _chief() -> frozenset[str]:
    """The names of one word that count though no document holds them: chief ones and others in common use."""
    return frozenset((*_ids(), *common_condition_names(), *common_drug_names())) & _meanings().keys()


@cache
def _ids() -> frozenset[str]:
    return frozenset((*drug_names().values(), *condition_names().values()))
