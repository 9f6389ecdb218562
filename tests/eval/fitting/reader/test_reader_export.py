"""The exported reader says what the network says, within the precision of eight bits."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from eval.fitting.encoder import quantised
from eval.fitting.reader.examples import Example, LabelledSentences
from eval.fitting.reader.exporting import export, parity
from eval.fitting.reader.network import tokenised
from qa.reading import CARD, PIECE, Card, Layout
from readers import CARD as NO_FILES
from readers import WORDS, random_net, tiny_tokenizer


def examples() -> list[Example]:
    """Questions whose passages have sentences of one to eight words."""
    made = []
    for number in range(8):
        sentences = tuple(" ".join(WORDS[(number + n) % 14 :][: n + 1]) for n in range(6))
        passage = LabelledSentences(WORDS[number], sentences, (False,) * 6, (0.0,) * 6)
        made.append(Example(str(number), f"what {WORDS[number]} ?", "invented", "", "direct", (passage,)))
    return made


def test_the_export_agrees_with_the_network(tmp_path: Path) -> None:
    net, some = random_net(), examples()
    export(net, tiny_tokenizer().to_str().encode(), tmp_path, NO_FILES)
    found = parity(net, some, [tokenised(each, Layout(tiny_tokenizer())) for each in some], tmp_path)
    assert found.correlation > 0.98
    assert found.same_first >= 0.75


def test_no_piece_is_larger_than_16_mib_and_the_card_lists_all(tmp_path: Path) -> None:
    export(random_net(), tiny_tokenizer().to_str().encode(), tmp_path, NO_FILES)
    files = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert Card.of((tmp_path / CARD).read_bytes()).files.keys() == files.keys() - {CARD}
    assert max(size for name, size in files.items() if name.startswith(PIECE)) <= 16 * 1024**2


@given(
    arrays.arrays(
        np.float32,
        st.tuples(*[st.integers(1, 6)] * 2),
        elements=st.floats(-100, 100, width=32, allow_subnormal=False),
    )
)
def test_quantised_matrices_are_off_by_half_a_step_at_most(matrix: np.ndarray) -> None:
    whole, scales = quantised(matrix, 0)
    assert (np.abs(whole * scales - matrix) <= scales / 2 + 1e-5).all()
