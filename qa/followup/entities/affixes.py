"""What the form of a name tells of its sort: "-itis" ends an illness, "-prazole" a remedy, "-scopy" a test.

The endings of remedies are stems of international nonproprietary names, which the World Health Organization
hands out so that a substance's name tells its class (WHO/EMP/RHT/TSN/2018.1); those that also end common words are
left out. No name is listed, so a remedy whose name ends otherwise is told by the words around it, or not.
"""

from functools import partial

from qa.language import EntityType, load_rules

_rules = partial(load_rules, "qa.followup", "affixes")
_FORMS = {"drug": EntityType.DRUG, "test": EntityType.TEST, "condition": EntityType.CONDITION}


def type_by_affix(name: str) -> EntityType | None:
    """The sort that the last word of a name tells by its form; None where it does not."""
    last = name.rsplit(maxsplit=1)[-1].casefold() if name.split() else ""
    rules = _rules()
    if last in rules.words("not_told"):
        return None
    return next((type_ for form, type_ in _FORMS.items() if rules[form].fullmatch(last)), None)


def describes(word: str) -> bool:
    """Whether a word has the form of an adjective, and so names nothing without its noun: "palliative"."""
    return _rules()["describing"].fullmatch(word) is not None and type_by_affix(word) is None
