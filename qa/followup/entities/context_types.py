"""What the words around a name tell of its sort: one takes a remedy, and is diagnosed with an illness."""

from functools import partial

from qa.language import EntityType, load_rules

_rules = partial(load_rules, "qa.followup", "context")
_ASKED = {
    "asked_drug": EntityType.DRUG,
    "asked_test": EntityType.TEST,
}
_NEAR = 80


def type_by_context(before: str, after: str) -> EntityType | None:
    """The sort that the words before and after a name ask for in a question; None where they do not tell."""
    rules = _rules()
    if rules["what_is"].search(before) and rules["purpose"].match(after):
        return EntityType.DRUG
    if rules["harm"].search(before):
        return EntityType.CONDITION
    for type_ in (EntityType.DRUG, EntityType.CONDITION):
        if rules[f"before_{type_}"].search(before[-_NEAR:]) or rules[f"after_{type_}"].match(after):
            return type_
    return None


def type_asked_for(question: str) -> EntityType | None:
    """The sort of thing that would answer a question: "Which drug ...?", "What prevents ...?"."""
    rules = _rules()
    return next((type_ for name, type_ in _ASKED.items() if rules[name].search(question)), None)


def type_left_out(question: str) -> EntityType | None:
    """The sort of thing that a question leaves out, by its aspects: a remedy its dose, an illness its signs."""
    rules = _rules()
    if rules["of_drug"].search(question):
        return EntityType.DRUG
    return EntityType.CONDITION if rules["left_to_illness"].search(question) else None


def is_pharmacological(aspect: str) -> bool:
    """Whether only a remedy can have an aspect: a dose, side effects."""
    return _rules()["pharmacological"].search(aspect) is not None


def type_of_owner(owned: str) -> EntityType | None:
    """The sort of what has the thing that the words begin with: "its dose", "its symptoms"."""
    first = " ".join(owned.split()[:2])
    rules = _rules()
    if rules["of_drug"].search(first):
        return EntityType.DRUG
    return EntityType.CONDITION if rules["of_illness"].match(first) else None


def type_of_aspect(aspect: str) -> EntityType | None:
    """The sort that has such an aspect: a remedy its dose, an illness its symptoms."""
    return EntityType.DRUG if _rules()["of_drug"].search(aspect) else type_by_context(f"{aspect} of ", "")


def type_as_told(before: str, after: str) -> EntityType | None:
    """The sort that a statement gives a name; None where it does not tell."""
    rules = _rules()
    if rules["told_drug_after"].match(after) or rules["told_drug_before"].search(before[-_NEAR:]):
        return EntityType.DRUG
    if rules["told_condition_after"].match(after):
        return EntityType.CONDITION
    return type_by_context(before, after)
