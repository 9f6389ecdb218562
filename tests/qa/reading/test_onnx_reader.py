"""Reading by ONNX Runtime: one correction and at most one span for each sentence, whatever is read beside it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.reading import OnnxReader, Passage
from readers import WORDS, write_reader

QUESTION = "what cures zorbitis in adults ?"
PASSAGES = st.lists(
    st.builds(
        Passage,
        st.sampled_from(WORDS),
        st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), max_size=8).map(tuple),
    ),
    max_size=5,
)


@pytest.fixture(name="reader", scope="module")
def _reader(tmp_path_factory: pytest.TempPathFactory) -> OnnxReader:
    folder: Path = tmp_path_factory.mktemp("reader")
    write_reader(folder)
    return OnnxReader.open(folder)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PASSAGES)
def test_each_sentence_gets_a_correction_and_a_span_of_its_words(
    reader: OnnxReader, passages: list[Passage]
) -> None:
    readings = reader.read(QUESTION, passages)
    assert len(readings) == len(passages)
    for passage, reading in zip(passages, readings, strict=True):
        assert reading.corrections.shape == (len(passage.sentences),)
        assert np.isfinite(reading.corrections).all()
        for sentence, span in zip(passage.sentences, reading.spans, strict=True):
            assert (span is None) is (not sentence.split())
            assert span is None or span.of(sentence).split()


def test_the_same_is_read_alone_and_beside_other_passages(reader: OnnxReader) -> None:
    passage = Passage("zorbitis", ("zorbine cures zorbitis in adults .", "a toe hurts ."))
    longer = Passage("toe", ("children " * 200,) * 3)
    (alone,) = reader.read(QUESTION, [passage])
    beside = reader.read(QUESTION, [longer, passage, longer])[1]
    np.testing.assert_allclose(alone.corrections, beside.corrections, atol=0.1)
    assert alone.spans == beside.spans


def test_the_question_matters(reader: OnnxReader) -> None:
    passage = Passage("zorbitis", ("zorbine cures zorbitis in adults .", "a toe hurts ."))
    one, other = (reader.read(question, [passage])[0] for question in (QUESTION, "does a toe hurts ?"))
    assert not np.allclose(one.corrections, other.corrections, atol=0.01)
