"""Abbreviations told from the words that they are parts of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import SentenceSplitter
from corpus.text.boundaries.shortened_words import ShortenedWords

SPLITTER = SentenceSplitter()
WORDS = ShortenedWords(frozenset({"ointment", "department", "paediatrics"}), frozenset({"depart"}))


@pytest.mark.parametrize(
    ("word", "is_part"),
    [
        ("Oint", True),
        ("ointm", True),
        ("Dept", True),
        ("Paeds", True),
        ("Paed", True),
        ("depart", False),
        ("ointme", False),
        ("ointmen", False),
        ("ointment", False),
        ("OINT", False),
        ("oi", False),
        ("dent", True),
        ("tment", False),
    ],
)
def test_a_part_of_a_word(word: str, is_part: bool) -> None:
    assert WORDS.has(word) is is_part


@given(st.text("abdeimnoprst", max_size=9))
def test_a_part_has_only_letters_of_its_word_in_their_order(word: str) -> None:
    if WORDS.has(word):
        rests = [iter(whole) for whole in WORDS.words]
        assert any(all(letter in rest for letter in word) for rest in rests) or word.endswith("s")


def test_no_ordinary_word_is_listed_as_shortened() -> None:
    shipped = ShortenedWords.clinical()
    assert len(shipped.words) > 300
    assert not any(map(shipped.has, shipped.ordinary))


@pytest.mark.parametrize(
    "sentence",
    [
        "Apply Ointm. Zorbiderm twice a day.",
        "Refer to the Haem. Registrar if the count falls.",
        "Never give Emuls. Paralax to infants.",
        "Cultures grew Acinet. Baumannii twice.",
        "Seen by Asst. Prof. Rao on the ward.",
        "Contact the Paeds. Surgeon on call.",
    ],
)
def test_an_unlisted_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    text = f"{sentence} Nobody else came."
    assert [span.of(text) for span in SPLITTER.spans(text)] == [sentence, "Nobody else came."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Give 2 puffs q.t.d.",
        "Use it a.u.d.",
        "The BP was chkd.",
        "She drank it with 3 tbsps.",
    ],
)
def test_an_unlisted_abbreviation_ends_a_sentence_before_a_clause(sentence: str) -> None:
    text = f"{sentence} Zorbinex was given."
    assert [span.of(text) for span in SPLITTER.spans(text)] == [sentence, "Zorbinex was given."]


@pytest.mark.parametrize(
    "text",
    ["Never use a q.v.s. Zorbinex pump.", "Do not give the crm. Zorbiderm to infants.", "Avoid ung. Zorbiderm."],
)
def test_an_abbreviation_that_a_word_governs_ends_no_sentence(text: str) -> None:
    assert [span.of(text) for span in SPLITTER.spans(text)] == [text]


@pytest.mark.parametrize(
    "sentence", ["He was sent to the lab.", "Keep it out of the sun.", "It is common.", "She has COPD."]
)
def test_an_ordinary_word_or_an_acronym_ends_one(sentence: str) -> None:
    text = f"{sentence} Zorbinex levels were low."
    assert [span.of(text) for span in SPLITTER.spans(text)] == [sentence, "Zorbinex levels were low."]
