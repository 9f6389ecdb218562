"""Entries are found again where a reader has changed, and judged by what a quote of them would hold."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from eval.experiments.quote_safety import (
    Copy,
    Entry,
    Place,
    Sentences,
    Verdict,
    digest,
    documents,
    judge,
    judge_all,
    load,
)


def made(*paragraphs: str) -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    for paragraph in paragraphs:
        builder.paragraph(paragraph)
    return builder.build(Metadata(id="z", title="Zorbitis"))


def place(document: Document, text: str) -> Place:
    start = document.text.index(text)
    return Place(start, start + len(text), digest(text))


DOCUMENT = made(
    "Zorbine lowers the fever. It is given once.", "The fever falls within a day.", "Wait till it is gone."
)
IT = Entry(
    id="it",
    half="tune",
    document="z",
    at=place(DOCUMENT, "It is given once."),
    needs=(place(DOCUMENT, "Zorbine lowers the fever."),),
    category="leaning",
    why="it",
)
FEVER = Entry(
    id="f", half="report", document="z", at=place(DOCUMENT, "The fever falls within a day."), category="plain"
)


def test_white_space_makes_no_difference_to_the_hash() -> None:
    assert digest(" a\n b ") == digest("a b") != digest("ab")


def test_a_sentence_is_found_again_where_the_text_before_it_has_changed() -> None:
    other = made("A new line.", "Zorbine lowers the fever. It is given once.")
    span = IT.at.find(other)
    assert span is not None
    assert span.of(other.text) == "It is given once."


def test_of_the_same_sentences_the_nearest_is_taken() -> None:
    text = "It is given once."
    other = made("One.", text, *["The fever falls within a day."] * 5, text)
    near = Place(len(other.text) + 5, len(other.text) + 22, digest(text)).find(other)
    assert near is not None
    assert near.end == len(other.text)


def test_a_sentence_that_is_gone_is_not_found() -> None:
    assert IT.at.find(made("Nothing of the kind.")) is None


@pytest.mark.parametrize(
    ("entry", "document", "room", "verdict"),
    [
        (IT, DOCUMENT, 5, Verdict.RIGHT),
        (FEVER, DOCUMENT, 5, Verdict.RIGHT),
        (IT.model_copy(update={"needs": ()}), DOCUMENT, 5, Verdict.WRONG),
        (IT.model_copy(update={"needs": (FEVER.at,)}), DOCUMENT, 5, Verdict.WRONG),
        (FEVER, DOCUMENT, 0, Verdict.REFUSED),
        (FEVER, None, 5, Verdict.LOST),
        (FEVER, made("Nothing of the kind."), 5, Verdict.LOST),
        (FEVER.model_copy(update={"needs": (Place(0, 1, digest("?")),)}), DOCUMENT, 5, Verdict.LOST),
    ],
)
def test_a_verdict_says_what_became_of_an_entry(
    entry: Entry, document: Document | None, room: int, verdict: Verdict
) -> None:
    assert judge(entry, document, room).verdict is verdict


def test_what_a_quote_took_is_counted() -> None:
    judged = judge(IT, DOCUMENT)
    assert (judged.sentences, judged.quotes) == (2, 1)


def test_a_half_can_be_judged_alone() -> None:
    found = {"z": DOCUMENT}
    assert [one.entry for one in judge_all((IT, FEVER), found, "report")] == [FEVER]
    assert [one.entry for one in judge_all((IT, FEVER), found)] == [IT, FEVER]


def test_the_documents_are_read_by_the_readers_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "zorbitis.md").write_text("# Zorbitis\n\nIt heals.\n", encoding="utf-8")
    copy = Copy(version="0" * 64, file="zorbitis.md")
    sentences = Sentences(documents={"zorbitis": copy}, misleading=(), alone=())
    assert list(documents(sentences, tmp_path)) == ["zorbitis"]
    with pytest.raises(FileNotFoundError, match=r"cannot be read"):
        documents(sentences, tmp_path / "elsewhere")


def test_what_is_misspelt_in_the_data_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text("documents: {}\nmisleading: []\nalone: []\nextra: 1\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="extra"):
        load(file)
