"""How reading doubts lower the confidence."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import DoubtKind
from qa.answerability import doubted

SHARES = st.floats(0, 1)
KINDS = st.lists(st.sampled_from(DoubtKind), max_size=4)


@given(SHARES, SHARES)
def test_without_a_doubt_the_confidence_stays(confidence: float, threshold: float) -> None:
    assert doubted(confidence, [], threshold) == confidence


@given(SHARES, KINDS.filter(bool), SHARES)
def test_a_doubt_lowers_the_confidence_and_never_makes_an_abstention(
    confidence: float, kinds: list[DoubtKind], threshold: float
) -> None:
    lowered = doubted(confidence, kinds, threshold)
    assert min(confidence, threshold) <= lowered <= confidence + 1e-6
    if confidence > max(threshold, 0.01):
        assert lowered < confidence


@given(SHARES, KINDS, st.sampled_from(DoubtKind), SHARES)
def test_another_doubt_never_raises_it(
    confidence: float, kinds: list[DoubtKind], other: DoubtKind, threshold: float
) -> None:
    assert doubted(confidence, [*kinds, other], threshold) <= doubted(confidence, kinds, threshold)
