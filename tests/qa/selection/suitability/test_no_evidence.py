"""Headings, contributors, imprint, contents and bare references are never quoted; everything else may be."""

import pytest

from corpus.document import Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from factories import make_document
from qa.selection.suitability import is_evidence


@pytest.mark.parametrize(
    "heading",
    [
        "Acknowledgements",
        "Acknowledgment",
        "Annex 1. Contributors to the guidelines",
        "Annex. Contributors and declarations of interests",
        "External contributors",
        "Author contributions",
        "6. References",
        "Table of contents",
        "How to cite this article",
        "Acknowledgements and thanks",
        "Conflicts of interest",
        "Conflict of Interest Statement",
        "Competing interests",
        "Annex 3. Declarations of interests",
        "Management of conflicts of interest",
        "Summary of declarations of interest",
        "Financial disclosure",
        "Author disclosures",
        "Funding",
        "Sources of funding",
        "Role of the funding source",
        "Data availability statement",
        "Ethics approval",
        "Supplementary material",
        "Guideline Development Group",
        "Members of the Guideline Development Group",
        "WHO steering group",
        "List of participants",
        "Author affiliations",
        "Correspondence",
        "Web Annex A. Evidence on zorbine",
        "Web annexes",
        "Related articles",
        "See also",
        "Disclaimer",
        "On this page",
    ],
)
def test_the_apparatus_of_a_document_is_no_evidence(heading: str) -> None:
    assert not is_evidence(make_document("a", sections={heading: ["Dr Zorb wrote it in Geneva."]}), 2)


@pytest.mark.parametrize(
    "heading",
    [
        "Referral",
        "Contributing factors",
        "Authors’ conclusions",
        "2.2 Contributors to infection",
        "Reference ranges",
        "Stomach contents",
        "Annex 2. Doses",
        "Abbreviations",
        "Interest in sex",
        "Loss of interest",
        "Group B streptococcus",
        "Treatment of the group at risk",
        "Review of systems",
        "Contact dermatitis",
        "Cover the wound",
        "Funding of abortion care",
        "Ethical considerations",
        "Related conditions",
        "Supplementary oxygen",
    ],
)
def test_a_section_on_the_matter_is_evidence(heading: str) -> None:
    assert is_evidence(make_document("a", sections={heading: ["Zorbine cures zorbitis."]}), 2)


@pytest.mark.parametrize(
    "text",
    [
        "Introduction ........ 5",
        "© World Health Organization 2020.",
        "All rights reserved.",
        "ISBN 978-92-4-000000-0",
        "Suggested citation. Guidelines on zorbitis.",
        "1. Zorb AB, Quix C, et al. Trial of zorbine. J Zorb. 2010;12(3):45-56.",
        "Zorb AB. Zorbine in children. Lancet. 2001;357:1191–4. doi:10.1/x",
        "Web Annex A. Systematic review of zorbine for zorbitis",
        "Web annexes",
        "The authors declare that they have no competing interests.",
        "All authors report no potential conflicts of interest.",
        "Jane Zorb, MD; Richard Quix, PhD, MPH; and Ann Blorb, RN.",
        "Zorb AB, Quix C, Blorb DE.",
        "Dr Ann Zorb, Department of Zorbology, University of Nowhere.",
        "Page 3 of 12",
        "Printed on 3 May 2020",
    ],
)
def test_imprint_contents_and_bare_references_are_no_evidence(text: str) -> None:
    assert not is_evidence(make_document("a", sections={"": [text]}), 1)


@pytest.mark.parametrize(
    "text",
    [
        "Zorb et al. found in 2010 that zorbine cures 12 of 45 people.",
        "In 2010, 12:45 was the usual time of the dose.",
        "Quality of life... improves.",
        "The cream is copyrighted by nobody and cures the rash.",
        "Web of the toes is where the rash begins.",
        "Dr Zorb’s test shows the rash in the hospital of the town. It is good.",
        "Give zorbine MD 5 mg, then rest.",
        "The rash was downloaded from the hand to the foot by friction.",
        "A conflict of interest in food and sleep is a sign.",
    ],
)
def test_a_sentence_that_only_resembles_them_is_evidence(text: str) -> None:
    assert is_evidence(make_document("a", sections={"": [text]}), 1)


def test_headings_and_titles_are_no_evidence() -> None:
    document = make_document("a", sections={"In pregnancy": ["Rest."]})
    assert [is_evidence(document, n) for n in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("header", "evidence"),
    [
        (["Name", "Interests declared", "Outcome"], False),
        (["Member", "Affiliation"], False),
        (["Expert", "Role", "Conflict of interest"], False),
        (["Drug", "Dose"], True),
        (["Name", "Dose"], True),
    ],
)
def test_rows_of_a_table_of_people_are_no_evidence(header: list[str], evidence: bool) -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.table_row(header, header=True)
    builder.table_row(["Zorbine"] * len(header))
    assert is_evidence(builder.build(Metadata(id="z", title="Zorbitis")), 2) is evidence
