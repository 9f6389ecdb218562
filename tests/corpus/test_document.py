from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import (
    Block,
    BlockKind,
    Document,
    Doubt,
    DoubtKind,
    Metadata,
    Page,
    Reference,
    Sentence,
    Span,
    Standing,
)

TEXT = "Caf\u00e9 \U0001f9ec fever.\n\nIt is rare."
BLOCKS = (Block(Span(0, 13), BlockKind.HEADING, level=1), Block(Span(15, 26), BlockKind.PARAGRAPH))
SENTENCES = (Sentence(Span(0, 13), 0), Sentence(Span(15, 26), 1, (1, 9)))


def document(**changes: Any) -> Document:  # noqa: ANN401 - any field of Document
    fields: dict[str, Any] = {
        "metadata": Metadata(id="cafe", title="Caf\u00e9 fever"),
        "text": TEXT,
        "blocks": BLOCKS,
        "sentences": SENTENCES,
        "references": (Reference(1, title="One"),),
        "pages": (Page(5, Span(0, 15)), Page(6, Span(15, 26))),
        **changes,
    }
    return Document(**fields)


def test_the_version_is_the_hash_of_the_text() -> None:
    assert document().version == sha256(TEXT.encode()).hexdigest()
    assert document().id == "cafe"


def test_byte_spans_slice_the_encoded_text() -> None:
    assert document().byte_span(Span(0, 13)) == (0, 17)
    assert TEXT.encode()[19:30].decode() == "It is rare."
    assert document().byte_span(Span(15, 26)) == (19, 30)


def test_a_number_that_is_not_listed_gives_a_missing_reference() -> None:
    assert document().reference(1) == Reference(1, title="One")
    assert document().reference(9) == Reference(9, missing=True)


def test_pages_are_found_by_where_a_span_starts() -> None:
    assert document().page_of(Span(15, 20)) == 6
    assert document(pages=()).page_of(Span(0, 4)) is None


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"text": "e\u0301" + TEXT}, "is not in NFC"),
        ({"blocks": BLOCKS[::-1]}, "overlaps the previous one"),
        ({"text": TEXT[:20]}, "exceeds the text"),
        ({"sentences": (Sentence(Span(0, 14), 0),)}, "exceeds its block"),
        ({"sentences": (Sentence(Span(5, 5), 0),)}, "exceeds its block"),
        ({"sentences": (Sentence(Span(0, 8), 0), Sentence(Span(7, 13), 0))}, "overlaps the previous one"),
        ({"references": (Reference(1), Reference(1))}, "must be unique"),
        ({"doubts": (Doubt(Span(1, 2), DoubtKind.TABLE),) * 2}, "repeated or out of order"),
        ({"doubts": (Doubt(Span(5, 6), DoubtKind.TABLE), Doubt(Span(1, 2), DoubtKind.TABLE))}, "out of order"),
        ({"doubts": (Doubt(Span(5, 99), DoubtKind.TABLE),)}, "exceeds the text"),
    ],
)
def test_an_inconsistent_document_cannot_be_built(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        document(**changes)


@pytest.mark.parametrize(("id_", "title", "complaint"), [(" ", "a", "needs an id"), ("a", "", "needs a title")])
def test_metadata_need_an_id_and_a_title(id_: str, title: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Metadata(id=id_, title=title)


def test_a_span_names_a_slice_or_fails() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    with pytest.raises(ValueError, match="does not fit a text of 2 characters"):
        Span(1, 3).of("ab")
    for start, end in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="0 <= start <= end"):
            Span(start, end)


def test_only_withdrawn_and_retracted_works_are_not_quotable() -> None:
    assert {standing for standing in Standing if not standing.quotable} == {Standing.WITHDRAWN, Standing.RETRACTED}


@settings(deadline=None)
@given(st.text(), st.data())
def test_byte_spans_agree_with_code_point_spans(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    plain = document(text="A", blocks=(), sentences=(), references=(), pages=())
    object.__setattr__(plain, "text", text)
    byte_start, byte_end = plain.byte_span(span)
    assert text.encode()[byte_start:byte_end].decode() == span.of(text)


def test_a_doubt_is_about_something() -> None:
    with pytest.raises(ValueError, match="not empty"):
        Doubt(Span(3, 3), DoubtKind.TABLE)


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(
    lambda place: Span(place[0], min(sum(place), len(TEXT)))
)


@given(st.sets(st.builds(Doubt, SPANS, st.sampled_from(DoubtKind)), max_size=12), SPANS)
def test_the_doubts_about_a_span_are_all_that_overlap_it(doubts: set[Doubt], span: Span) -> None:
    found = document(doubts=tuple(sorted(doubts))).doubts_about(span)
    assert found == tuple(d for d in sorted(doubts) if d.span.start < span.end and span.start < d.span.end)
