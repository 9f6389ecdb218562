"""Drugs: their names, and the classes that they belong to."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial

from qa.language import load_rules
from qa.slots.matching import Gazetteer, pairs, phrase
from qa.slots.packaged import drug_names

_rules = partial(load_rules, "qa.slots", "drugs")
_REMEMBERED = 16_384


@cache
def drug_gazetteer() -> Gazetteer:
    """All names of drugs and of classes of drugs."""
    rules = _rules()
    passed = {phrase(name) for name in rules.words("not_names")}
    names: dict[str, tuple[str, ...]] = {name: (id_,) for name, id_ in drug_names().items() if name not in passed}
    products = {
        name: tuple(phrase(each) for each in ids[0].split("+"))
        for name, ids in pairs(rules, "combinations").items()
    }
    meant = {name: phrase(ids[0]) for name, ids in pairs(rules, "synonyms", "classes").items()}
    names |= {name: products.get(id_) or names.get(id_) or (id_,) for name, id_ in meant.items()}
    names |= {name: tuple(names.get(id_, (id_,))[0] for id_ in ids) for name, ids in products.items()}
    names |= dict.fromkeys((*in_context(), *map(phrase, rules.words("ignored"))), ())
    return Gazetteer(names)


def common_drug_names() -> Iterable[str]:
    """The names of drugs that are in common use beside their chief ones: "paracetamol", "Tylenol"."""
    return pairs(_rules(), "synonyms", "classes").keys()


@cache
def in_context() -> Mapping[str, str]:
    """The substances that are drugs only beside a word such as "tablets"."""
    return {phrase(each): phrase(each) for each in _rules().words("in_context")}


@cache
def forms() -> frozenset[str]:
    """The words that make a drug of such a substance."""
    return frozenset(phrase(each) for each in _rules().words("forms"))


@lru_cache(_REMEMBERED)
def classes_of(drug: str) -> frozenset[str]:
    """The classes of a drug, or of a class, and their classes."""
    direct = list(_parents().get(drug, ()))
    stem = max((stem for stem in _stems() if drug.endswith(stem)), key=len, default=None)
    if stem is not None and drug not in _class_ids():
        direct.append(_stems()[stem])
    if drug.startswith(("cef", "ceph")) and drug not in _class_ids():
        direct.append("cephalosporin")
    return frozenset(direct).union(*(classes_of(each) for each in direct if each != drug))


def same_drug(one: str, other: str) -> bool:
    """Whether two ids are of one drug, or one is a class of the other."""
    return one == other or one in classes_of(other) or other in classes_of(one)


def is_class(drug: str) -> bool:
    """Whether an id is of a class of drugs."""
    return drug in _class_ids()


@cache
def _parents() -> Mapping[str, list[str]]:
    return {name: [phrase(id_) for id_ in ids] for name, ids in pairs(_rules(), "members", "parents").items()}


@cache
def _stems() -> Mapping[str, str]:
    return {stem: phrase(ids[0]) for stem, ids in pairs(_rules(), "stems").items()}


@cache
def _class_ids() -> frozenset[str]:
    return frozenset(phrase(ids[0]) for ids in pairs(_rules(), "classes").values())
