"""Illnesses: their names, and which is a kind of which."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial

from qa.language import load_rules, topic_of_title
from qa.slots.matching import Gazetteer, normal_text, normal_words, pairs, phrase
from qa.slots.packaged import condition_names, condition_trees, kinds_below

_rules = partial(load_rules, "qa.slots", "conditions")
_REMEMBERED = 65_536
_GENERAL = 80  # places below an illness that make it a branch: "bacterial infections"
_SIGNS = "C23", "C25.100"
_MOST_WORDS = 4


@cache
def condition_gazetteer() -> Gazetteer:
    """All names of illnesses."""
    rules = _rules()
    passed = {phrase(name) for name in rules.words("not_names")}
    names: dict[str, tuple[str, ...]] = {
        name: (id_,) for name, id_ in condition_names().items() if name not in passed and id_ not in passed
    }
    meant = {name: tuple(map(phrase, ids)) for name, ids in pairs(rules, "synonyms").items()}
    names |= {name: names.get(ids[0], ids) for name, ids in meant.items()}
    names |= {phrase(each): () for each in rules.words("ignored")}
    return Gazetteer(names)


def common_condition_names() -> Iterable[str]:
    """The names of illnesses that are in common use beside their chief ones."""
    return pairs(_rules(), "synonyms").keys()


def names_in_titles(titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names of illnesses that titles give: "Quinsy" for "Peritonsillar Abscess (Quinsy)".

    What stands in parentheses is another name of the topic. A topic of which no name is known counts where it ends
    as illnesses do. What contains a known name is none: it would hide "diabetes" in "diabetes in pregnancy".
    """
    found: dict[str, tuple[str, ...]] = {}
    for title in titles:
        topic, _, other = topic_of_title(title).partition("(")
        forms = [form for part in (topic, *other.rstrip(") ").split(",")) if (form := normal_text(part))]
        new = [form for form in forms if form.count(" ") < _MOST_WORDS and not _names_any(form)]
        meant = next((ids for form in forms if (ids := condition_gazetteer()[form])), None)
        if meant is None and forms[:1] == new[:1] and _rules()["illness"].search(forms[0]):
            meant = (forms[0],)
        found |= dict.fromkeys(new, meant) if meant else {}
    return found


def _names_any(form: str) -> bool:
    return any(condition_gazetteer().find(normal_words(form)))


def same_condition(one: str, other: str) -> bool:
    """Whether two ids are of one illness, or one is a kind of the other."""
    return one == other or _is_kind_of(one, other) or _is_kind_of(other, one)


@lru_cache(_REMEMBERED)
def _is_kind_of(one: str, other: str) -> bool:
    if one == other or set(other.split()) <= set(one.split()):
        return True
    trees, above = condition_trees(one), condition_trees(other)
    if any(tree.startswith(f"{each}.") for each in above for tree in trees):
        return True
    return any(_is_kind_of(parent, other) for parent in _parents().get(one, ()))


@lru_cache(_REMEMBERED)
def is_illness(condition: str) -> bool:
    """Whether an id is of an illness, and not of a sign of many or of a whole branch."""
    trees = condition_trees(condition)
    if condition in _signs():
        return False
    return not trees or (
        any(not tree.startswith(_SIGNS) for tree in trees) and all(kinds_below(tree) < _GENERAL for tree in trees)
    )


@cache
def _signs() -> frozenset[str]:
    names = condition_gazetteer()
    return frozenset(id_ for each in _rules().words("signs") for id_ in (phrase(each), *names[phrase(each)]))


@cache
def _parents() -> Mapping[str, list[str]]:
    return {name: [phrase(id_) for id_ in ids] for name, ids in pairs(_rules(), "parents").items()}
