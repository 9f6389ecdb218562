import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyser import STOP_WORDS, TOKEN, Analyser, fold
from index.analysis.content_words import Word, content_words, content_words_fingerprint, words_of

ANALYSER = Analyser()
TEXTS = st.text() | st.text(alphabet="aio'’nt-/.,5% éß½ﬁ\u0301\u200b\u00adα")


def slices(text: str) -> list[str]:
    return [text[start:end] for start, end in content_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What is the dose of amoxicillin?", ["dose", "amoxicillin"]),
        ("TDP-43 inclusions", ["TDP", "43", "inclusions"]),
        ("5-10% of cases", ["5", "10", "cases"]),
        ("120/80 mmHg, 5.2 mg/dL", ["120", "80", "mmHg", "5.2", "mg", "dL"]),
        ("Crohn’s isn't it", ["Crohn", "isn't"]),
        ("Do not give it without water", ["not", "give", "without", "water"]),
        ("No, never, cannot", ["No", "never", "cannot"]),
        ("hepatitis A and a cold", ["hepatitis", "A", "cold"]),
        ("given t.i.d. or i.v.", ["given", "t.i.d.", "i.v."]),
        ("Cafe\u0301 au lait", ["Cafe", "au", "lait"]),
        ("in\u00adfec\u200btion", ["in\u00adfec\u200btion"]),
        ("½ ﬁsh", ["½", "ﬁsh"]),
        ("5mg", ["5mg"]),
        ("what is the", []),
        ("-- . -", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert slices(text) == words


@given(TEXTS)
def test_spans_are_in_order_do_not_overlap_and_hold_something(text: str) -> None:
    edges = [edge for span in content_words(text) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in content_words(text))


@given(TEXTS)
def test_a_word_begins_and_ends_with_a_letter_or_a_number(text: str) -> None:
    for word in map(fold, slices(text)):
        assert word[0].isalnum()
        assert word[-1].isalnum() or word[-1] == "."


@given(TEXTS)
def test_the_terms_are_among_those_of_the_text(text: str) -> None:
    assert {word.term for word in words_of(text, ANALYSER)} <= set(ANALYSER.terms(text))


@given(TEXTS)
def test_a_text_without_hyphens_has_words_if_and_only_if_it_has_terms(text: str) -> None:
    plain = fold(text).replace("-", " ")
    assert bool(content_words(plain)) is bool(ANALYSER.terms(plain))


def test_a_compound_of_stop_words_has_no_content_words() -> None:
    assert slices("a to-be pharmacist") == ["pharmacist"]


@given(st.lists(st.sampled_from(["gout", "no", "not", "3.5", "TDP", "Crohn", *sorted(STOP_WORDS - {"a", "i"})])))
def test_stop_words_go_and_all_else_stays(words: list[str]) -> None:
    assert slices(" ".join(words)) == [word for word in words if word not in STOP_WORDS]


@given(TEXTS, TEXTS)
def test_words_do_not_depend_on_what_follows_on_another_line(text: str, more: str) -> None:
    words = content_words(text)
    assert content_words(f"{text}\n\n{more}")[: len(words)] == words


@given(TEXTS)
def test_folding_by_characters_gives_the_same_tokens(text: str) -> None:
    assert TOKEN.findall("".join(map(fold, text))) == TOKEN.findall(fold(text))


def test_the_analyser_decides_on_stop_words() -> None:
    analyser = Analyser(stop_words=frozenset({"gout"}))
    assert words_of("the gout hurts", analyser) == [Word(0, 3, "the"), Word(9, 14, "hurt")]


def test_the_fingerprint_is_stable() -> None:
    assert content_words_fingerprint() == content_words_fingerprint()
    assert len(content_words_fingerprint()) == 16
