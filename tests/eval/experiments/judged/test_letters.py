import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.experiments.judged.letters import LetterRange as Range
from eval.experiments.judged.letters import Letters

TEXT = "# Zorbitis\n\nÄpfel – 20 µg – cure zorbitis. Rest does not.\n"
PASSAGE = "Äpfel – 20 µg – cure zorbitis."
WORDS = st.text(st.characters(codec="utf-8"), max_size=60)


def offsets(text: str, passage: str) -> tuple[int, int]:
    start = len(text[: text.index(passage)].encode())
    return start, start + len(passage.encode())


def cut(text: str, found: Range | None) -> str:
    assert found is not None
    start, end = Letters.of(text).bytes_of(found)
    return text.encode()[start:end].decode()


def test_a_place_says_how_many_letters_and_which_hash_but_no_word() -> None:
    place = Letters.of(TEXT).place(*offsets(TEXT, PASSAGE))
    assert (place.letters, len(place.sha256)) == (len("Äpfel20µgcurezorbitis"), 16)
    assert cut(TEXT, Letters.of(TEXT).find(place)) == PASSAGE.removesuffix(".")


@pytest.mark.parametrize(
    "moved",
    [
        "# Another title that is longer\n\n" + TEXT,
        PASSAGE,
        TEXT.replace("–", "-"),
        TEXT.replace(" cure", "\ncure"),
    ],
)
def test_a_passage_is_found_where_another_reader_has_put_it(moved: str) -> None:
    place = Letters.of(TEXT).place(*offsets(TEXT, PASSAGE))
    assert "".join(filter(str.isalnum, cut(moved, Letters.of(moved).find(place)))) == "Äpfel20µgcurezorbitis"


def test_other_words_are_not_the_passage() -> None:
    place = Letters.of(TEXT).place(*offsets(TEXT, PASSAGE))
    assert Letters.of(TEXT.replace("20", "21")).find(place) is None
    assert Letters.of("").find(place) is None


def test_the_nearest_of_several_is_meant() -> None:
    text = "One dose. Two. One dose. Three. One dose."
    place = Letters.of(text).place(*offsets(text, "One dose. Three")).model_copy(update={"end": 99})
    once = Letters.of("One dose")
    place = place.model_copy(update={"letters": 7, "sha256": once.place(0, 8).sha256})
    assert Letters.of(text).find(place) == Letters.of(text).within(15, 24)


def test_a_passage_without_a_letter_is_no_place() -> None:
    with pytest.raises(ValueError, match="letters"):
        Letters.of("a – b").place(1, 6)


@given(WORDS, WORDS.filter(lambda text: any(map(str.isalnum, text))), WORDS, WORDS, WORDS)
def test_a_passage_is_found_again_whatever_stands_around_it(
    before: str, passage: str, after: str, front: str, back: str
) -> None:
    text, moved = before + passage + after, front + passage + back
    start = len(before.encode())
    place = Letters.of(text).place(start, start + len(passage.encode()))
    letters = Letters.of(text)
    assert letters.find(place) == letters.within(place.start, place.end)
    found = Letters.of(moved).find(place)
    assert found is not None
    squeezed = Letters.of(moved).squeezed[found.start : found.end]
    assert squeezed == "".join(filter(str.isalnum, passage))


@given(WORDS)
def test_offsets_are_those_of_the_letters_in_utf_8(text: str) -> None:
    letters = Letters.of(text)
    expected = [len(text[:n].encode()) for n, letter in enumerate(text) if letter.isalnum()]
    assert letters.offsets.tolist() == expected
    assert len(letters.squeezed) == len(expected)
