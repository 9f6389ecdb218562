"""A question of a document is quoted with the sentences that answer it."""

import pytest

from factories import make_document
from qa.selection.context import companions


@pytest.mark.parametrize(
    ("sentences", "quoted"),
    [
        (["Can zorbine be used in children?", "It must not be used.", "Rest helps."], 1),
        (["Can zorbine be used in children?", "No.", "It harms the knee.", "Rest helps."], 2),
        (["Zorbine is used in adults.", "It must not be swallowed."], 0),
    ],
)
def test_a_question_brings_its_reply(sentences: list[str], quoted: int) -> None:
    document = make_document("zorbine", "Zorbine", {"Use": sentences})
    first = next(n for n in range(len(document.sentences)) if document.sentence_text(n) == sentences[0])
    assert {*range(first, first + quoted + 1)} <= companions(document, first)
    assert max(companions(document, first)) == first + quoted
