"""The same statement in several places is one candidate with its copies; another number makes it another one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_document
from index.types import SentenceKey
from qa.selection.duplicates import copies, same_statement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rest cures zorbitis.", "REST cures the zorbitis"),
        ("Give 5 mg of zorbine.", "give 5 mg zorbine"),
        ("Anaemia is common in children.", "Anemia is common in children."),
        ("The dose is 1.5 mg/kg.", "Dose: 1.5 mg/kg"),
    ],
)
def test_fillers_case_and_spelling_make_no_other_statement(one: str, other: str) -> None:
    assert same_statement(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Give 5 mg of zorbine.", "Give 50 mg of zorbine."),
        ("Give 1.5 mg of zorbine.", "Give 15 mg of zorbine."),
        ("Give 5 mg of zorbine.", "Give 5 g of zorbine."),
        ("Zorbine is safe.", "Zorbine is not safe."),
        ("Zorbine should be given.", "Zorbine may be given."),
        ("Give it to children.", "Give it to adults."),
        ("More than 5 mg", "Less than 5 mg"),
        ("Age > 5", "Age < 5"),
        ("A is better than B.", "B is better than A."),
        ("before meals", "after meals"),
    ],
)
def test_what_changes_the_meaning_makes_another_statement(one: str, other: str) -> None:
    assert not same_statement(one, other)


@given(st.text(max_size=30))
def test_a_text_says_the_same_as_itself(text: str) -> None:
    assert same_statement(text, text)
    assert same_statement(text, f"  {text}. ")


def found(
    texts: list[str], cosines: list[list[float]], *, headings: list[str] | None = None
) -> dict[int, list[int]]:
    """The copies among sentences of documents of their own, whose vectors are the given ones."""
    names = headings or [""] * len(texts)
    documents = {f"d{n}": make_document(f"d{n}", sections={names[n]: [text]}) for n, text in enumerate(texts)}
    keys = [
        SentenceKey(name, document.version, len(document.sentences) - 1) for name, document in documents.items()
    ]
    vectors = np.array(cosines, dtype=np.float32)
    return copies(range(len(texts)), keys, vectors, lambda key: documents[key.document_id], twin=0.97)


def test_the_first_of_the_same_statements_has_the_others_as_copies() -> None:
    texts = ["Rest in bed cures zorbitis.", "Nets are cheap and good.", "Rest in bed cures the zorbitis."]
    assert found(texts, [[1, 0], [0, 1], [1, 0]]) == {0: [2], 1: []}


def test_similar_vectors_alone_make_no_copies() -> None:
    texts = ["Give 5 mg of zorbine.", "Give 50 mg of zorbine."]
    assert found(texts, [[1, 0], [1, 0]]) == {0: [], 1: []}


def test_the_same_words_under_another_condition_are_no_copy() -> None:
    texts = ["Zorbine is given once.", "Zorbine is given once."]
    assert found(texts, [[1, 0], [1, 0]], headings=["In pregnancy", "In children"]) == {0: [], 1: []}
    assert found(texts, [[1, 0], [1, 0]], headings=["In pregnancy", "In pregnancy"]) == {0: [1]}
