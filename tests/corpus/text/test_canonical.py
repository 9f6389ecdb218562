import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.canonical import DecodeError, clean, decode, is_visible, lines

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates too


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("  two\t words \r\n", "two words"),
        ("line\u2028separated\u2029text\x85here", "line separated text here"),
        ("non\u00a0breaking\u3000space", "non breaking space"),
        ("e\u0301lan", "\u00e9lan"),
        ("hy\u00adphen\ufeff", "hyphen"),
        ("5\u200bmg no\u2060w", "5mg now"),
        ("nu\x00ll be\x07ll c1\x92x", "null bell c1x"),
        ("e\u00ad\u0301", "\u00e9"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\u0643\u200c\u0627 \u200f(\u0645)\u200e", "\u0643\u200c\u0627 \u200f(\u0645)\u200e"),
        ("\U0001f9ec\u200d\U0001f52c", "\U0001f9ec\u200d\U0001f52c"),
        ("give \u202e01\u202c mg, \u202dnow\u202c", "give 01\u202c mg, now\u202c"),
        ("take\U000e0061\U000e006c\U000e006c\U000e007f one", "take one"),
        ("\u00b5g and H\u2082O", "\u00b5g and H\u2082O"),
    ],
)
def test_a_piece_of_text_is_cleaned(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@settings(deadline=None)
@given(ANY_TEXT)
def test_clean_text_is_nfc_on_one_line_and_cleaning_is_idempotent(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert " ".join(cleaned.split()) == cleaned
    assert clean(cleaned) == cleaned
    cleaned.encode()


@settings(deadline=None)
@given(st.text())
def test_clean_keeps_every_letter_and_digit(text: str) -> None:
    def kept(value: str) -> list[str]:
        return [character for character in unicodedata.normalize("NFD", value) if character.isalnum()]

    assert kept(clean(text)) == kept(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_decodes_from_utf_8_and_from_marked_utf_16_and_32(encoding: str) -> None:
    assert decode("na\u00efve \U0001f9ec".encode(encoding)) == "na\u00efve \U0001f9ec"


def test_a_bad_byte_is_named_with_its_offset_and_the_remedy() -> None:
    with pytest.raises(DecodeError, match="byte 3 is not UTF-8: convert the file to UTF-8"):
        decode("caf\xe9 au lait".encode("latin-1"))


def test_the_offset_counts_the_byte_order_mark() -> None:
    with pytest.raises(DecodeError, match="byte 4 is not UTF-16-LE"):
        decode(b"\xff\xfea\x00\x00\xd8")


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert lines("a\r\nb\rc\nd\u2028e\x85f") == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("text", "visible"), [("", False), (" \u200d\u200f\u2060", False), ("\u0301", True), ("-", True)]
)
def test_visible_characters(text: str, visible: bool) -> None:
    assert is_visible(text) is visible
