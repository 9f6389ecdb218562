"""Items of lists come with what introduces them, and with the items that they go on from."""

import pytest

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from qa.selection.context.companions import companions


def made(*lines: str) -> Document:
    """Items ("- ...") and paragraphs under one heading that says no more than that they are a treatment."""
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.heading("Treatment")
    for line in lines:
        if line.startswith("- "):
            builder.list_item(line.removeprefix("- "))
        else:
            builder.paragraph(line)
    return builder.build(Metadata(id="z", title="Zorbitis"))


def beside(document: Document, start: str) -> list[str]:
    """The other sentences that come with the one that begins so, headings left out."""
    texts = [document.sentence_text(ordinal) for ordinal in range(len(document.sentences))]
    ordinal = next(ordinal for ordinal, text in enumerate(texts) if text.startswith(start))
    return [texts[other] for other in sorted(companions(document, ordinal) - {ordinal, 0, 1})]


FULL = "- Zorbine is given to all adults with fever" + ", in any clinic of any size" * 6


@pytest.mark.parametrize(
    "item",
    [
        "Contraindicated in asthma and in gout",
        "Not recommended for drivers of any age",
        "200 - 400 mg every 12 hours by infusion",
        "By slow intravenous injection over an hour",
        "(2 mg where it is stored for long)",
        "It should not be crushed before it is taken",
        "Modify the dose to reach the above targets",
        "The dose may be doubled after some days",
        "2 - as an outpatient of the clinic",
        "Although nobody has ever proved that it works",
    ],
)
def test_an_item_that_leaves_something_out_goes_on_from_the_one_before(item: str) -> None:
    assert beside(made(FULL, f"- {item}"), item) == [FULL.removeprefix("- ")]


@pytest.mark.parametrize(
    "item", ["Quorine is given to children below two years", "Other drugs are given to those who vomit"]
)
def test_an_item_that_says_enough_comes_alone(item: str) -> None:
    assert beside(made(FULL, f"- {item}"), item) == []


def test_an_item_cut_in_two_is_mended() -> None:
    assert beside(made("- Rest, fluids, diet,", "- and sleep as long as the fever lasts"), "and sleep") == [
        "Rest, fluids, diet,"
    ]


def test_an_item_may_be_the_stem_of_those_below_it() -> None:
    document = made(FULL, "- Late effects of the disease:", "- loss of hair", "- loss of nails")
    assert beside(document, "loss of nails") == ["Late effects of the disease:", "loss of hair"]
    assert beside(document, "Late effects") == ["loss of hair", "loss of nails"]


def test_a_paragraph_that_leans_on_a_list_brings_its_end_and_its_stem() -> None:
    document = made(
        "Zorbine is given to two groups:", FULL, "- those with gout", "It is not given to children at all."
    )
    assert beside(document, "It is not") == ["Zorbine is given to two groups:", "those with gout"]


def test_paragraphs_with_bullets_are_a_list() -> None:
    document = made(
        "There are two forms:", "• the mild form", "• the severe form", "Zorbine is given for both of them."
    )
    assert beside(document, "• the severe") == ["There are two forms:"]
    assert beside(document, "There are") == ["• the mild form", "• the severe form"]


def test_bullets_that_nothing_introduces_have_no_stem() -> None:
    assert beside(made("• the mild form of the disease is common"), "• the mild") == []
    assert beside(made("The forms differ.", "• the mild form of the disease is common"), "• the mild") == []


def test_what_follows_a_colon_comes_with_it() -> None:
    document = made("The rule is as follows:", "Zorbine is given once.", "Quorine is not given.")
    assert beside(document, "The rule") == ["Zorbine is given once."]


def test_what_belongs_together_is_not_parted() -> None:
    regimen = (
        "- Triple therapy with zorbine 5 mg daily",
        "- Plus: quorine 2 mg daily",
        "- Plus: a spoon of honey daily",
        FULL,
    )
    plus = [line.removeprefix("- ") for line in regimen[1:3]]
    assert beside(made(*regimen), "Triple") == plus


def test_a_label_holds_for_all_that_follows_in_its_item() -> None:
    document = made("- Class 3: Rest does no harm. Work brings on the fever.")
    assert beside(document, "Work") == ["Class 3: Rest does no harm."]
