"""Finds the drug whose dose a question asks for, and whether a sentence states its dose."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from corpus.document import Document
from qa.language import FORM, WORD, is_abbreviation, is_common_word, names_amount, one_slip
from qa.selection.context import companions, stems

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


def states_dose(
    document: Document,
    ordinal: int,
    drug: Collection[str],
    terms: Callable[[str], Collection[str]],
    *,
    in_quote: bool = False,
) -> bool:
    """Whether the quote of a sentence states an amount of the drug, or any amount if `drug` is empty.

    One of the words of `drug` has to occur in the quote, or, unless `in_quote`, in its paragraph, the stems that
    introduce it, its headings or the document's title. Words match if they share a term of the analyser (`terms`)
    or differ by a typo; an abbreviation that the document defines for a word matches as well.
    """
    quote = " ".join(document.sentence_text(number) for number in sorted(companions(document, ordinal)))
    if not names_amount(quote):
        return False
    block = document.sentences[ordinal].block
    context = (document.blocks[number].span.of(document.text) for number in (block, *stems(document, block)))
    headings = (*document.blocks[block].section, document.metadata.title)
    searched = quote if in_quote else " ".join((quote, *context, *headings))
    words = (*drug, *(short for word in drug for short in _short_forms(document.text, word)))
    wanted, present = {term for word in words for term in terms(word)}, frozenset(terms(searched))
    return not drug or any(_spelt_alike(term, other) for term in wanted for other in present)


def _spelt_alike(term: str, other: str) -> bool:
    """Whether two terms are equal, or long and one typo apart ("aciclovir", "acyclovir")."""
    return term == other or (min(len(term), len(other)) >= _MIN_LENGTH_FOR_TYPO and one_slip(term, other))


def _short_forms(text: str, word: str) -> Iterator[str]:
    """The abbreviations that a text defines for a word in parentheses, as in "plasminogen activator (t-PA)"."""
    for match in re.finditer(
        rf"\b{re.escape(word)}\b[^().\n]{{0,40}}\((?P<short>[\w-]{{2,12}})\)", text, re.IGNORECASE
    ):
        if is_abbreviation(match["short"]):
            yield match["short"]
