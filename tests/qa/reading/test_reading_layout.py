"""The reader's input: every sentence in one window, with its tokens where the window says they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from qa.reading import Layout, Passage
from readers import WORDS, tiny_tokenizer

SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), min_size=1, max_size=12)
TINY = tiny_tokenizer()


@given(SENTENCES, st.integers(min_value=32, max_value=128))
def test_each_sentence_is_in_one_window_in_order(sentences: list[str], most: int) -> None:
    windows = list(Layout(TINY, most).windows("what cures zorbitis ?", Passage("zorbitis", tuple(sentences))))
    assert [window.first + n for window in windows for n in range(len(window.markers))] == list(
        range(len(sentences))
    )
    assert all(len(window.ids) <= most for window in windows)


@given(SENTENCES)
def test_the_tokens_of_a_sentence_are_between_its_bounds(sentences: list[str]) -> None:
    for window in Layout(TINY).windows("what ?", Passage("toe", tuple(sentences))):
        assert len(window.spans) == len(window.ids)
        for number, (start, end) in enumerate(window.bounds):
            sentence = sentences[window.first + number]
            spans = [span for span in window.spans[start:end] if span is not None]
            assert [span.of(sentence) for span in spans] == sentence.split()[: end - start]
            assert len(spans) == end - start


def test_question_and_context_come_first_and_are_cut_to_leave_room() -> None:
    (window,) = Layout(TINY, 128).windows("zorbine " * 200, Passage("toe " * 200, ("zorbine cures",)))
    tokens = [TINY.id_to_token(id_) for id_ in window.ids]
    assert tokens[0] == "[CLS]"
    assert tokens[1 : window.question - 1] == ["zorbine"] * 64
    assert tokens[window.question - 1] == tokens[-1] == "[SEP]"
    assert tokens[window.question : window.markers[0]] == ["toe"] * 40
    assert tokens[window.markers[0] : -1] == ["[unused0]", "zorbine", "cures"]


def test_a_passage_without_sentences_has_no_window() -> None:
    assert not list(Layout(TINY).windows("what ?", Passage("toe", ())))


def test_a_tokenizer_without_a_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="BERT"):
        Layout(Tokenizer(WordLevel({"[CLS]": 0, "[SEP]": 1}, unk_token="[CLS]")))
