"""Definitions: which sentences say what a word means, and which only speak of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.glossary.definitions import MAX_LENGTH, Definitions, defined_in_passing


@pytest.fixture(name="definitions", scope="module")
def _definitions() -> Definitions:
    return Definitions.load()


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Zorbs are brief contractions of single muscle fibers.", ["Zorbs"]),
        ("A zorb is a small gland in the neck.", ["zorb"]),
        ("Zorbitis (ZO) is an inflammation of the zorb.", ["Zorbitis", "ZO"]),
        ("Zorbitis, also called snark fever, is a disease in which zorbs swell.", ["Zorbitis", "snark fever"]),
        ("The term zorbose means rich in zorbs and snarks.", ["zorbose"]),
        ("Zorbosis refers to a swelling of the neck.", ["Zorbosis"]),
        ("Zorbing is the medical term for rolling over and over.", ["Zorbing"]),
        ("Zorbitis is a common disorder in which zorbs swell.", ["Zorbitis"]),
        ("Zorbalgia is when the zorbs begin to hurt.", ["Zorbalgia"]),
    ],
)
def test_what_opens_with_its_subject(definitions: Definitions, sentence: str, names: list[str]) -> None:
    assert [named.name for named in definitions.defined_terms(sentence) if not named.in_passing] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Zorbitis is a common cause of swelling in the neck.",
        "Zorbitis is a common disorder in older people.",
        "Zorbitis is a rare disorder that was first seen long ago.",
        "Zorbitis is a rare disorder that affects about one in a thousand.",
        "A zorb-free diet is the treatment of zorbitis in adults.",
        "Zorbitis is not a disease of the heart or lungs.",
        "Zorbitis is treated with zorbine in most hospitals.",
        "Zorbs are usually removed by a surgeon.",
        "Zorbitis is a benign condition and should be left alone.",
        "Zorbitis is a disease.",
        "It is a disease in which zorbs swell.",
        "This zorb is a gland in the neck of the snark.",
        "Is a zorb a small gland in the neck of the snark?",
        "Zorbitis is a very slow but after all quite persistent and old disease of zorbs.",
        "Zorbitis grows on trees in the south.",
        "Too short.",
        "Zorbs are glands of " + "very " * MAX_LENGTH + "old snarks.",
    ],
)
def test_what_defines_nothing(definitions: Definitions, sentence: str) -> None:
    assert list(definitions.defined_terms(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "name", "stands_for"),
    [
        ("Most of them have weak muscle tone (zorbotonia) from birth.", "zorbotonia", "weak muscle tone"),
        ("Some have a swelling of the neck called a zorboma, which hurts.", "zorboma", "swelling of the neck"),
        ("Some have a swelling of the inner (zorbal) layer of the neck.", None, None),
        ("They have trouble with small muscles, known as zorbs.", None, None),
    ],
)
def test_what_is_said_in_passing(
    definitions: Definitions, sentence: str, name: str | None, stands_for: str | None
) -> None:
    found = [named for named in definitions.defined_terms(sentence) if named.in_passing]
    assert [named.name for named in found] == ([name] if name else [])
    assert all(named.stands_for.strip().endswith(stands_for or "") for named in found)


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(definitions: Definitions, text: str) -> None:
    for named in (*definitions.defined_terms(text), *defined_in_passing(text)):
        assert named.name
        assert named.name.replace(" ", "") in "".join(text.split())
