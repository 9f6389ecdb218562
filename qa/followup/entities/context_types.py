"""The entity type that the words around a name show: one takes a drug, and is diagnosed with a condition."""

from functools import partial

from qa.language import EntityType, load_rules

_rules = partial(load_rules, "qa.followup", "context")
_ASKED = {
    "asked_drug": EntityType.DRUG,
    "asked_test": EntityType.TEST,
}
_NEAR = 80


def type_by_context(before: str, after: str) -> EntityType | None:
    """The type that the words before and after a name call for in a question; None where they call for none."""
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
    """The type of thing that would answer a question: "Which drug ...?", "What prevents ...?"."""
    rules = _rules()
    return next((type_ for name, type_ in _ASKED.items() if rules[name].search(question)), None)


def type_left_out(question: str) -> EntityType | None:
    """The type of thing that a question leaves out, by its aspects: drugs have doses, conditions have signs."""
    rules = _rules()
    if rules["of_drug"].search(question):
        return EntityType.DRUG
    return EntityType.CONDITION if rules["left_to_illness"].search(question) else None


def is_pharmacological(aspect: str) -> bool:
    """Whether only a drug can have an aspect, such as a dose or side effects."""
    return _rules()["pharmacological"].search(aspect) is not None


def type_of_owner(owned: str) -> EntityType | None:
    """The type of the owner of what the words begin with: "its dose", "its symptoms"."""
    first = " ".join(owned.split()[:2])
    rules = _rules()
    if rules["of_drug"].search(first):
        return EntityType.DRUG
    return EntityType.CONDITION if rules["of_illness"].match(first) else None


def type_of_aspect(aspect: str) -> EntityType | None:
    """The type that has such an aspect: a drug a dose, a condition symptoms."""
    return EntityType.DRUG if _rules()["of_drug"].search(aspect) else type_by_context(f"{aspect} of ", "")


def type_as_told(before: str, after: str) -> EntityType | None:
    """The type that a statement gives to a name; None where it gives none."""
    rules = _rules()
    if rules["told_drug_after"].match(after) or rules["told_drug_before"].search(before[-_NEAR:]):
        return EntityType.DRUG
    if rules["told_condition_after"].match(after):
        return EntityType.CONDITION
    return type_by_context(before, after)
