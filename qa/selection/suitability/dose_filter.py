"""Finds the drug whose dose a question asks for, and whether a sentence states its dose."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from corpus.document import Document
from qa.language import FORM, WORD, amounts_in, is_abbreviation, is_common_word, names_amount, one_slip
from qa.selection.context import companions
from qa.selection.suitability.dose_context import drug_of_column, inherited_drug
from qa.slots import Drugs, Names, drugs_of_amounts, given_drugs, is_dose_of, normal_text, slots_of

_REMEMBERED = 64
_MIN_LENGTH_FOR_TYPO = 7
_MODIFIER = re.compile(
    r"max(?:imum|imal)?|min(?:imum|imal)?|daily|weekly|monthly|total|single|oral(?:ly)?|iv|im|sc|intravenous|intramuscular|"
    r"subcutaneous|rectal|inhaled|nebuli[sz]ed|topical|parenteral|start(?:ing)?|initial|first|loading|maintenance|"
    r"repeat(?:ed)?|last|next|final|bolus|stat|adult|p(?:a)?ediatric|child(?:hood)?|infant|neonatal|elderly|recommended|"
    r"usual|standard|normal|typical|correct|right|proper|appropriate|exact|therapeutic|prophylactic|preventive|"
    r"effective|safe|high(?:est)?|low(?:est)?|full|half|average|equivalent|rescue|test|target|emergency|good|best",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"in|for|to|with|during|after|before|on|per|when|if|who|and|or|is|are|was|be|should|can|could|do|does|may|must|would|"
    r"will|what|which|how|whose|at|by|from|against|a|an|the|given|used|of|as|under|over|until|than|i|you|my|your|his|"
    r"her|its|their|give|tell|need|me|there|has|have|about",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:doses?|dosages?|dosing|{FORM})\s+of\b(?P<after>[^,.;:?!()]*)|"
    rf"\bhow\s+(?:much|many)\s+(?!{FORM}\b)(?P<much>[^,.;:?!()]*)|"
    r"\b(?:what|which)\s+(?:doses?|dosages?)\s+(?:is|are|should|must|can|may)\s+(?P<what>[^,.;:?!()]*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<before>[^,.;:?!()]*?)\b(?:doses?|dosages?|dosing)\b", re.IGNORECASE)


def dose_target(question: str) -> tuple[str, ...]:
    """The words that name the drug in a question for a dose; none if it names no drug ("What is the dose?")."""
    after = [match["after"] or match["much"] or match["what"] or "" for match in _OF.finditer(question)]
    drug = next((words for phrase in after if (words := _until_break(WORD.findall(phrase)))), ())
    if drug:
        return drug
    before = (reversed(WORD.findall(match["before"])) for match in _BEFORE.finditer(question))
    return next((words[::-1] for phrase in before if (words := _until_break(phrase))), ())


def _until_break(words: Iterable[str]) -> tuple[str, ...]:
    """The first words that name something, without modifiers such as "maximum daily"."""
    name: list[str] = []
    for word in words:
        if _MODIFIER.fullmatch(word) or (not name and word.casefold() in {"a", "an", "the"}):
            continue
        if _BREAK.fullmatch(word):
            break
        name.append(word)
    return tuple(word for word in name if not is_common_word(word))


def states_dose(document: Document, ordinal: int, drug: Sequence[str], *, in_quote: bool = False) -> bool:
    """Whether the quote of a sentence states an amount of the drug, or any amount if `drug` names none.

    The drug of an amount is the one that its sentence or table row gives it, else the one of its column, else the
    one of the headings and the preceding text (`inherited_drug`); with `in_quote` only the quote counts.
    A drug that is in no list of names is looked for by its words.
    """
    quote = sorted(companions(document, ordinal))
    names, asked = _asked(document.text, tuple(drug))
    if not asked:
        return names_amount(" ".join(document.sentence_text(number) for number in quote))
    within = quote if in_quote else None
    return any(_states(document, number, names, asked, within) for number in quote)


def _states(
    document: Document, ordinal: int, names: Names, asked: Sequence[Drugs], within: Collection[int] | None
) -> bool:
    text = document.sentence_text(ordinal)
    for (start, _), own in zip(amounts_in(text), drugs_of_amounts(text, names), strict=True):
        found = own or drug_of_column(document, ordinal, start, names)
        if is_dose_of(asked, found or inherited_drug(document, ordinal, names, within)):
            return True
    return False


@lru_cache(_REMEMBERED)
def _asked(text: str, drug: tuple[str, ...]) -> tuple[Names, tuple[Drugs, ...]]:
    """The names to look for in a document, and the ids of the drugs that the words name.

    Words that are in no list of names are names of their own, with their short forms in the document. Words that
    only name a condition name no drug.
    """
    names = Names.packaged().with_short_names((text,))
    phrase = " ".join(drug)
    known = given_drugs(phrase, names)
    if known or not drug:
        return names, tuple(each.ids for each in known)
    unknown = [word for word in drug if not slots_of(word, names).conditions]
    spelt = {normal_text(form): normal_text(word) for word in unknown for form in _forms(text, word)}
    named = Names(names.drugs.and_these({form: (id_,) for form, id_ in spelt.items()}), names.conditions)
    return named, tuple(frozenset((normal_text(word),)) for word in unknown)


def _forms(text: str, word: str) -> Iterator[str]:
    """A word, the abbreviations that the text defines for it, and what is one typo away if the text lacks it."""
    yield word
    yield from _short_forms(text, word)
    lower = word.casefold()
    if len(word) >= _MIN_LENGTH_FOR_TYPO and lower not in text.casefold():
        yield from (other for other in dict.fromkeys(WORD.findall(text)) if one_slip(lower, other.casefold()))


def _short_forms(text: str, word: str) -> Iterator[str]:
    """The abbreviations that a text defines for a word in parentheses, as in "plasminogen activator (t-PA)"."""
    for match in re.finditer(
        rf"\b{re.escape(word)}\b[^().\n]{{0,40}}\((?P<short>[\w-]{{2,12}})\)", text, re.IGNORECASE
    ):
        if is_abbreviation(match["short"]):
            yield match["short"]
