"""Headings, recommendations and footnotes come along with the sentences that need them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Sentence, Span
from corpus.text import DocumentBuilder, SentenceSplitter
from qa.selection.context.footnotes import footnotes_needed
from qa.selection.context.qualifiers import headings_needed
from qa.selection.runs import take


@pytest.fixture(scope="module")
def document() -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.heading("Treatment", 2)
    builder.paragraph("Zorbine is given by mouth. The fever falls within a day.")
    builder.heading("In pregnancy", 3)
    builder.paragraph("Zorbine is not given at all. Rest is the only treatment.")
    builder.heading("Dose", 4)
    builder.paragraph("Give quorine once a week.")
    builder.heading("Contraindications", 3)
    builder.list_item("Epilepsy of any kind")
    builder.list_item("Known allergy to zorbine")
    builder.heading("Investigations", 2)
    builder.list_item("Full zorb count")
    builder.table_row(["Age", "Dose"], header=True)
    builder.table_row(["adults", "20 mg*"])
    builder.table_row(["children", "5 mgᵃᵇ"])
    builder.paragraph("* Half of it in kidney failure.")
    builder.paragraph("ᵃ Crushed.")
    return builder.build(Metadata(id="z", title="Zorbitis"))


def quoted(document: Document, start: str) -> list[str]:
    return quotes_of(document, next(n for n in range(99) if document.sentence_text(n).startswith(start)))


def quotes_of(document: Document, ordinal: int) -> list[str]:
    runs = take(document, (), ordinal, 0.9, room=5)
    assert runs is not None
    return [run.span(document).of(document.text) for run in runs]


@pytest.mark.parametrize(
    ("start", "quotes"),
    [
        ("Zorbine is given", ["Zorbine is given by mouth."]),
        ("The fever", ["The fever falls within a day."]),
        ("Zorbine is not", ["In pregnancy\n\nZorbine is not given at all."]),
        ("Rest", ["Rest is the only treatment."]),
        ("Give quorine", ["Give quorine once a week."]),
        ("Epilepsy", ["Contraindications\n\n- Epilepsy of any kind"]),
        ("Known", ["Contraindications\n\n- Epilepsy of any kind\n- Known allergy to zorbine"]),
        ("Full", ["Investigations\n\n- Full zorb count"]),
        ("adults", ["Age | Dose\nadults | 20 mg*", "* Half of it in kidney failure."]),
        ("In pregnancy", ["In pregnancy"]),
    ],
)
def test_a_quote_says_for_whom_and_when(document: Document, start: str, quotes: list[str]) -> None:
    assert quoted(document, start) == quotes


@pytest.mark.parametrize(
    ("start", "path"),
    [
        ("Rest", ("Treatment", "In pregnancy")),
        ("Give quorine", ("Treatment", "In pregnancy", "Dose")),
        ("Zorbine is not", ("Treatment", "In pregnancy")),
    ],
)
def test_a_heading_that_is_not_quoted_stands_in_the_path_of_the_quote(
    document: Document, start: str, path: tuple[str, ...]
) -> None:
    number = next(n for n in range(99) if document.sentence_text(n).startswith(start))
    runs = take(document, (), number, 0.9, room=5)
    assert runs is not None
    assert [run.section(document) for run in runs] == [path]


def test_each_sign_points_to_the_footnote_that_begins_with_it_or_nowhere(document: Document) -> None:
    children = next(n for n in range(99) if document.sentence_text(n).startswith("children"))

    (crushed,) = footnotes_needed(document, children)
    assert document.blocks[crushed].span.of(document.text) == "ᵃ Crushed."


def made(*lines: str) -> Document:
    """A document whose lines are headings ("# ..." to "### ..."), items ("- ...") and paragraphs."""
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    for line in lines:
        mark, _, text = line.partition(" ")
        if set(mark) == {"#"}:
            builder.heading(text, len(mark) + 1)
        elif mark == "-":
            builder.list_item(text)
        else:
            builder.paragraph(line)
    return builder.build(Metadata(id="z", title="Zorbitis"))


@pytest.mark.parametrize(
    ("lines", "quotes"),
    [
        (["# Drug treatment", "- Zorbine 5 mg orally every 8 hours"], ["Zorbine 5 mg orally every 8 hours"]),
        (["# Drug treatment", "- Zorbine"], ["Drug treatment\n\n- Zorbine"]),
        (
            ["# Prevention", "- Zorbine 5 mg orally every 8 hours"],
            ["Prevention\n\n- Zorbine 5 mg orally every 8 hours"],
        ),
        (
            ["# Prevention", "- Nets should be used by all who sleep there"],
            ["Nets should be used by all who sleep there"],
        ),
        (["# Symptoms", "- The fever is high at night"], ["The fever is high at night"]),
        (["# Symptoms", "- Fever at night"], ["Symptoms\n\n- Fever at night"]),
        (["# Complications", "- The fever is high at night"], ["Complications\n\n- The fever is high at night"]),
        (["# Signs", "## General", "- Fever of some days"], ["Signs\n\nGeneral\n\n- Fever of some days"]),
        (["# Mild disease", "- The outlook is good"], ["Mild disease\n\n- The outlook is good"]),
        (["# Introduction", "It is caused by a worm."], ["Zorbitis\n\nIntroduction\n\nIt is caused by a worm."]),
        (
            ["# Introduction", "An infection of the skin."],
            ["Zorbitis\n\nIntroduction\n\nAn infection of the skin."],
        ),
        (["# Pregnant women", "Give zorbine to pregnant women once."], ["Give zorbine to pregnant women once."]),
        (
            ["# In pregnancy", "Rest is enough.", "## Severe disease", "Zorbine is given by mouth."],
            ["Severe disease\n\nZorbine is given by mouth."],
        ),
        (["# Pregnancy outcomes", "Zorbine was given to all."], ["Zorbine was given to all."]),
        (["# Zorbine", "Usually not given to drivers."], ["Zorbine\n\nUsually not given to drivers."]),
    ],
)
def test_a_heading_comes_where_the_sentence_says_less_without_it(lines: list[str], quotes: list[str]) -> None:
    document = made(*lines)
    runs = take(document, (), len(document.sentences) - 1, 0.9, room=5)
    assert runs is not None
    assert [run.span(document).of(document.text) for run in runs] == quotes


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("It lasts for days.", "It lasts for days.\n\n" * 3 + "It lasts for days."),
        ("Usually lasts for days.", "Usually lasts for days.\n\n" * 3 + "Usually lasts for days."),
        ("- It lasts for days.", "Zorbine fever" + "\n- It lasts for days." * 5),
    ],
)
def test_what_leans_on_sentences_leans_on_no_heading_unless_it_has_no_subject(line: str, first: str) -> None:
    document = made("# Zorbine fever", *[line] * 5)
    quotes = quotes_of(document, len(document.sentences) - 1)
    assert quotes[0].replace("\n\n-", "\n-") == first


def test_a_stem_that_leans_brings_what_it_leans_on_and_no_heading() -> None:
    lines = ("# Diagnosis", "Zorbitis is seen late.", "The delay is long.", "This is due to:", "- the zorb")
    document = made(*lines)
    assert quotes_of(document, len(document.sentences) - 1) == [
        "The delay is long.\n\nThis is due to:\n\n- the zorb"
    ]


RECOMMENDED = (
    "# Recommendation 1",
    "Zorbine is suggested for adults.",
    "It is given by mouth.",
    "# Background",
    "Other drugs are dear.",
)


@pytest.mark.parametrize(
    "last", ["This recommendation holds in any clinic.", "Conditional recommendation, low certainty."]
)
def test_what_is_said_of_a_recommendation_comes_with_it(last: str) -> None:
    document = made(*RECOMMENDED, last)
    runs = take(document, (), len(document.sentences) - 1, 0.9, room=5)
    assert runs is not None
    assert "Zorbine is suggested" in runs[0].span(document).of(document.text)


def test_a_recommendation_may_be_its_own_label() -> None:
    text = "Recommendation: zorbine should be offered to all adults who have had zorbitis twice"
    document = made("# " + text, "This recommendation is strong.")
    runs = take(document, (), 2, 0.9, room=5)
    assert [run.span(document).of(document.text) for run in runs or ()] == [
        f"{text}\n\nThis recommendation is strong."
    ]


@pytest.mark.parametrize("between", [0, 61])
def test_a_recommendation_far_away_is_another_one(between: int) -> None:
    document = made("# Zorbine", *["The drug is old."] * between, "This recommendation is strong.")
    runs = take(document, (), len(document.sentences) - 1, 0.9, room=5)
    assert runs is not None
    assert all("Recommendation" not in run.span(document).of(document.text) for run in runs)


def test_a_section_may_have_no_heading_of_its_own() -> None:
    text = "Zorbitis\n\nIt heals."
    title = Block(Span(0, 8), BlockKind.HEADING, level=1)
    paragraph = Block(Span(10, 19), BlockKind.PARAGRAPH, ("In pregnancy",))
    sentences = (Sentence(title.span, 0), Sentence(paragraph.span, 1))
    document = Document(Metadata(id="z", title="Zorbitis"), text, (title, paragraph), sentences)
    assert headings_needed(document, 1) == [0]


def test_the_condition_of_a_sentence_stays_with_it_when_its_recommendation_comes() -> None:
    document = made(*RECOMMENDED, "# In pregnancy", "This recommendation does not hold.")
    runs = take(document, (), len(document.sentences) - 1, 0.9, room=5)
    assert runs is not None
    assert runs[-1].span(document).of(document.text) == "In pregnancy\n\nThis recommendation does not hold."


@given(st.integers(0, 15))
def test_what_a_sentence_needs_lies_where_it_can_be_needed(document: Document, ordinal: int) -> None:
    block = document.sentences[ordinal].block

    assert all(heading < block for heading in headings_needed(document, ordinal))
    assert all(number > block for number in footnotes_needed(document, ordinal))
