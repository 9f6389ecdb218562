"""The reader in a real Chromium: a quote lands on exactly its bytes."""

import pytest
from playwright.sync_api import Page, expect

from browser import ask, in_sight
from canned import ANSWERING, FIRST, GUIDE, SECOND
from corpus.document import Span
from stage import Stage

pytestmark = pytest.mark.browser


def test_clicking_a_quote_lands_on_its_highlight(page: Page) -> None:
    for number, sentence in enumerate(GUIDE.sentences):
        page.goto("/")
        page.locator("pincite-chat textarea").wait_for()
        turns = page.locator("pincite-chat .turn")
        turn = turns.first if turns.count() else ask(page, "How long?")
        turn.locator("blockquote").nth(number).click()
        mark = page.locator("mark")
        expect(mark).to_have_text(sentence.span.of(GUIDE.text))
        expect(mark).to_be_focused()
        expect(mark).to_have_accessible_description("The quoted passage is highlighted below.")
        assert in_sight(page, mark)


def test_the_way_back_from_the_reader_shows_the_answer_again(page: Page) -> None:
    ask(page, "How long?").locator("a.reader").first.click()
    page.locator("mark").wait_for()
    page.go_back()
    expect(page.locator("pincite-chat blockquote")).to_have_count(2)


def test_a_quote_of_the_page_that_is_read_is_shown_without_leaving_it(page: Page) -> None:
    page.goto("/read/guide%2F1")
    page.evaluate("window.stayed = true")
    turn = ask(page, "How long?")
    for number, sentence in enumerate(GUIDE.sentences):
        turn.locator("a.reader").nth(number).click()
        expect(page.locator("mark")).to_have_text(sentence.span.of(GUIDE.text))
    for _ in GUIDE.sentences:
        page.go_back()
    expect(turn.locator("a.reader").last).to_be_focused()
    assert page.evaluate("window.stayed")


def test_a_question_is_asked_again_about_what_it_was_asked_about(page: Page, stage: Stage) -> None:
    page.goto("/read/guide%2F1")
    page.get_by_role("link", name="Ask about this: Prognosis").click()
    turn = ask(page, "which is safe?")
    page.get_by_role("button", name="Ask about the whole article").click()
    turn.get_by_role("button", name="Is riluzole safe?").click()
    expect(turn.locator(".turn-label")).to_have_text("Question 1, asked again")
    page.reload()
    turn.get_by_role("button", name="Change").click()
    turn.locator(".rebind").get_by_role("button", name="edaravone").click()
    expect(turn.locator("[part=binding]")).to_contain_text("edaravone, your choice")
    heard = [(question.document_id, question.section, question.replaces) for question in stage.engine.heard]
    assert heard == [("guide/1", "Prognosis", None), ("guide/1", "Prognosis", 1), ("guide/1", "Prognosis", 1)]


def test_the_thread_goes_on_under_an_article_that_is_opened_from_it(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?").locator("a.reader").first.click()
    page.locator("mark").wait_for()
    turn = ask(page, "it does what?")
    expect(turn.locator(".turn-label")).to_have_text("Question 2")
    asked = [(question.conversation_id, question.document_id) for question in stage.engine.heard]
    assert asked == [(None, None), ("c1", "guide/1")]
    page.go_back()
    expect(page.locator("pincite-chat .turn")).to_have_count(2)


def test_an_article_that_has_its_own_thread_keeps_it(page: Page, stage: Stage) -> None:
    page.goto("/read/guide%2F1")
    ask(page, "Here?")
    page.goto("/")
    ask(page, "riluzole?").locator("[part=source-title] a").click()
    expect(page.locator("pincite-chat h3")).to_have_text("Here?")


def test_a_section_is_asked_about_until_that_is_taken_back(page: Page, stage: Stage) -> None:
    page.goto("/read/guide%2F1")
    page.get_by_role("link", name="Ask about this: Prognosis").click()
    field = page.locator("pincite-chat textarea")
    expect(field).to_be_focused()
    assert in_sight(page, field)
    expect(page.locator("pincite-chat .section")).to_contain_text("About the section “Prognosis”")
    ask(page, "there what?")
    whole = page.get_by_role("button", name="Ask about the whole article")
    whole.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(page.locator("pincite-chat .section")).to_be_hidden()
    ask(page, "How long?")
    assert [question.section for question in stage.engine.heard] == ["Prognosis", None]
    page.get_by_role("link", name="Have a follow-up question?").click()
    expect(field).to_be_focused()


@pytest.mark.parametrize(("first", "second"), [(0, 0), (3, 5), (1, 20), (2, 33)])
def test_any_bytes_are_highlighted_exactly(page: Page, first: int, second: int) -> None:
    one, two = (sentence.span for sentence in GUIDE.sentences)
    whole = Span(one.start + first, two.end - second)
    start, end = GUIDE.byte_span(whole)
    page.goto(f"/read/guide%2F1#q={start}-{end}")
    page.locator("mark").first.wait_for()
    shown = "".join(page.locator("mark").all_text_contents())
    text = GUIDE.text
    assert shown == f"{text[whole.start : one.end]} {text[two.start : whole.end]}"


def test_several_ranges_are_highlighted_and_replaced_when_the_address_changes(page: Page) -> None:
    one = GUIDE.byte_span(Span(GUIDE.sentences[0].span.start, GUIDE.sentences[0].span.start + 5))
    two = GUIDE.byte_span(Span(GUIDE.sentences[0].span.start + 14, GUIDE.sentences[0].span.start + 19))
    before = page.goto("/read/guide%2F1") and page.locator(".content").inner_text()
    page.goto(f"/read/guide%2F1#q={one[0]}-{one[1]},{two[0]}-{two[1]}")
    expect(page.locator("mark")).to_have_text([FIRST[:5], FIRST[14:19]])
    page.goto(f"/read/guide%2F1#q={one[0]}-{one[1]}")
    expect(page.locator("mark")).to_have_text([FIRST[:5]])
    assert page.locator(".content").inner_text() == before
    page.goto("/read/guide%2F1#ref-1")
    expect(page.locator("mark")).to_have_count(1)
    page.goto("/read/guide%2F1#q=99998-99999")
    expect(page.locator("#quoted")).to_contain_text("does not have")


def test_what_answers_is_marked_in_the_quote_and_in_the_reader(page: Page) -> None:
    turn = ask(page, "marked how long?")
    words = turn.locator("blockquote").first
    expect(words).to_have_text(FIRST)
    expect(words.locator("mark.answer")).to_have_text(ANSWERING)
    expect(turn.locator("blockquote").nth(1).locator("mark")).to_have_count(0)
    expect(turn.locator(".check.matched")).to_have_count(2)
    page.emulate_media(forced_colors="active")
    assert "underline" in words.locator("mark").evaluate("(mark) => getComputedStyle(mark).textDecorationLine")
    turn.locator("a.reader").first.click()
    expect(page.locator(".content mark")).to_have_text([FIRST])
    expect(page.locator(".content mark .answer")).to_have_text([ANSWERING])
    expect(page.locator(".content mark")).to_be_focused()


def test_what_answers_is_shown_only_where_the_address_quotes_it(page: Page) -> None:
    one, two = (GUIDE.byte_span(sentence.span) for sentence in GUIDE.sentences)
    before = page.goto("/read/guide%2F1") and page.locator(".content").inner_text()
    for answer, shown in [
        (f"{two[0]}-{two[0] + 3}", [SECOND[:1]]),
        (f"{one[0]}-{two[0] + 4}", [SECOND[:2]]),
        (f"{one[0]}-{one[1]}", []),
        ("x", []),
        ("5-5", []),
    ]:
        page.goto(f"/read/guide%2F1#q={two[0]}-{two[1]}&a={answer}")
        expect(page.locator("mark")).to_have_text([SECOND])
        expect(page.locator("mark .answer")).to_have_text(shown)
    page.goto(f"/read/guide%2F1#q={one[0]}-{one[1]}")
    expect(page.locator("mark")).to_have_text([FIRST])
    expect(page.locator(".answer")).to_have_count(0)
    assert page.locator(".content").inner_text() == before


def test_the_address_names_ranges(page: Page) -> None:
    named = {
        "#q=1-2": [[1, 2]],
        "#q=10-20,1-5": [[1, 5], [10, 20]],
        "#q=1-5&q=4-9": [[1, 9]],
        "#q=5-5": [],
        "#q=9-1,x,-3,1-2-3": [],
        "#ref-3": [],
        "": [],
    }
    ranges_of = "async (hashes) => hashes.map((await import('/widget/text/byte-ranges.js')).rangesOf)"
    assert page.evaluate(ranges_of, list(named)) == list(named.values())


def test_the_reader_is_readable_without_scripts(stage: Stage) -> None:
    context = stage.browser.new_context(java_script_enabled=False, base_url=stage.origin)
    page = context.new_page()
    page.goto("/read/guide%2F1")
    for text in (
        FIRST,
        "For defaults.",
        "Asking questions needs JavaScript",
        "not listed by the source",
        "Approved",
    ):
        expect(page.get_by_text(text).first).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("For defaults.")).to_be_visible()
    expect(page.get_by_role("link", name="A guideline")).to_be_visible()
    context.close()
