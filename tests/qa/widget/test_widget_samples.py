"""The main job in a real Chromium: the sample corpus, the default model, a real server and its own pages."""

import json
import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import ask, in_sight, overflows, serious_violations, watched_page
from qa.assembly import open_engine
from qa.settings import Settings
from repository import ROOT
from serving import ingest_into, served

pytestmark = [pytest.mark.browser, pytest.mark.model]
BULBAR = "How long do people with bulbar onset live?"
PIZZA = "What is the best pizza in Naples?"


@pytest.fixture(name="origin", scope="module")
def _origin(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(home=tmp_path_factory.mktemp("samples"))
    ingest_into(settings, ROOT / "corpus" / "samples")
    engine = open_engine(settings)
    with engine.store, served(settings, engine) as origin:
        yield origin


@pytest.fixture(name="page")
def _page(browser: Browser, origin: str) -> Iterator[Page]:
    with watched_page(browser, origin) as page:
        page.goto("/")
        yield page


def test_a_question_is_answered_with_quotes_that_can_be_followed_to_their_place(page: Page) -> None:
    page.get_by_label("Ask about").select_option("als-overview")
    turn = ask(page, BULBAR)
    first = turn.locator(".quote").first
    expect(turn.locator("[part=source-title]").first).to_contain_text("Amyotrophic")
    expect(turn.locator(".caution").filter(has_text="Pending human review")).to_be_visible()
    expect(turn.locator("blockquote").filter(has_text="bulbar").first).to_be_visible()
    expect(first.locator("blockquote mark")).to_have_text("2-3 years")
    expect(turn.locator(".mismatch")).to_have_count(0)
    expect(turn.locator(".check.matched")).to_have_count(turn.locator(".quote").count())
    assert first.locator(".numeral").count() > 0
    words = first.locator("blockquote").inner_text()
    first.locator("blockquote").click()
    expect(page).to_have_url(re.compile("/read/als-overview"))
    expect(page.locator(".content mark").first).to_be_focused()
    assert "".join(page.locator(".content mark").all_text_contents()) == words
    assert in_sight(page, page.locator(".content mark").first)


def test_every_quote_is_the_stored_bytes_that_it_names(page: Page, origin: str) -> None:
    page.evaluate("addEventListener('pincite-answer', (event) => { window.heard = event.detail; })")
    ask(page, BULBAR)
    for quote in page.evaluate("heard.quotes"):
        address = f"{origin}/v1/documents/{quote['document_id']}/text?version={quote['version']}"
        with urlopen(address) as reply:
            stored = reply.read()[quote["byte_start"] : quote["byte_end"]]
        assert stored.decode() == quote["text"]
        page.goto(quote["links"]["reader"])
        expect(page.locator(".content mark").first).to_be_visible()
        shown = "".join(page.locator(".content mark").all_text_contents())
        assert re.sub(r"\W|\d", "", shown) == re.sub(r"\W|\d", "", quote["text"])


def test_a_follow_up_is_understood_from_the_question_before(page: Page) -> None:
    ask(page, BULBAR)
    turn = ask(page, "What about limb onset?")
    expect(turn.locator(".understood")).to_contain_text("How long do people with limb onset live?")
    expect(turn.locator("blockquote").filter(has_text="limb").first).to_be_visible()


def test_ten_turns_under_an_article_stay_in_one_thread_and_can_be_corrected(page: Page) -> None:
    page.goto("/read/als-overview")
    page.evaluate(
        "window.heard = []; for (const kind of ['answer', 'abstention'])"
        " addEventListener(`pincite-${kind}`, (event) => heard.push(event.detail))"
    )
    asked = (
        "How is it diagnosed?",
        "Which drugs slow it?",
        "What about edaravone?",
        "is it safe?",
        "why?",
        "How is migraine treated?",
        "is it hereditary?",
        "thanks",
        "What about bulbar onset?",
    )
    for question in asked:
        ask(page, question)
    first = page.locator("pincite-chat .turn").first
    first.get_by_role("button", name="Change what “it” means").click()
    first.get_by_role("textbox", name="“it” means").fill("asthma")
    page.keyboard.press("Enter")
    expect(first.locator(".understood > p")).to_have_text("Understood as: How is asthma diagnosed?")
    expect(first.locator("[part=binding]")).to_contain_text("“it” = asthma, your choice")
    expect(first.locator(".turn-label")).to_have_text("Question 1, asked again")
    expect(page.locator("pincite-chat .turn")).to_have_count(len(asked))
    heard = page.evaluate("heard")
    assert [outcome["turn"] for outcome in heard] == [*range(1, 10), 1]
    assert len({outcome["conversation_id"] for outcome in heard}) == 1
    assert heard[0]["bindings"][0]["origin"] == "article"
    expect(page.locator("pincite-chat .mismatch")).to_have_count(0)


def test_a_question_without_evidence_is_told_so(page: Page) -> None:
    turn = ask(page, PIZZA)
    expect(turn.locator(".abstention")).to_be_visible()
    expect(turn.locator("blockquote")).to_have_count(0)
    assert in_sight(page, page.locator("pincite-chat [part=disclaimer]"))


def test_axe_finds_nothing_serious_on_the_real_pages(page: Page) -> None:
    ask(page, BULBAR)
    ask(page, PIZZA)
    assert serious_violations(page) == []
    page.goto("/read/als-overview")
    page.locator("pincite-chat textarea").wait_for()
    assert serious_violations(page) == []


def test_every_sample_is_readable_on_a_narrow_screen(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    with urlopen(f"{origin}/v1/documents") as reply:
        documents = json.load(reply)["documents"]
    assert len(documents) >= 8
    for document in documents:
        page.goto(f"/read/{document['id']}")
        expect(page.locator("h1")).to_have_text(document["title"])
        expect(page.locator("[aria-current=step]")).to_contain_text("Submitted")
        assert page.locator(".content [data-b]").count() > 10
        assert not overflows(page)
