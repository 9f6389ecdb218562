"""What depends on who asks, and what goes with a quote, in a real Chromium: audience, notice, terms, standing."""

import pytest
from playwright.sync_api import Page, expect

from browser import ask, in_sight
from canned import EMERGENCY, FIRST, SECOND, WEAK
from stage import Stage

pytestmark = pytest.mark.browser
CHOICE = "Which best describes you?"


def test_who_asks_is_chosen_and_sent_from_the_next_question_on(page: Page, stage: Stage) -> None:
    choice = page.get_by_label(CHOICE)
    names = ["Prefer not to say", "Patient", "Caregiver", "Student", "Nurse", "Physician", "Researcher"]
    expect(choice.locator("option")).to_have_text(names)
    ask(page, "How long?")
    choice.select_option("Patient")
    expect(page.locator("pincite-chat [part=disclaimer]")).to_have_text("Disclaimer. For patients.")
    expect(page.locator("pincite-chat .status")).to_contain_text("Patient: applies from your next question on.")
    expect(page.locator("pincite-chat .turn")).to_have_count(1)
    ask(page, "How long?")
    assert [question.audience for question in stage.engine.heard] == ["default", "patient"]


def test_the_choice_is_remembered_in_this_tab_only(page: Page) -> None:
    page.get_by_label(CHOICE).select_option("Nurse")
    page.goto("/read/guide%2F1")
    expect(page.get_by_label(CHOICE)).to_have_value("nurse")
    expect(page.locator("pincite-chat [part=disclaimer]")).to_have_text("Disclaimer. For nurses.")
    assert page.evaluate("[document.cookie, localStorage.length]") == ["", 0]
    assert page.evaluate("sessionStorage.getItem('pincite audience')") == "nurse"
    page.evaluate("sessionStorage.setItem('pincite audience', 'emperor')")
    page.reload()
    expect(page.get_by_label(CHOICE)).to_have_value("default")


def test_the_attribute_fixes_who_asks(page: Page, stage: Stage) -> None:
    page.evaluate("document.querySelector('pincite-chat').setAttribute('audience', 'clinician')")
    expect(page.get_by_label(CHOICE)).to_be_hidden()
    expect(page.locator("pincite-chat [part=disclaimer]")).to_have_text("Disclaimer. For clinicians.")
    ask(page, "How long?")
    assert stage.engine.heard[-1].audience == "clinician"


def test_without_storage_the_choice_and_the_thread_last_as_long_as_the_page(page: Page, stage: Stage) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('off'); } })")
    page.reload()
    page.get_by_label(CHOICE).select_option("Student")
    ask(page, "How long?")
    ask(page, "And then?")
    assert [question.conversation_id for question in stage.engine.heard] == [None, "c1"]
    assert stage.engine.heard[-1].audience == "student"


def test_a_weak_answer_says_so_above_its_quotes(page: Page) -> None:
    turn = ask(page, "weak it is")
    expect(turn.get_by_role("note").first).to_have_text(f"Caution: {WEAK}")
    expect(turn.locator(".body > :first-child")).to_have_text(f"Caution: {WEAK}")


def test_a_notice_stands_above_everything_and_cannot_be_dismissed(page: Page) -> None:
    turn = ask(page, "help I took it")
    notice = turn.get_by_role("alert")
    expect(notice).to_have_text(EMERGENCY)
    expect(notice).to_have_count(1)
    assert in_sight(page, notice)
    assert turn.evaluate("(node) => node.firstElementChild.className") == "notice"
    expect(notice.get_by_role("button")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(notice).to_be_visible()
    expect(ask(page, "How long?").locator(".notice")).to_have_count(0)


def test_terms_are_explained_below_their_quote_by_another_quote(page: Page) -> None:
    turn = ask(page, "terms please")
    terms = turn.locator(".quote").first.locator("details")
    expect(turn.locator("details")).to_have_count(1)
    expect(terms.locator("summary")).to_have_text("Terms in this quote: espérance")
    expect(terms.locator("dl")).to_be_hidden()
    terms.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(terms.locator("dt")).to_have_text("espérance")
    expect(terms.locator("blockquote")).to_have_text(SECOND)
    expect(terms.locator(".place")).to_have_text("A guideline Prognosis")
    expect(terms.locator(".check.matched")).to_have_count(1)
    words = turn.locator(".quote > blockquote").first
    assert words.evaluate("(node) => [node.childNodes.length, node.textContent]") == [1, FIRST]
    terms.get_by_role("link", name="Read in context: the definition of espérance").click()
    expect(page.locator("mark")).to_have_text(SECOND)


def test_a_cited_work_that_no_longer_stands_is_marked_before_it_is_opened(page: Page) -> None:
    quote = ask(page, "doubtful one").locator(".quote").first
    expect(quote.locator(".numerals li").first).to_have_text("[1]Trial, A journal, 2020retracted")
    quote.get_by_role("button", name="Reference 1").click()
    expect(quote.locator(".reference").first).to_contain_text("retracted")
    expect(ask(page, "How long?").locator(".mark")).to_have_count(0)
