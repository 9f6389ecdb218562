import pytest

from corpus.document import Span
from qa.answer_span.negation import negates, with_negations


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("Do not give zolamide 5 mg to children.", "5 mg", "Do not give zolamide 5 mg"),
        ("Avoid zolamide for 3 days.", "3 days", "Avoid zolamide for 3 days"),
        ("Zolamide 5 mg is not recommended in gout.", "5 mg", "5 mg is not recommended"),
        ("Zolamide 5 mg is contraindicated in gout.", "5 mg", "5 mg is contraindicated"),
        ("Zolamide shouldn't be taken for 3 days.", "3 days", "shouldn't be taken for 3 days"),
        ("It does not cure gout, but people live 5 years.", "5 years", "5 years"),
        ("It is never fatal; it lasts 5 years.", "5 years", "5 years"),
        ("Give not more than 4 g a day.", "not more than 4 g", "not more than 4 g"),
        ("Give 4 g without food.", "4 g", "4 g"),
        ("People live 5 years.", "5 years", "5 years"),
    ],
)
def test_what_governs_a_span_becomes_part_of_it(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    assert with_negations(text, Span(start, start + len(span))).of(text) == whole


@pytest.mark.parametrize("text", ["Do not give:", "Contraindications", "Avoid in:", "It can't be used in:"])
def test_what_introduces_a_prohibition_negates(text: str) -> None:
    assert negates(text)


def test_what_states_something_does_not_negate() -> None:
    assert not negates("Give one of these:")
