"""Reads the packaged lists of names, each once, when it is first asked for; `data/NOTICE.md` has their sources."""

import gzip
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

DRUGS, CONDITIONS = "drugs.txt.gz", "conditions.txt.gz"


@cache
def drug_names() -> Mapping[str, str]:
    """The names of drugs in normal form, each with the id of its substance."""
    return {name: id_ for id_, names in _rows(DRUGS) for name in (id_, *names.split("|")) if name}


@cache
def condition_names() -> Mapping[str, str]:
    """The names of illnesses in normal form, each with its id."""
    return {
        name: id_ for id_, rest in _rows(CONDITIONS) for name in (id_, *rest.partition("\t")[2].split("|")) if name
    }


def condition_trees(id_: str) -> tuple[str, ...]:
    """Where an illness stands in the tree of its list; empty if it is no id of it."""
    return _trees().get(id_, ())


def kinds_below(tree: str) -> int:
    """How many places a place of the tree has below it."""
    places = _places()
    return bisect_left(places, f"{tree}/") - bisect_left(places, f"{tree}.")


@cache
def _places() -> Sequence[str]:
    return sorted({tree for trees in _trees().values() for tree in trees})


@cache
def _trees() -> Mapping[str, tuple[str, ...]]:
    return {id_: tuple(rest.partition("\t")[0].split("|")) for id_, rest in _rows(CONDITIONS)}


def _rows(name: str) -> Iterator[tuple[str, str]]:
    text = gzip.decompress(files("qa.slots").joinpath("data", name).read_bytes()).decode("utf-8")
    for line in text.splitlines():
        id_, _, rest = line.partition("\t")
        yield id_, rest
