from pathlib import Path

import pytest

from web_pages import body, texts

SENTENCE = "Resting a sprained ankle for two days is what relieves the pain in most of the people who have it."
LONG = " ".join([SENTENCE] * 3)
FURNITURE = """<header><a href=/>Site</a><nav><ul><li><a href=/a>Menu entry</a></ul></nav></header>
<div class="cookie-banner">We use cookies on this site.</div>"""
FOOTER = "<footer><p>Copyright of a site. All of the rights are reserved by it.</p></footer>"


@pytest.mark.parametrize(
    "part",
    [
        "<nav>Menu</nav>",
        "<div role=navigation>Menu</div>",
        "<div role=contentinfo>About us</div>",
        "<div id=cookieConsent>Cookies</div>",
        "<aside class='related-links'>Read this too</aside>",
        "<div class='share_buttons'>Share</div>",
        "<form>Search <input></form>",
        "<ul><li><a href=/a>A page</a><li><a href=/b>Another</a><li><a href=/c>A third</a></ul>",
        "<ul class=toc><li><a href=#a>1</a> Rest</ul>",
        "<footer><a href=/a>Contact</a></footer>",
        "<aside><a href=/a>Read this page too</a> now</aside>",
        "<h2>Rest<span class=mw-editsection>[edit]</span></h2>",
    ],
)
def test_page_furniture_is_omitted(tmp_path: Path, part: str) -> None:
    found = texts(body(tmp_path, f"<main><p>{SENTENCE}</p><p>{SENTENCE}</p>{part}</main>"))
    assert found in ([SENTENCE] * 2, [*[SENTENCE] * 2, "Rest"])


@pytest.mark.parametrize(
    "part",
    [
        "<aside>Ice cools.</aside>",
        "<ul><li><a href=/a>Ice</a> cools.<li>x</ul>",
        "<ul><li><a href=/a>Ice cools.</a><li><a href=/b>Rest</a></ul>",
        "<header>Ice cools.</header>",
        "<p class='shared-care'>Ice cools.</p>",
    ],
)
def test_parts_of_the_content_are_kept(tmp_path: Path, part: str) -> None:
    assert "Ice cools." in " ".join(texts(body(tmp_path, f"<main><p>{SENTENCE}</p>{part}</main>")))


@pytest.mark.parametrize(
    "content",
    [
        f"<main><p>{SENTENCE}</p></main><div><p>Other text.</p></div>",
        f"<div role=main><p>{SENTENCE}</p></div><div><p>Other text.</p></div>",
        f"<article><p>{SENTENCE}</p></article><div><p>Other text.</p></div>",
        f"<main></main><main><p>{SENTENCE}</p></main><p>Other text.</p>",
        f"<div class='has-cookie-banner'><div class=a><p>{LONG}</p></div><div class=b>Other text.</div></div>",
    ],
)
def test_the_main_content_is_found(tmp_path: Path, content: str) -> None:
    found = texts(body(tmp_path, FURNITURE + content + FOOTER))
    assert set(found) == {SENTENCE}


def test_without_landmarks_the_title_and_all_paragraphs_are_kept(tmp_path: Path) -> None:
    content = f"<div><h1>Sprains</h1><div><p>{LONG}</p><ul><li>Short item</ul></div><div><p>{LONG}</p></div></div>"
    found = body(tmp_path, f"<div>Short menu</div>{content}<div>Short end</div>")
    assert texts(found) == [*[SENTENCE] * 3, "Short item", *[SENTENCE] * 3]
    assert found.metadata.title == "Sprains"


def test_a_single_paragraph_is_kept_whole(tmp_path: Path) -> None:
    assert texts(body(tmp_path, f"<p>{LONG} <b>Always.</b></p>")) == [*[SENTENCE] * 3, "Always."]


def test_a_page_whose_class_names_suggest_furniture_is_read(tmp_path: Path) -> None:
    assert texts(body(tmp_path, f"<div class='modal'><p>{SENTENCE}</p></div>")) == [SENTENCE]


def test_a_page_of_several_articles_is_read_whole(tmp_path: Path) -> None:
    assert texts(body(tmp_path, "<article><p>One.</p></article><article><p>Two.</p></article>")) == [
        "One.",
        "Two.",
    ]
