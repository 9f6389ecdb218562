"""The widget in a real Chromium, with outcomes that are known beforehand."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import ask
from canned import FIRST, GUIDE, HOSTILE
from stage import Stage

pytestmark = pytest.mark.browser


def test_an_answer_shows_its_quotes_with_everything_that_goes_with_them(page: Page) -> None:
    turn = ask(page, "How long?")
    expect(turn.locator("h3")).to_have_text("How long?")
    expect(turn.locator("[part=source-title]")).to_have_text("A guideline")
    assert turn.locator("blockquote").all_text_contents() == [s.span.of(GUIDE.text) for s in GUIDE.sentences]
    expect(turn.locator(".place").first).to_have_text("Prognosis, page 3")
    expect(turn.locator("[part=source-facts]").first).to_have_text(
        "GuidelineA societylast updated 2025-01-02review status: approvedpublisher’s page"
    )
    expect(turn.locator(".caution")).to_have_text("Caution: Pending human review.")
    expect(turn.locator(".confidence")).to_have_text("Low confidence")
    expect(turn.locator(".confidence")).to_have_attribute("title", "Score 0.82; an answer needs 0.50")
    expect(turn.locator(".check.matched")).to_have_text(["✓ Verified quote"] * 2)
    original = turn.locator("a", has_text="Original page").first
    assert "noopener" in (original.get_attribute("rel") or "")
    expect(page.locator("pincite-chat .status")).to_have_text("2 quotes from 1 source.")
    shown = page.locator("pincite-chat .chat").inner_text().lower()
    assert set(re.findall(r"verified\W+\w+", shown)) == {"verified quote"}


def test_a_quote_says_where_else_it_stands_and_what_its_list_leaves_out(page: Page) -> None:
    quote = ask(page, "repeated in places").locator(".quote").first
    expect(quote.locator(".omitted")).to_have_text("… and 7 more items of this list")
    expect(quote.locator(".also li")).to_have_text(f"{GUIDE.metadata.title}, Outlook, page 4")
    expect(quote.locator(".also a")).to_have_attribute("href", re.compile(r"/read/guide%2F1\?version=\w+#q="))


def test_a_reference_number_opens_its_entry(page: Page) -> None:
    quote = ask(page, "How long?").locator(".quote").first
    one, six = quote.get_by_role("button", name="Reference 1"), quote.get_by_role("button", name="Reference 6")
    expect(one).to_have_attribute("aria-expanded", "false")
    one.click()
    expect(one).to_have_attribute("aria-expanded", "true")
    expect(quote.locator(".reference").first).to_contain_text("Trial")
    expect(quote.locator(".reference").first).to_contain_text("A journal, 2020")
    six.click()
    expect(quote.locator(".reference").last).to_have_text("[6] not listed by the source")
    one.click()
    expect(quote.locator(".reference").first).to_be_hidden()


def test_an_abstention_gives_its_reason_and_the_nearest_sources(page: Page) -> None:
    turn = ask(page, "silence please")
    expect(turn.locator(".abstention")).to_contain_text("No evidence found in the stored sources")
    expect(turn.locator(".nearest")).to_contain_text("A guideline")
    expect(turn.locator("blockquote")).to_have_count(0)
    expect(page.locator("pincite-chat .status")).to_have_text("No answer. No evidence.")


def test_a_text_that_does_not_match_its_receipt_is_warned_about(page: Page) -> None:
    turn = ask(page, "tampered with")
    expect(turn.locator(".mismatch")).to_have_count(2)
    expect(turn.locator(".mismatch").first).to_contain_text("Do not rely on it")
    expect(turn.locator(".check.matched")).to_have_count(0)


def test_a_retracted_source_says_so(page: Page) -> None:
    expect(ask(page, "retracted one").locator(".standing")).to_have_text(
        "This source has been retracted. Do not rely on it."
    )


def test_what_a_source_says_never_becomes_markup_or_a_script_link(page: Page) -> None:
    turn = ask(page, "hostile one")
    expect(turn.locator("[part=source-title]")).to_have_text(HOSTILE)
    expect(turn.locator("img")).to_have_count(0)
    expect(turn.locator("[href^='javascript']")).to_have_count(0)


def test_a_suggestion_is_asked(page: Page) -> None:
    ask(page, "How long?").get_by_role("button", name="Why is that?").click()
    expect(page.locator("pincite-chat h3").last).to_have_text("Why is that?")


def test_a_blank_question_is_not_sent(page: Page, stage: Stage) -> None:
    before = len(stage.engine.heard)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Enter a question first.")
    expect(page.locator("pincite-chat textarea")).to_be_focused()
    assert len(stage.engine.heard) == before


def test_the_quote_is_copied_with_its_citation(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    quote = ask(page, "How long?").locator(".quote").first
    quote.get_by_role("button", name="Copy with citation: quote 1").click()
    expect(quote.locator("button", has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == f"“{FIRST}”"
    assert "A guideline. A society; Guideline; last updated 2025-01-02" in copied
    assert GUIDE.version in copied


def test_where_copying_is_blocked_the_citation_is_offered_by_hand(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('blocked')); }")
    quote = ask(page, "How long?").locator(".quote").first
    quote.get_by_role("button", name="Copy with citation: quote 1").click()
    expect(quote.get_by_role("textbox")).to_be_focused()
    assert quote.get_by_role("textbox").input_value().startswith(f"“{FIRST}”")


def test_an_integrator_hears_of_every_outcome(page: Page) -> None:
    page.evaluate(
        """window.heard = [];
        const hear = ({ type, detail }) => heard.push([type, detail.outcome ?? detail.status]);
        ["answer", "abstention", "error"].forEach((name) => addEventListener(`pincite-${name}`, hear));"""
    )
    for question in ("How long?", "silence", "mismatch"):
        ask(page, question)
    assert page.evaluate("heard") == [
        ["pincite-answer", "answer"],
        ["pincite-abstention", "abstention"],
        ["pincite-error", 500],
    ]
