from pathlib import Path

import pytest

from corpus.document import Standing
from corpus.readers.declared import standing_of_status, standing_of_text
from web_pages import parse

REPLACED = "This guideline on toes has been updated and replaced by another one."


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (REPLACED, Standing.SUPERSEDED),
        ("Note: this page is no longer up to date.", Standing.SUPERSEDED),
        ("Superseded by TOES-2.", Standing.SUPERSEDED),
        ("This guidance (TG7) was withdrawn and replaced by TG9 in May.", Standing.SUPERSEDED),
        ("A newer version of this page is available.", Standing.SUPERSEDED),
        ("This document has been archived.", Standing.SUPERSEDED),
        ("This leaflet has been withdrawn.", Standing.WITHDRAWN),
        ("This article has been retracted at the request of the authors.", Standing.RETRACTED),
        ("This guideline has been updated.", Standing.CURRENT),
        ("This guideline replaces that of last year.", Standing.CURRENT),
        ("The knee is often replaced by a joint of steel.", Standing.CURRENT),
        ("The toe has been replaced by a nail.", Standing.CURRENT),
        (f"{REPLACED} {'It was long. ' * 40}", Standing.CURRENT),
    ],
)
def test_what_a_text_states_about_itself(text: str, standing: Standing) -> None:
    assert standing_of_text(["Toes are warm.", text]) == (standing, None if standing is Standing.CURRENT else text)
    assert standing_of_text([*["Toes are warm."] * 12, text]) == (Standing.CURRENT, None)


def test_the_words_of_a_status() -> None:
    assert standing_of_status(["Superseded"]) is Standing.SUPERSEDED
    assert standing_of_status(["published", "Expression-of-concern "]) is Standing.EXPRESSION_OF_CONCERN
    assert standing_of_status(["obsolete", "retracted"]) is Standing.RETRACTED
    assert standing_of_status(["final"]) is Standing.CURRENT


@pytest.mark.parametrize(
    ("head", "notice"),
    [
        ('<meta name="DCTERMS.isReplacedBy" content="Toes 2">', "replaced by Toes 2"),
        ('<link rel="successor-version" href="/toes-2">', "replaced by /toes-2"),
        ('<meta name="status" content="Superseded">', None),
        (
            '<script type="application/ld+json">{"@type": "MedicalGuideline", "supersededBy": {"name": "Toes 2"}}'
            "</script>",
            "replaced by Toes 2",
        ),
        (
            '<script type="application/ld+json">{"@type": "Article", "creativeWorkStatus": "Obsolete"}</script>',
            None,
        ),
    ],
)
def test_a_page_s_metadata_can_say_that_it_is_replaced(tmp_path: Path, head: str, notice: str | None) -> None:
    found = parse(tmp_path, f"<html><head>{head}</head><body><h1>Toes</h1><p>Warm them.</p></body></html>")
    assert (found.metadata.standing, found.metadata.standing_notice) == (Standing.SUPERSEDED, notice)


def test_a_page_s_text_can_say_that_it_is_replaced(tmp_path: Path) -> None:
    page = f"<html><body><main><h1>Toes</h1><p><b>{REPLACED}</b></p><p>Warm them.</p></main></body></html>"
    found = parse(tmp_path, page).metadata
    assert (found.standing, found.standing_notice) == (Standing.SUPERSEDED, REPLACED)
