from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Span
from eval.data.alignment import Alignment

FIRST = "The first sentence says one thing."
SECOND = "The second says quite another thing."
THIRD = "A third sentence ends the text."
SENTENCES = (FIRST, SECOND, THIRD)


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_sentences_are_found_again_whatever_the_layout() -> None:
    text = f"A title\n\n• {FIRST}\n• The  second says\nquite another thing.\n\n{THIRD}\n"
    aligned = Alignment.of(text, SENTENCES)
    assert aligned.lost == 0
    assert aligned.shown_by(span_of(text, FIRST)) == [0]
    assert aligned.shown_by(span_of(text, "quite another thing.")) == [1]
    assert aligned.shown_by(Span(0, len(text))) == [0, 1, 2]
    assert aligned.shown_by(span_of(text, "A title")) == []


def test_a_part_shows_the_sentence_it_is_mostly_of() -> None:
    text = " ".join(SENTENCES)
    aligned = Alignment.of(text, SENTENCES)
    assert aligned.shown_by(span_of(text, "first")) == [0]
    assert aligned.shown_by(span_of(text, f"thing. {SECOND}")) == [1]
    assert aligned.shown_by(span_of(text, f"{SECOND} A third sentence ends")) == [1, 2]


def test_what_the_text_does_not_hold_is_lost_and_never_shown() -> None:
    aligned = Alignment.of(f"{FIRST} {THIRD}", [FIRST, SECOND, "...", THIRD])
    assert aligned.lost == 2
    assert aligned.shown_by(Span(0, len(FIRST) + 1 + len(THIRD))) == [0, 3]


def test_a_fragment_is_found_only_where_it_is_due() -> None:
    text = "One. Two words follow. A B. The end of a longer text."
    assert Alignment.of(text, ["One.", "Two words follow.", "A B.", "The end of a longer text."]).lost == 0
    assert Alignment.of(text, ["A B."]).lost == 1


@given(
    st.lists(st.from_regex(r"[abc αβ.é]{19}[abcé]", fullmatch=True), min_size=1, max_size=5),
    st.sampled_from([" ", "\n", "\n\n  * "]),
)
@settings(max_examples=60)
def test_every_sentence_shows_itself(sentences: list[str], gap: str) -> None:
    text = gap.join(sentences)
    aligned = Alignment.of(text, sentences)
    assert aligned.lost == 0
    for number, sentence in enumerate(sentences):
        start = number * (len(sentence) + len(gap))
        assert number in aligned.shown_by(Span(start, start + len(sentence)))
