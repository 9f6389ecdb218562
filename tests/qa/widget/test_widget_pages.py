"""The widget on its pages, in a real Chromium: choices, access for everyone, and a foreign site."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from browser import ask, in_sight, overflows, serious_violations
from canned import FIRST
from qa.pages import ask_page
from repository import ROOT
from stage import Stage

pytestmark = pytest.mark.browser


def test_choosing_an_article_changes_what_is_asked(page: Page, stage: Stage) -> None:
    page.get_by_label("Ask about").select_option("guide/1")
    ask(page, "How long?")
    assert (stage.engine.heard[-1].document_id, stage.engine.heard[-1].audience) == ("guide/1", "default")
    expect(page.get_by_role("link", name="Read this article")).to_have_attribute("href", "read/guide%2F1")


def test_another_article_has_a_thread_of_its_own_and_says_so(page: Page) -> None:
    ask(page, "How long?")
    status = page.locator("pincite-chat .status")
    page.get_by_label("Ask about").select_option("guide/1")
    expect(page.locator("pincite-chat .turn")).to_have_count(0)
    expect(status).to_contain_text("The previous one is kept")
    page.get_by_label("Ask about").select_option("")
    expect(page.locator("pincite-chat .turn")).to_have_count(1)
    expect(status).to_have_text("")


def test_in_a_large_corpus_words_find_articles(page: Page, stage: Stage) -> None:
    html = ask_page([], stage.engine.disclaimer("clinician"), total=16_407)
    page.route("**/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/")
    finder, article = page.get_by_label("Find an article"), page.get_by_label("Ask about")
    finder.fill("guideline")
    expect(page.locator("#finder-status")).to_have_text("1 article found.")
    expect(article.locator("option")).to_have_text(["All documents", "A guideline"])
    article.select_option("guide/1")
    expect(page.locator("pincite-chat")).to_have_attribute("document-id", "guide/1")
    finder.fill("mismatch")
    expect(page.locator("#finder-status")).to_have_text("Receipt mismatch")
    expect(article).to_have_value("guide/1")


def test_the_whole_way_goes_by_keyboard(page: Page) -> None:
    page.locator("pincite-chat textarea").wait_for()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") == "question":
            break
    page.keyboard.type("How long?")
    page.keyboard.press("Enter")
    expect(page.locator("pincite-chat h3")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.className") == "reader":
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text(FIRST)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (500, 400)])
@pytest.mark.parametrize("path", ["/", "/read/guide%2F1"])
def test_a_narrow_window_does_not_scroll_sideways(page: Page, path: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(path)
    ask(page, "riluzole?")
    ask(page, "which " + "Longworded" * 20)
    ask(page, "terms").locator("summary").click()
    turn = ask(page, "it " + "Longworded" * 20)
    turn.locator(".numeral").first.click()
    turn.get_by_role("button", name="Change").click()
    assert not overflows(page)
    assert in_sight(page, page.locator("pincite-chat [part=disclaimer]"))


@pytest.mark.parametrize("question", ["How long?", "silence"])
def test_the_disclaimer_is_in_sight_before_and_after_a_question(page: Page, question: str) -> None:
    notice = page.locator("pincite-chat [part=disclaimer]")
    expect(notice).to_have_text("Disclaimer. For defaults.")
    assert in_sight(page, notice)
    for _ in range(3):
        ask(page, question)
        expect(notice).to_have_text("Disclaimer. For defaults.")
        assert in_sight(page, notice)


def test_the_disclaimer_of_the_page_stays_if_the_service_gives_none(page: Page) -> None:
    page.route("**/v1/disclaimer*", lambda route: route.abort())
    page.goto("/")
    page.locator("pincite-chat textarea").wait_for()
    notice = page.locator("[slot=disclaimer]")
    expect(notice).to_have_text("Disclaimer. For defaults.")
    assert in_sight(page, notice)


@pytest.mark.parametrize("height", [320, 800])
def test_the_disclaimer_is_in_sight_wherever_the_reader_is(page: Page, height: int) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    page.goto("/read/guide%2F1")
    notices = page.get_by_role("note", name="Disclaimer")
    expect(notices).to_have_count(2)
    bottom = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    for y in range(0, bottom + 1, 50):
        page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", y)
        assert any(in_sight(page, notice) for notice in notices.all()), f"not at {y} of {bottom}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    assert serious_violations(page) == []
    ask(page, "riluzole?").locator(".numeral").last.click()
    ask(page, "edaravone?")
    ask(page, "it does what?").get_by_role("button", name="Change").click()
    ask(page, "which one?")
    ask(page, "help me")
    ask(page, "terms").locator("summary").click()
    ask(page, "doubtful")
    ask(page, "silence")
    ask(page, "retracted")
    ask(page, "mismatch")
    ask(page, "tampered").locator(".mismatch").first.wait_for()
    assert serious_violations(page) == []
    page.locator("pincite-chat a.reader").first.click()
    page.locator("mark").wait_for()
    page.get_by_role("link", name="Ask about this").click()
    assert serious_violations(page) == []


def test_a_foreign_page_embeds_it(stage: Stage, page: Page) -> None:
    example = (ROOT / "qa" / "widget" / "examples" / "embed.html").read_text(encoding="utf-8")
    stage.elsewhere.html = example.replace("http://127.0.0.1:8000", stage.origin).replace(
        "als-overview", "guide/1"
    )
    stage.elsewhere.policy = f"default-src 'none'; script-src {stage.origin}; connect-src {stage.origin}"
    page.goto(stage.elsewhere.origin)
    expect(page.locator("pincite-chat [part=disclaimer]")).to_have_text("Disclaimer. For clinicians.")
    reader = ask(page, "How long?").locator("a.reader").first
    expect(reader).to_have_attribute("target", "_blank")
    with page.expect_popup() as opened:
        reader.click()
    expect(opened.value.locator("mark")).to_have_text(FIRST)


HOSTILE_STYLE = """
html { font-size: 62.5%; }
* { letter-spacing: 6px !important; text-transform: uppercase !important; line-height: 3 !important;
    color: magenta !important; white-space: nowrap !important; text-indent: 3em !important; user-select: none; }
p, li, h3, h4, blockquote, button, textarea, section, article { display: none !important; }
"""


def test_the_styles_of_a_foreign_page_do_not_reach_into_it(stage: Stage, page: Page) -> None:
    looks = """() => {
        const words = document.querySelector("pincite-chat").shadowRoot.querySelector("blockquote");
        const style = getComputedStyle(words);
        return [style.display, style.fontSize, style.letterSpacing, style.textTransform, style.lineHeight,
                style.color, style.whiteSpace, style.textIndent, style.userSelect];
    }"""
    ask(page, "How long?")
    own = page.evaluate(looks)
    stage.elsewhere.html = f"""<!doctype html><html lang="en"><title>Elsewhere</title>
        <script type="module" src="{stage.origin}/widget/pincite-chat.js"></script>
        <main><pincite-chat>Asking needs JavaScript.</pincite-chat></main>"""
    stage.elsewhere.policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {stage.origin}; connect-src {stage.origin}"
    )
    page.goto(stage.elsewhere.origin)
    page.add_style_tag(content=HOSTILE_STYLE)
    turn = ask(page, "How long?")
    assert page.evaluate(looks) == own
    assert in_sight(page, turn.locator("h3"))
    assert not overflows(page)


def test_a_site_that_is_not_allowed_cannot_embed_it(stage: Stage, page: Page) -> None:
    stage.elsewhere.policy = "default-src * 'unsafe-eval'"
    page.goto(stage.elsewhere.origin.replace("127.0.0.1", "localhost"))
    script = f"{stage.origin}/widget/pincite-chat.js"
    assert page.evaluate("(url) => import(url).then(() => true, () => false)", script) is False
