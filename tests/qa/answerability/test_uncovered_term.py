"""The word of a question that none of the quotes contains."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.store import Store
from factories import make_document
from index.hybrid import HybridIndex
from indexes import index_over
from qa.answerability.uncovered_term import uncovered_term
from qa.language import WORD

STONES = make_document(
    "stones",
    "Kidney stones",
    {
        "Risk factors": [
            "Drinking too little raises the risk of kidney stones.",
            "Men have kidney stones more often.",
        ],
        "Types": ["Smoking and stones go together in old men.", "Stones come of uric acid."],
    },
)
SHOWN = ["Drinking too little raises the risk of kidney stones.", "Risk factors", "Kidney stones"]


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridIndex]:
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield index_over(home, store, STONES)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Does smoking cause kidney stones?", "smoking"),
        ("Does Zorbine cause kidney stones?", "Zorbine"),
        ("Which drink raises the risk of a kidney stone?", None),
        ("Is it safe for kidneys?", None),
        ("Why?", None),
        ("", None),
    ],
)
def test_the_rarest_content_word_is_named_if_no_shown_text_has_it(
    index: HybridIndex, question: str, word: str | None
) -> None:
    assert uncovered_term(question, SHOWN, index) == word


@given(st.text(max_size=60))
def test_texts_with_the_words_of_the_question_leave_none_uncovered(index: HybridIndex, question: str) -> None:
    assert uncovered_term(question, WORD.findall(question), index) is None
    missing = uncovered_term(question, [], index)
    assert missing is None or missing in question


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Does breastfeeding cause kidney stones?", "Women who breast-feed have kidney stones."),
        ("Does acetaminophen cause kidney stones?", "Paracetamol does not cause kidney stones."),
    ],
)
def test_a_word_that_is_written_or_named_otherwise_is_covered(
    index: HybridIndex, question: str, text: str
) -> None:
    assert uncovered_term(question, [text], index) is None
    assert uncovered_term(question, SHOWN, index) is not None


DEFINING = "Men who have sex with men (MSM) are tested. Zorbicapavir (ZOR) is given to them."


@pytest.mark.parametrize(
    ("question", "text", "document", "word"),
    [
        ("What is the dose of ZOR?", "Zorbicapavir: 10 mg.", DEFINING, None),
        ("What is the dose of Zorbicapavir?", "ZOR: 10 mg.", DEFINING, None),
        ("Are MSM tested?", "Men who have sex with men are tested.", DEFINING, None),
        ("Are MSM tested?", "Men are tested.", DEFINING, "MSM"),
        ("What is the dose of ZOR?", "Zorbicapavir: 10 mg.", "No definition.", "ZOR"),
        ("What is the dose of Zorbicapavir?", "ZOR: 10 mg.", "ZOR (zorbicapavir) is new.", None),
    ],
)
def test_an_abbreviation_that_the_quoted_document_defines_covers_its_long_form_and_the_other_way_round(
    index: HybridIndex, question: str, text: str, document: str, word: str | None
) -> None:
    assert uncovered_term(question, [text], index, [document]) == word
