from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.readers import read_records
from corpus.readers.base import Record
from corpus.readers.markdown.footnotes import without_footnotes
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()
NOTES = "\n[^1]: Doe J. Rest. *J Sprains*. 2001.\n[^b]: Roe R.\n    Ice. 2002.\n[^c]: Not on open wounds.\n"


def parse(folder: Path, text: str) -> Document:
    path = folder / "a-draft.md"
    path.write_text(text)
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    return record.parse()


def cited(found: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.span.of(found.text), sentence.references) for sentence in found.sentences][1:]


def test_footnotes_that_cite_are_references_and_others_text(tmp_path: Path) -> None:
    found = parse(tmp_path, f"# Sprains\n\nIce helps.[^b] Rest too.[^1][^b] Always.[^c]\n{NOTES}")
    assert cited(found) == [
        ("Ice helps.", (1,)),
        ("Rest too.", (2, 1)),
        ("Always.ᶜ", ()),
        ("ᶜ Not on open wounds.", ()),
    ]
    assert [(one.number, one.title, one.container, one.year) for one in found.references] == [
        (1, "Ice", None, 2002),
        (2, "Rest", "J Sprains", 2001),
    ]


def test_numbers_as_labels_are_kept(tmp_path: Path) -> None:
    found = parse(tmp_path, "Ice helps.[^7]\n\n[^7]: Roe R. Ice. 2002.\n[^8]: Never used, 2003.\n")
    assert cited(found) == [("Ice helps.", (7,)), ("Never used, 2003.", ())]
    assert [one.number for one in found.references] == [7]


def test_with_a_reference_list_footnotes_are_text(tmp_path: Path) -> None:
    found = parse(tmp_path, "Ice helps [1].[^1]\n\n[^1]: See Doe 2001.\n\n## References\n\n1. Roe R. Ice. 2002.\n")
    assert cited(found) == [("Ice helps [1].¹", (1,)), ("¹ See Doe 2001.", ())]
    assert len(found.references) == 1


@pytest.mark.parametrize("body", ["Rest[^1] helps.", "```\n[^1]\n```\n\n[^1]: Doe 2001.", "[^a b]: x"])
def test_text_that_is_not_a_footnote_is_unchanged(body: str) -> None:
    assert without_footnotes(body, has_list=False).body == body


@given(
    st.lists(
        st.sampled_from(["[^1]", "[^a]", "[^1]: Doe 2001.", "[^a]: No.", "    more", "text", "", "\n"]),
        max_size=12,
    )
)
def test_lines_keep_their_numbers(lines: list[str]) -> None:
    body = "\n".join(lines)
    assert without_footnotes(body, has_list=False).body.count("\n") == body.count("\n")


def test_bold_lines_of_a_draft_are_its_title_and_headings(tmp_path: Path) -> None:
    draft = "**On sprains**\n\nRest helps [1].\n\n**Note:** *not* always.\n\n**Care**\n\nIce.\n\n"
    draft += "**All of this is true.**\n\n"
    found = parse(tmp_path, draft + "**References**\n\n1. Doe J. Rest. 2001.\n")
    assert found.metadata.title == "On sprains"
    assert cited(found) == [
        ("Rest helps", (1,)),
        ("Note: not always.", ()),
        ("Care", ()),
        ("Ice.", ()),
        ("All of this is true.", ()),
    ]
    assert [block.section for block in found.blocks][3:] == [("Care",), ("Care",), ("Care",)]
    assert [one.number for one in found.references] == [1]


def test_front_matter_leaves_bold_lines_as_they_are(tmp_path: Path) -> None:
    found = parse(tmp_path, "---\nid: a\ntitle: Sprains\n---\n\n**Care**\n\nIce helps.[^1]\n\n[^1]: Doe 2001.\n")
    assert cited(found) == [("Care", ()), ("Ice helps.", (1,))]
    assert all(block.section == () for block in found.blocks)


def test_headings_underlined_and_lists_numbered_with_parentheses(tmp_path: Path) -> None:
    found = parse(
        tmp_path, "Sprains\n=======\n\nRest [2].\n\nReferences\n----------\n1) Doe. 2001.\n2) Roe. 2002.\n"
    )
    assert found.metadata.title == "Sprains"
    assert cited(found) == [("Rest", (2,))]
    assert len(found.references) == 2


def test_a_note_below_the_references_goes_with_its_sentence(tmp_path: Path) -> None:
    text = (
        "# On *sprains*[^x]\n\nIce helps.[^1] Rest too.^2^ Refs 1 through 2 agree.\n\n"
        "| Ice |\n|-|\n| Cold[^n] |\n\n"
        "## References\n\n1. Roe R. Ice. Cold J. 2002;1:2-3.\n2. Doe J. Rest. 2001a.\n\n"
        "[^1]: Not *on* wounds.\n[^n]: Not dry\n    ice.\n[^x]: A draft.\n"
    )
    found = parse(tmp_path, text)
    assert found.metadata.title == "On sprains"
    assert cited(found) == [
        ("Ice helps.¹", ()),
        ("Rest too.", (2,)),
        ("Refs 1 through 2 agree.", (1, 2)),
        ("¹ Not on wounds.", ()),
        ("Ice", ()),
        ("Coldⁿ", ()),
        ("ⁿ Not dry ice.", ()),
    ]
    assert [(one.title, one.year) for one in found.references] == [("Ice", 2002), ("Rest", 2001)]
