"""Looks up the gold of judged items in the documents of the system, before any question is asked."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eval.data import Expected, JudgedItem, Nugget
from eval.experiments.judged.library import Library, flat
from eval.systems import Progress, unseen

_SHOWN = 300


@dataclass(frozen=True)
class Gold:
    """An item with those of its passages and statements that the system's documents contain.

    `unreachable` says why the item cannot be answered rightly, and is empty if it can. `askable` is false if the
    question is about an article that the system does not hold. `wanted` has the right outcome in words. `lost`
    counts passages that are in no document, `moved` those that are elsewhere than at their offsets.
    """

    item: JudgedItem
    statements: tuple[Nugget, ...]
    wanted: tuple[str, ...]
    unreachable: str
    askable: bool
    lost: int
    moved: int


@dataclass
class _Finds:
    """What was found of one expectation."""

    shown: list[str] = field(default_factory=list)
    passages: set[int] = field(default_factory=set)
    moved: int = 0


def look_up(library: Library, items: Sequence[JudgedItem], progress: Progress = unseen) -> list[Gold]:
    """The gold of each item. Each document is read once, if an expectation is about it."""
    finds: dict[Expected, _Finds] = defaultdict(_Finds)
    by_document: dict[str, list[Expected]] = defaultdict(list)
    for expected in dict.fromkeys(_expectations(items)):
        for document in library.matching(expected):
            by_document[document].append(expected)
    for done, (document, some) in enumerate(sorted(by_document.items()), start=1):
        for expected in some:
            _find(library, document, expected, finds[expected])
        progress(done, len(by_document))
    return [_gold(library, item, finds) for item in items]


def _expectations(items: Sequence[JudgedItem]) -> Iterator[Expected]:
    for item in items:
        yield from item.expected
        yield from item.must


def _find(library: Library, document: str, expected: Expected, finds: _Finds) -> None:
    if expected.any:
        text = library.flat(document)
        for number, passage in enumerate(expected.any):
            if flat(passage) in text:
                finds.passages.add(number)
                finds.shown.append(f"{document}: {passage}")
    for number, place in enumerate(expected.places, start=len(expected.any)):
        letters = library.letters(document)
        found = letters.find(place)
        if found is not None:
            start, end = letters.bytes_of(found)
            finds.passages.add(number)
            finds.moved += found != letters.within(place.start, place.end)
            finds.shown.append(f"{document}: {library.text(document).encode()[start:end].decode()}")


def _gold(library: Library, item: JudgedItem, finds: dict[Expected, _Finds]) -> Gold:
    every = [*item.expected, *item.must]
    known = [finds[expected] for expected in item.expected]
    askable = item.document_id is None or item.document_id in library.titles
    wanted = ("no answer",) if item.abstain else tuple(line[:_SHOWN] for each in known for line in each.shown)
    return Gold(
        item=item,
        statements=tuple(nugget for nugget in item.must if finds[nugget].passages),
        wanted=wanted or tuple(map(_in_words, item.expected)),
        unreachable=_unreachable(library, item, askable, item.abstain or any(each.passages for each in known)),
        askable=askable,
        lost=sum(_size(each) - len(finds[each].passages) for each in every),
        moved=sum(finds[each].moved for each in every),
    )


def _unreachable(library: Library, item: JudgedItem, askable: bool, reached: bool) -> str:
    if not askable:
        return f"the article {item.document_id!r} is not held"
    if reached:
        return ""
    if not any(library.matching(expected) for expected in item.expected):
        return f"no document is called {' or '.join(repr(_plain(expected.doc)) for expected in item.expected)}"
    return "no passage is in the documents"


def _plain(pattern: str) -> str:
    """A regular expression without the escapes that a name has in it."""
    return re.sub(r"\\(\W)", r"\1", pattern)


def _size(expected: Expected) -> int:
    return len(expected.any) + len(expected.places)


def _in_words(expected: Expected) -> str:
    places = (f"bytes {place.start} to {place.end}" for place in expected.places)
    return f"{expected.doc or 'any document'}: {' or '.join((*expected.any, *places))}"
