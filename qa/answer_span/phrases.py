"""Phrases that answer questions for a reason, a place, a thing, yes or no."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from corpus.document import Span
from qa.answer_span.answer_form import AnswerForm
from qa.answer_span.sentence import SentenceWords
from qa.language import load_rules

_rules = partial(load_rules, "qa.answer_span", "phrases")
# A part that describes or names what the question asks: this share of the covered words, and as many at least,
# are in the other part, and it has no more content words than these.
_COVERING = 0.75
_FEWEST_COVERED = 2
_LONGEST_DESCRIPTION = 15
_LONGEST_NAME = 5


def phrases(sentence: SentenceWords, form: AnswerForm) -> list[Span]:
    """The phrases of a form in a sentence, in order; none for forms that are amounts."""
    find = _FORMS.get(form)
    spans = (_trimmed(sentence.text, span) for span in find(sentence)) if find else ()
    return [span for span in spans if span is not None]


def clause_breaks(text: str) -> list[int]:
    """Where the clauses of a sentence end."""
    return [found.start() for found in _rules()["ending"].finditer(text)]


def has_whole_brackets(text: str) -> bool:
    """Whether every bracket that a text opens is closed in it, and none is closed that it does not open."""
    for opening, closing in ("()", "[]"):
        depth = 0
        for letter in text:
            depth += (letter == opening) - (letter == closing)
            if depth < 0:
                return False
        if depth:
            return False
    return True


def _matches(name: str) -> Callable[[SentenceWords], Iterator[Span]]:
    def find(sentence: SentenceWords) -> Iterator[Span]:
        return (Span(*found.span()) for found in _rules()[name].finditer(sentence.text))

    return find


def _polar(sentence: SentenceWords) -> Iterator[Span]:
    """Verdicts ("is not recommended"), and effects ("does not reduce") that the question asks about."""
    yield from _matches("verdict")(sentence)
    yield from (span for span in _matches("effect")(sentence) if sentence.covered_in(span))


def _places(sentence: SentenceWords) -> Iterator[Span]:
    """Where something is, in no words of the question; none where the sentence names several places."""
    found = [span for span in _matches("place")(sentence) if not sentence.covered_in(span)]
    return iter(found if len(found) == 1 else ())


def _reasons(sentence: SentenceWords) -> Iterator[Span]:
    """What follows "because" or "due to", to the end of its clause."""
    for found in _rules()["reason"].finditer(sentence.text):
        yield Span(found.end(), _clause_end(sentence.text, found.end(), opening=found.start() == 0))


def _things(sentence: SentenceWords) -> Iterator[Span]:
    """The description of what the question names, or the thing that begins a sentence about what it describes."""
    text, rules = sentence.text, _rules()
    for found in rules["described"].finditer(text):
        left, right = Span(_clause_start(text, found.start()), found.start()), _clause(text, found.end())
        if _answers(sentence, right, left, _LONGEST_DESCRIPTION):
            yield right
    for found in rules["named"].finditer(text):
        left, right = Span(0, found.start()), _clause(text, found.start())
        if _answers(sentence, left, right, _LONGEST_NAME) and rules["unnamed"].search(text, 0, left.end) is None:
            yield left


def _answers(sentence: SentenceWords, span: Span, other: Span, longest: int) -> bool:
    """Whether the question covers most words that it shares with a sentence in one part, and none in the other."""
    covered = sum(word.covered for word in sentence.words)
    others = sentence.covered_in(other)
    return (
        others >= max(min(_FEWEST_COVERED, len(sentence.within(other))), _COVERING * covered)
        and not sentence.covered_in(span)
        and 0 < len(sentence.within(span)) <= longest
    )


def _clause(text: str, start: int) -> Span:
    return Span(start, _clause_end(text, start))


def _clause_end(text: str, start: int, *, opening: bool = False) -> int:
    """Where the clause that begins at `start` ends; one that opens its sentence ends at its first comma."""
    comma = text.find(",", start) if opening else -1
    found = _rules()["ending"].search(text, start)
    ends = [comma if comma >= 0 else len(text), found.start() if found else len(text)]
    return min(ends)


def _clause_start(text: str, end: int) -> int:
    return max((found.end() for found in _rules()["ending"].finditer(text) if found.end() <= end), default=0)


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space, punctuation and function words at its ends; None if nothing is left."""
    kept = span.of(text)
    start, end = span.start, span.end
    while found := _rules()["edges"].search(kept):
        start, end = (start + found.end(), end) if found.start() == 0 else (start, end - len(found[0]))
        kept = text[start:end]
    if kept.count("(") > kept.count(")") and text[end : end + 1] == ")":
        end, kept = end + 1, f"{kept})"
    return Span(start, end) if has_whole_brackets(kept) and any(map(str.isalnum, kept)) else None


_FORMS: Mapping[AnswerForm, Callable[[SentenceWords], Iterator[Span]]] = {
    AnswerForm.REASON: _reasons,
    AnswerForm.PLACE: _places,
    AnswerForm.POLAR: _polar,
    AnswerForm.THING: _things,
}
