import pytest

from corpus.text.boundaries.abbreviations import Abbreviations, Ends

LIST = Abbreviations.parse(["# a comment", "", "t.i.d.", "et al. ~", "e.g. +", "No. #", "Lot. ^", "al. +"])


def test_the_list_is_read_with_its_marks() -> None:
    assert LIST.listed == {
        "t.i.d.": Ends.ALWAYS,
        "et al.": Ends.BEFORE_STARTER,
        "e.g.": Ends.NEVER,
        "no.": Ends.UNLESS_NUMBERED,
        "lot.": Ends.CAPITALISED,
        "al.": Ends.NEVER,
    }


@pytest.mark.parametrize(
    ("before", "word", "ends"),
    [
        ("it", "t.i.d.", Ends.ALWAYS),
        ("", "T.I.D.", Ends.ALWAYS),
        ("et", "al.", Ends.BEFORE_STARTER),
        ("by", "al.", Ends.NEVER),
        ("", "e.g.", Ends.NEVER),
        ("", "No.", Ends.UNLESS_NUMBERED),
        ("Use", "Lot.", Ends.BEFORE_STARTER),
        ("a", "lot.", None),
        ("with", "food.", None),
    ],
)
def test_when_an_abbreviation_ends_a_sentence(before: str, word: str, ends: Ends | None) -> None:
    assert LIST.ends(before, word) is ends


def test_the_shipped_list_is_long_and_every_entry_ends_in_a_full_stop() -> None:
    entries = Abbreviations.clinical().listed
    assert len(entries) >= 400
    assert [entry for entry in entries if not entry.endswith(".")] == []
    assert set(entries.values()) == set(Ends)
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
    } <= entries.keys()


@pytest.mark.parametrize(
    "form", ["inj.", "tab.", "cap.", "syr.", "susp.", "amp.", "sol.", "supp.", "max.", "min.", "approx."]
)
def test_dosage_forms_do_not_end_a_sentence_before_a_name(form: str) -> None:
    assert Abbreviations.clinical().ends("Never use", form) in (Ends.BEFORE_STARTER, Ends.NEVER)
