import json
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Kind, Metadata
from web_pages import parse


def described(folder: Path, head: str, attributes: str = "") -> Metadata:
    return parse(
        folder, f"<html {attributes}><head>{head}</head><body><h1>A work</h1><p>Rest helps.</p></body></html>"
    ).metadata


def tags(**contents: str) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in contents.items())


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_what_is_not_stated_stays_unknown(tmp_path: Path) -> None:
    assert described(tmp_path, "") == Metadata("a-page", "A work")


def test_highwire_tags(tmp_path: Path) -> None:
    head = tags(
        citation_title="On sprains",
        citation_journal_title="J Sprains",
        citation_publication_date="2001/05/06",
        citation_doi="doi:10.1234/abc",
        citation_pmid="123",
        citation_publisher="A publisher",
        citation_language="en",
    )
    head += tags(citation_author="Jane Doe") + tags(citation_author="Richard Roe")
    assert described(tmp_path, head) == Metadata(
        "a-page",
        "On sprains",
        kind=Kind.ARTICLE,
        publisher="J Sprains",
        authors=("Jane Doe", "Richard Roe"),
        year=2001,
        published=date(2001, 5, 6),
        doi="10.1234/abc",
        pmid="123",
        language="en",
    )


def test_dublin_core_and_open_graph(tmp_path: Path) -> None:
    head = (
        '<meta name="DC.Title" content="On sprains"><meta name="DC.Creator" content="Jane Doe">'
        '<meta name="DC.Date" content="2001"><meta name="DCTERMS.license" content="CC0">'
        '<meta name="DC.type" content="Guideline">'
        '<meta property="og:site_name" content="A site"><meta property="og:url" content="https://example.org/a">'
        '<meta property="article:modified_time" content="2003-04-05T06:07:08Z">'
    )
    found = described(tmp_path, head)
    assert (found.title, found.authors, found.year, found.published) == ("On sprains", ("Jane Doe",), 2001, None)
    assert (found.licence, found.kind, found.publisher) == ("CC0", "guideline", "A site")
    assert (found.url, found.last_updated) == ("https://example.org/a", date(2003, 4, 5))


def test_linked_data(tmp_path: Path) -> None:
    node = {
        "@type": ["MedicalWebPage", "Article"],
        "headline": "Another title",
        "author": [{"@type": "Person", "name": "Jane Doe"}, "Richard Roe", {"url": "https://example.org/poe"}],
        "publisher": {"name": "A publisher"},
        "datePublished": "2001-05-06",
        "dateModified": "2002-05-06T00:00:00",
        "lastReviewed": "2003-05-06",
        "license": "https://example.org/licence",
        "sameAs": ["https://example.org", "https://doi.org/10.1234/abc"],
    }
    graph = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Organization", "name": "X"}, {"mainEntity": node}],
    }
    found = described(tmp_path, linked(graph), 'lang="en-GB"')
    assert found.title == "A work"
    assert (found.kind, found.publisher, found.authors) == ("article", "A publisher", ("Jane Doe", "Richard Roe"))
    assert (found.published, found.last_updated) == (date(2001, 5, 6), date(2002, 5, 6))
    assert (found.licence, found.language, found.doi) == ("https://example.org/licence", "en-GB", "10.1234/abc")
    assert found.extra == {"last_reviewed": "2003-05-06"}


def test_a_guideline_says_so(tmp_path: Path) -> None:
    assert described(tmp_path, linked([{"@type": "https://schema.org/MedicalGuideline"}])).kind == "guideline"


@pytest.mark.parametrize(
    "head",
    [
        tags(citation_pmid="PMC12", citation_doi="none", citation_publication_date="in May")
        + tags(author="https://x.org/a"),
        '<link rel=canonical href="/a"><meta property=og:url content="javascript:x"><meta name=x><meta content=x>',
        '<script type="application/ld+json">{"@type": </script><script type="application/ld+json"></script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        linked(
            {"@type": "Article", "author": [[]], "datePublished": 3, "publisher": {"name": {}}, "headline": None}
        )[:-9]
        + "</script>",
        linked([1, None, {"@type": 7}, {"@type": "Recipe", "name": "Soup"}]),
    ],
)
def test_invalid_values_are_ignored(tmp_path: Path, head: str) -> None:
    found = described(tmp_path, head)
    assert found in (Metadata("a-page", "A work"), Metadata("a-page", "A work", kind=Kind.ARTICLE))


def test_an_impossible_day_still_gives_the_year(tmp_path: Path) -> None:
    found = described(tmp_path, tags(citation_date="2001-02-31"))
    assert (found.year, found.published) == (2001, None)


def test_links_in_the_head(tmp_path: Path) -> None:
    found = described(
        tmp_path,
        '<link rel="canonical" href="https://example.org/a"><link rel="license" href="https://example.org/l">',
    )
    assert (found.url, found.licence) == ("https://example.org/a", "https://example.org/l")


def test_the_window_s_title_comes_last(tmp_path: Path) -> None:
    page = "<html><head>{}<title>Window</title></head><p>Rest.</p></html>"
    assert parse(tmp_path, page.format("")).metadata.title == "Window"
    assert parse(tmp_path, page.format('<meta property="og:title" content="Shared">')).metadata.title == "Shared"
    assert parse(tmp_path, page.format(linked({"@type": "Article", "headline": "Head"}))).metadata.title == "Head"


def test_a_title_that_says_retracted_is_believed(tmp_path: Path) -> None:
    assert described(tmp_path, tags(citation_title="RETRACTED: On sprains")).standing == "retracted"
    assert described(tmp_path, tags(citation_title="Retracted work is a problem")).standing == "current"


def test_linked_data_nested_too_deeply_are_ignored(tmp_path: Path) -> None:
    node: object = {"@type": "MedicalGuideline"}
    for _ in range(10):
        node = {"@graph": [node]}
    assert described(tmp_path, linked(node)).kind == "other"
