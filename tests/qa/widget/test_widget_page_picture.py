"""The picture of a quote's page in a real Chromium, from a real service over an ingested PDF."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfgen.canvas import Canvas

from browser import ask, watched_page
from pdfs import column, made
from qa.assembly import open_engine
from qa.settings import Settings
from serving import ingest_into, served
from stage import ForeignSite

pytestmark = pytest.mark.browser
QUESTION = "Does resting a sprained ankle relieve the pain?"
LOADED = "image => image.complete && image.naturalWidth > 0"


def first(canvas: Canvas) -> None:
    column(canvas, ["Resting a sprained ankle for two days relieves the", "pain of most people."])
    canvas.line(120, 600, 120, 800)


def second(canvas: Canvas) -> None:
    column(canvas, ["Cooling an ankle with ice reduces the swelling of it."], y=400)


@pytest.fixture(name="home", scope="module")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("files")
    (folder / "ankles.pdf").write_bytes(made(first, second, title="Ankles"))
    ingest_into(Settings(home=home, model="hash"), folder)
    return home


@pytest.fixture(name="page")
def _page(home: Path, browser: Browser) -> Iterator[Page]:
    settings = Settings(home=home, model="hash")
    engine = open_engine(settings)
    with engine.store, served(settings, engine) as origin, watched_page(browser, origin) as page:
        yield page


def test_see_the_page_shows_the_picture_of_the_quotes_page(page: Page) -> None:
    page.goto("/")
    quote = ask(page, QUESTION).locator(".quote").first
    opens = quote.get_by_text("See the page")
    expect(quote.locator("img")).to_have_count(0)
    opens.click()
    image = quote.get_by_role("img", name="Page 1 of Ankles, with quote 1 boxed")
    expect(image).to_be_visible()
    page.wait_for_function(LOADED, arg=image.element_handle())
    assert image.evaluate("image => image.naturalHeight") == 1600
    assert image.evaluate("image => image.getBoundingClientRect().right <= innerWidth")
    opens.click()
    expect(image).to_be_hidden()


def test_a_doubtful_quote_says_which_page_to_check(page: Page) -> None:
    page.goto("/")
    quote = ask(page, QUESTION).locator(".quote").first
    expect(quote.locator(".caution")).to_contain_text("Caution: Check page 1: the text crosses a drawn border")


def test_a_picture_that_cannot_be_loaded_says_so(page: Page) -> None:
    page.route("**/pages/*.png*", lambda route: route.abort())
    page.goto("/")
    quote = ask(page, QUESTION).locator(".quote").first
    quote.get_by_text("See the page").click()
    expect(quote.get_by_role("alert")).to_have_text(
        "The picture of this page cannot be loaded. Open the original document to check the quote."
    )


def test_the_reader_shows_the_page_of_the_highlighted_quote(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION).locator("a.reader").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_text("See page 1", exact=True).click()
    image = page.get_by_role("img", name="Page 1, with the quoted passage boxed")
    page.wait_for_function(LOADED, arg=image.element_handle())
    page.goto("/read/ankles#q=200-210")
    expect(page.locator("#quoted-page details")).to_have_count(1)
    page.goto("/read/ankles")
    link = page.get_by_role("link", name="See page 2")
    with page.expect_navigation():
        link.click()
    assert page.evaluate("document.contentType") == "image/png"


def test_another_site_that_embeds_the_widget_shows_the_picture(home: Path, browser: Browser) -> None:
    with ForeignSite() as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        settings = Settings(home=home, model="hash", cors_origins=(elsewhere.origin,))
        engine = open_engine(settings)
        with engine.store, served(settings, engine) as origin:
            elsewhere.policy = f"default-src 'none'; script-src {origin}; connect-src {origin}; img-src {origin}"
            script = f'<script type="module" src="{origin}/widget/pincite-chat.js"></script>'
            elsewhere.html = f"<!doctype html><title>Elsewhere</title>{script}<pincite-chat></pincite-chat>"
            with watched_page(browser, elsewhere.origin) as page:
                page.goto("/")
                quote = ask(page, QUESTION).locator(".quote").first
                quote.get_by_text("See the page").click()
                image = quote.get_by_role("img")
                page.wait_for_function(LOADED, arg=image.element_handle())
        elsewhere.shutdown()
