import pytest

from corpus.text.abbreviations import Abbreviations, continues

LIST = Abbreviations.parse(["# a comment", "", "t.i.d.", "et al. ~", "e.g. +", "No. #"])


def test_the_list_is_sorted_by_mark() -> None:
    assert (
        Abbreviations(frozenset({"t.i.d."}), frozenset({"et al."}), frozenset({"e.g."}), frozenset({"no."}))
        == LIST
    )


@pytest.mark.parametrize(
    ("word", "following", "joins"),
    [
        ("t.i.d.", "w", True),
        ("T.I.D.", "2", True),
        ("t.i.d.", "S", False),
        ("et al.", "f", True),
        ("et al.", "F", False),
        ("e.g.", "A", True),
        ("No.", "5", True),
        ("No.", "i", False),
        ("food.", "w", False),
    ],
)
def test_abbreviations_that_continue_a_sentence(word: str, following: str, joins: bool) -> None:
    assert LIST.joins(word, following) is joins


@pytest.mark.parametrize(
    ("character", "goes_on"), [("a", True), ("7", True), ("\u00b1", True), ("A", False), ("\u5b57", False)]
)
def test_what_continues_a_sentence(character: str, goes_on: bool) -> None:
    assert continues(character) is goes_on


def test_the_shipped_list_is_long_and_every_entry_ends_in_a_full_stop() -> None:
    clinical = Abbreviations.clinical()
    entries = clinical.ending | clinical.undecided | clinical.joining | clinical.numbered
    assert len(entries) >= 200
    assert [entry for entry in entries if not entry.endswith(".")] == []
    assert {
        "t.i.d.",
        "q.i.d.",
        "approx.",
        "fig.",
        "et al.",
        "vs.",
        "i.v.",
        "dr.",
        "e.g.",
        "spp.",
        "no.",
    } <= entries
