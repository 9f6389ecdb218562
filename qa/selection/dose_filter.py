"""What a question asks the dose of, and whether a sentence tells it."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from corpus.document import Document
from qa.language import FORM, WORD, is_abbreviation, is_common_word, names_amount, one_slip
from qa.selection.lists import stems
from qa.selection.runs import companions

_LONG = 7
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
    """The words of a question for a dose that name what is given, none where it names nothing: "the dose"."""
    of = [found["after"] or found["much"] or found["what"] or "" for found in _OF.finditer(question)]
    named = next((words for after in of if (words := _until_break(WORD.findall(after)))), ())
    if named:
        return named
    before = (reversed(WORD.findall(found["before"])) for found in _BEFORE.finditer(question))
    return next((words[::-1] for each in before if (words := _until_break(each))), ())


def _until_break(words: Iterable[str]) -> tuple[str, ...]:
    """The first words that name something, but for modifiers."""
    found: list[str] = []
    for word in words:
        if _MODIFIER.fullmatch(word) or (not found and word.casefold() in {"a", "an", "the"}):
            continue
        if _BREAK.fullmatch(word):
            break
        found.append(word)
    return tuple(word for word in found if not is_common_word(word))


def states_dose(
    document: Document,
    ordinal: int,
    named: Collection[str],
    terms: Callable[[str], Collection[str]],
    *,
    alone: bool = False,
) -> bool:
    """Whether a sentence, as it is quoted, names an amount, and one of the words `named`, `alone` or in its place.

    Its place is the quote with what introduces it, its paragraph, its headings and the title; words are compared
    by their `terms`. What the document abbreviates is named by the short form too.
    """
    shown = " ".join(document.sentence_text(number) for number in sorted(companions(document, ordinal)))
    if not names_amount(shown):
        return False
    block = document.sentences[ordinal].block
    around = (document.blocks[number].span.of(document.text) for number in (block, *stems(document, block)))
    place = (*around, *document.blocks[block].section, document.metadata.title)
    told = shown if alone else " ".join((shown, *place))
    words = (*named, *(short for word in named for short in _short_forms(document.text, word)))
    asked, stand = {term for word in words for term in terms(word)}, frozenset(terms(told))
    return not named or any(_spelt_alike(term, other) for term in asked for other in stand)


def _spelt_alike(term: str, other: str) -> bool:
    """Whether two terms are one, or long ones that a letter tells apart: aciclovir, acyclovir."""
    return term == other or (min(len(term), len(other)) >= _LONG and one_slip(term, other))


def _short_forms(text: str, word: str) -> Iterator[str]:
    """The abbreviations that a text gives a word in parentheses: "t-PA" for "plasminogen activator (t-PA)"."""
    for found in re.finditer(
        rf"\b{re.escape(word)}\b[^().\n]{{0,40}}\((?P<short>[\w-]{{2,12}})\)", text, re.IGNORECASE
    ):
        if is_abbreviation(found["short"]):
            yield found["short"]
