"""The shapes of terms."""

import pytest

from index.analysis import Analyser
from index.features.token_shapes import ADDRESS, LETTER, NUMBER, SHARE, TIME, shapes_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", NUMBER),
        ("3.5", NUMBER),
        ("5mg", NUMBER),
        ("1918", NUMBER | TIME),
        ("2155", NUMBER),
        ("40%", NUMBER | SHARE),
        ("weeks", TIME),
        ("October", TIME),
        ("percentage", SHARE),
        ("x", LETTER),
        ("https", ADDRESS),
        ("10.1000/1", NUMBER | ADDRESS),
        ("10.5", NUMBER),
        ("zinc", 0),
    ],
)
def test_the_shape_of_a_term_follows_from_its_spelling(text: str, kind: int) -> None:
    term = Analyser().terms(text)[0]
    assert shapes_of({term: 0}).tolist() == [kind]


def test_shapes_are_indexed_by_term_id() -> None:
    assert shapes_of({"zinc": 1, "12": 0}).tolist() == [NUMBER, 0]
    assert shapes_of({}).shape == (0,)
