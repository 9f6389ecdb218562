from datetime import date
from pathlib import Path

import pytest

from corpus.readers.html.page.byline import day_in
from web_pages import body, kinds, parse

WARM = "<p>Toes are warmed in water that is not too hot, for as long as they are cold and no longer.</p>" * 4
LINKS = '<a href="/a">Why toes are cold</a><a href="/b">Ten warm socks</a>'


@pytest.mark.parametrize(
    "part",
    [
        f"<section><h2>Related coverage</h2><ul><li>{LINKS}</li></ul></section>",
        f"<h2>You may also like</h2><p>{LINKS}</p>",
        "<div class='c-signup'><h3>Sign up for our letters</h3><p>Warm news.</p><form><input></form></div>",
        f"<div class='social-media'><p>Share</p>{LINKS}</div>",
        f"<div class='article-teaser'>{LINKS} Read it now.</div>",
        "<div><div><h3><a href='/a'>Cold toes</a></h3><p>Why they are cold.</p></div>"
        "<div><h3><a href='/b'>Warm toes</a></h3><p>Why they are warm.</p></div></div>",
        "<ul><li><a href='/a'><h4>Cold toes</h4></a>May</li><li><a href='/b'><h4>Warm</h4></a>June</li></ul>",
        f"<aside><p><strong>Read next</strong></p>{LINKS}</aside>",
    ],
)
def test_what_leads_to_other_pages_is_omitted(tmp_path: Path, part: str) -> None:
    found = body(tmp_path, f"<main><h1>Toes</h1>{WARM}{part}<h2>Rest</h2>{WARM}</main>")
    assert [text for _, _, text in kinds(found)].count("Rest") == 1
    assert len(found.blocks) == 10


@pytest.mark.parametrize(
    "part",
    [
        "<h2>Latest</h2><p>The latest trial found that toes are warmer than fingers in most of the people.</p>",
        "<h2>Related conditions</h2><p>Cold fingers.</p>",
        "<div><h3><a href='#a'>Cold toes</a></h3><p>They are blue.</p></div>",
        "<h2>Recommendations</h2><p>Warm <a href='/toes'>toes</a> slowly and with care in all of the cases.</p>",
        "<div class='key-messages'><h3>Key</h3><p>Warm toes.</p></div>",
    ],
)
def test_parts_that_state_something_are_kept(tmp_path: Path, part: str) -> None:
    found = body(tmp_path, f"<main><h1>Toes</h1>{WARM}{part}<h2>Rest</h2>{WARM}</main>")
    assert len(found.blocks) == 12


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2001-05-06T07:08", date(2001, 5, 6)),
        ("on 6th May 2001", date(2001, 5, 6)),
        ("Sept. 6, 2001", date(2001, 9, 6)),
        ("31 February 2001", None),
        ("05/06/2001", None),
    ],
)
def test_days_in_several_spellings(written: str, day: date | None) -> None:
    assert day_in(written) == day


@pytest.mark.parametrize(
    ("line", "authors", "dates"),
    [
        ("<p>By Jane Doe, MD, and Richard van Roe</p>", ("Jane Doe", "Richard van Roe"), (None, None, None)),
        (
            "<p class='byline'>Written by Jane Doe | Updated 6 May 2002</p>",
            ("Jane Doe",),
            (None, "2002-05-06", None),
        ),
        (
            "<p><b itemprop='author'>Jane Doe</b><time itemprop='datePublished' datetime='2001-05-06'>May</time>",
            ("Jane Doe",),
            ("2001-05-06", None, None),
        ),
        ("<p>Published: May 6, 2001. Last updated: May 7, 2002</p>", (), ("2001-05-06", "2002-05-07", None)),
        (
            "<p>Page last reviewed: 6 May 2003</p><p>Next review due: 6 May 2006</p>",
            (),
            (None, None, "2003-05-06"),
        ),
        ("<p>By warming the Toes, they heal. By May 2001, all were warm.</p>", (), (None, None, None)),
    ],
)
def test_a_byline_counts_where_the_metadata_say_nothing(
    tmp_path: Path, line: str, authors: tuple[str, ...], dates: tuple[str | None, ...]
) -> None:
    found = parse(tmp_path, f"<html><body><h1>Toes</h1>{line}{WARM}</body></html>").metadata
    assert found.authors == authors
    days = [day.isoformat() if day else None for day in (found.published, found.last_updated)]
    assert (*days, found.extra.get("last_reviewed")) == dates


def test_the_headline_is_the_article_s_and_not_the_section_of_the_site(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Warm toes | A site</title></head><body><main><h1>Health A to Z</h1>"
        f"<article><h1>Warm toes</h1>{WARM}</article></main></body></html>"
    )
    assert parse(tmp_path, page).metadata.title == "Warm toes"
