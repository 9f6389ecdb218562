"""The entity type that a name's form shows: "-itis" ends a condition, "-prazole" a drug, "-scopy" a test.

The endings of drugs (`en/affixes.yaml`) are stems of international nonproprietary names. No name is listed, so a
drug whose name ends otherwise is recognised by its context, or not at all.
"""

from functools import partial

from qa.language import EntityType, load_rules

_rules = partial(load_rules, "qa.followup", "affixes")
_FORMS = {"drug": EntityType.DRUG, "test": EntityType.TEST, "condition": EntityType.CONDITION}


def type_by_affix(name: str) -> EntityType | None:
    """The type that the form of a name's last word shows; None where it shows none."""
    last = name.rsplit(maxsplit=1)[-1].casefold() if name.split() else ""
    rules = _rules()
    if last in rules.words("not_told"):
        return None
    return next((type_ for form, type_ in _FORMS.items() if rules[form].fullmatch(last)), None)


def describes(word: str) -> bool:
    """Whether a word has the form of an adjective and names nothing without its noun: "palliative"."""
    return _rules()["describing"].fullmatch(word) is not None and type_by_affix(word) is None
