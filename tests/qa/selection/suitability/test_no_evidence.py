"""Headings, contributors, imprint, contents and bare references are never quoted; everything else may be."""

import pytest

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
    ],
)
def test_a_sentence_that_only_resembles_them_is_evidence(text: str) -> None:
    assert is_evidence(make_document("a", sections={"": [text]}), 1)


def test_headings_and_titles_are_no_evidence() -> None:
    document = make_document("a", sections={"In pregnancy": ["Rest."]})
    assert [is_evidence(document, n) for n in range(3)] == [False, False, True]
