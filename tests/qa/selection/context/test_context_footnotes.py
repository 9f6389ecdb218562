"""A footnote comes along with the sentence that has its sign, and the sentence with its footnote."""

import pytest

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, Mark, SentenceSplitter
from qa.selection.context.companions import companions
from qa.selection.context.footnotes import footnotes_above, footnotes_needed, is_footnote, sentence_noted


def made(*lines: str) -> Document:
    """A document whose lines are paragraphs, with `{x}` for the sign x of a note."""
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbine")
    for line in lines:
        pieces = line.replace("}", "{").split("{")
        builder.paragraph([Mark(piece, (), note=True) if n % 2 else piece for n, piece in enumerate(pieces)])
    return builder.build(Metadata(id="z", title="Zorbine"))


def quoted(document: Document, start: str) -> list[str]:
    ordinal = next(n for n, _ in enumerate(document.sentences) if document.sentence_text(n).startswith(start))
    return [document.sentence_text(n) for n in sorted(companions(document, ordinal))]


@pytest.mark.parametrize("sign", ["*", "**", "†", "‡", "§", "ᵃ", "ⁱⁱ", "¹", "¹²"])
def test_a_sentence_and_its_note_go_together(sign: str) -> None:
    note = f"{sign} Only in the morning."
    document = made(f"Zorbine may be given.{{{sign}}} Plumbine may be given too.", note, "Zorbine is blue.")
    assert document.sentence_text(1) == f"Zorbine may be given.{sign}"
    assert quoted(document, "Zorbine may") == [f"Zorbine may be given.{sign}", note]
    assert quoted(document, sign)[0] == f"Zorbine may be given.{sign}"
    assert quoted(document, sign)[-1] == note
    assert quoted(document, "Plumbine") == ["Plumbine may be given too."]
    assert is_footnote(document, 2)
    assert not is_footnote(document, 3)


def test_a_sentence_after_a_note_still_needs_the_one_before_it() -> None:
    document = made("Zorbine may be given.{*}", "* Only in the morning.", "It must be stopped after a week.")
    assert quoted(document, "It must")[0] == "Zorbine may be given.*"


def test_a_note_that_another_sentence_cited_first_is_found_above() -> None:
    document = made("Zorbine may be given.{*}", "* Only in the morning.", "Plumbine may be given.{*}")
    assert footnotes_needed(document, 3) == []
    assert footnotes_above(document, 3) == [2]
    assert footnotes_above(document, 1) == []
    assert quoted(document, "Plumbine")[-2:] == ["* Only in the morning.", "Plumbine may be given.*"]


def test_exponents_and_other_signs_need_no_note() -> None:
    document = made("Give 10² mg/m² of zorbine.", "² Two lines below.", "¹ One line below.", "* No sign is cited.")
    assert footnotes_needed(document, 1) == []
    assert [sentence_noted(document, n) for n in range(5)] == [None] * 5
