"""What questions ask for, and which sections say that they are about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ranking import QuestionType
from qa.ranking.section_intent import SectionIntents

LEXICON = SectionIntents.load()
PATHS = st.lists(st.lists(st.sampled_from(["Treatment", "Causes", "Zinc", ""]), max_size=3), max_size=4)


@pytest.mark.parametrize(
    ("question", "matters"),
    [
        ("How are colds treated?", {"treatment"}),
        ("What drugs are used for colds?", {"treatment"}),
        ("symptoms of a cold", {"symptoms"}),
        ("What causes colds?", {"causes"}),
        ("What are the causes and complications of colds?", {"causes", "complications"}),
        ("How long do people with colds live?", {"prognosis"}),
        ("zinc side effects", {"harms"}),
        ("How common are colds?", {"frequency"}),
        ("What is a cold?", set()),
        ("How does zinc work?", set()),
    ],
)
def test_what_is_asked_for(question: str, matters: set[str]) -> None:
    assert LEXICON.asked_by(QuestionType.of(question)) == matters


@pytest.mark.parametrize(
    "question", ["Is zinc a treatment for colds?", "Can colds be prevented?", "Zinc treats colds."]
)
def test_whether_something_is_so_asks_for_no_matter(question: str) -> None:
    assert LEXICON.asked_by(QuestionType.of(question)) == frozenset()


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        (["Drug treatment"], {"treatment"}),
        (["Causes and risk factors"], {"causes"}),
        (["Diagnosis and treatment"], {"diagnosis", "treatment"}),
        (["Treatment", "In children"], {"treatment"}),
        (["Treatment", "Complications"], {"complications"}),
        (["WARNING SIGNS"], {"symptoms"}),
        (["Mistreatment"], set()),
        ([], set()),
    ],
)
def test_what_a_section_says_that_it_is_about(path: list[str], matters: set[str]) -> None:
    assert LEXICON.of_section(path) == matters


def test_sections_agree_disagree_or_are_silent() -> None:
    asked = LEXICON.asked_by(QuestionType.of("How are colds treated?"))
    paths = [["Treatment"], ["Causes"], ["Zinc"], [], ["Diagnosis and treatment"]]
    assert LEXICON.agreement(asked, paths).tolist() == [1, -1, 0, 0, 1]


@given(st.text(max_size=60), PATHS)
def test_each_section_has_its_own_answer(question: str, paths: list[list[str]]) -> None:
    asked = LEXICON.asked_by(QuestionType.of(question))
    whole = LEXICON.agreement(asked, paths)
    assert whole.shape == (len(paths),)
    assert [float(LEXICON.agreement(asked, [path])[0]) for path in paths] == whole.tolist()
