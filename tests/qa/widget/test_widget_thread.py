"""A thread in the widget, in a real Chromium: understood, corrected, chosen from, forgotten and saved."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import ask, in_sight, serious_violations
from canned import FIRST
from qa.schema import MAX_QUESTION
from stage import Stage

pytestmark = pytest.mark.browser


def turn_of(page: Page, number: int) -> Locator:
    """The turn in that place, which has ended."""
    turn = page.locator("pincite-chat .turn[data-state]").nth(number - 1)
    turn.wait_for()
    return turn


def chosen(stage: Stage) -> list[tuple[str, str]]:
    """What the last question said that mentions mean."""
    return [(binding.mention, binding.resolved_to) for binding in stage.engine.heard[-1].bindings]


def ids(stage: Stage) -> list[str | None]:
    """The conversations of the questions that were asked."""
    return [question.conversation_id for question in stage.engine.heard]


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("it does what?", "“it” = riluzole, from question 1 Change"),
        ("that is what?", "“that” = vie, from a quote under question 1 Change"),
        ("here?", "about A guideline, from the article being read Change"),
        ("there what?", "“there” = Prognosis, from the section being read Change"),
    ],
)
def test_a_follow_up_says_how_it_was_understood(page: Page, stage: Stage, question: str, item: str) -> None:
    ask(page, "riluzole?")
    turn = ask(page, question)
    assert ids(stage) == [None, "c1"]
    expect(turn.locator(".understood > p")).to_contain_text("Understood as: ")
    expect(turn.locator("[part=binding]")).to_have_text(item, use_inner_text=True)
    expect(page.locator("pincite-chat .status")).to_contain_text("Understood as:")


def test_a_question_that_was_completed_is_not_shown_twice(page: Page) -> None:
    ask(page, "riluzole?")
    turn = ask(page, "why?")
    expect(turn.locator(".understood > p")).to_have_text("Understood as: Why does riluzole help?")
    expect(turn.locator(".understood .bound")).to_have_count(0)
    expect(turn.locator("[part=binding]")).to_have_text("completed, from question 1 Change", use_inner_text=True)
    turn.get_by_role("button", name="Change").click()
    expect(turn.get_by_role("textbox", name="The question means")).to_have_value("Why does riluzole help?")
    expect(turn.locator(".rebind .choice")).to_have_text(["riluzole"])


def test_a_question_that_is_too_long_stays_in_the_field(page: Page, stage: Stage) -> None:
    field = page.locator("pincite-chat textarea")
    field.fill("😀" * (MAX_QUESTION + 1))
    field.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "The question has 2,001 characters; the limit is 2,000. Ask one thing at a time."
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("😀" * (MAX_QUESTION + 1))
    assert stage.engine.heard == []


def test_a_long_question_takes_little_room_and_scrolls(page: Page, stage: Stage) -> None:
    longest = "both? " * (MAX_QUESTION // 6)
    turn = ask(page, longest)
    assert stage.engine.heard[-1].question == longest.strip()
    page.evaluate(
        """(bindings) => document.querySelector("pincite-chat").ask("it?", { bindings })""",
        [{"mention": "it", "resolved_to": longest}],
    )
    for text in (turn.locator("h3"), turn_of(page, 2).locator(".understood > p")):
        box = text.bounding_box()
        assert box is not None
        assert box["height"] < 160
        expect(text).to_have_attribute("tabindex", "0")
    assert serious_violations(page) == []


def test_each_turn_is_named_for_those_who_do_not_see_it(page: Page) -> None:
    ask(page, "riluzole?")
    ask(page, "which is safe?").get_by_role("button", name="Is riluzole safe?").click()
    expect(page.get_by_role("article", name="Question 1", exact=True)).to_contain_text("riluzole?")
    expect(page.get_by_role("article", name="Question 2, asked again")).to_be_visible()
    ask(page, "mismatch")
    expect(page.get_by_role("article", name="A question without an answer")).to_be_visible()


def test_small_talk_has_no_confidence(page: Page) -> None:
    turn = ask(page, "thanks")
    expect(turn.locator(".abstention")).to_contain_text("You are welcome.")
    expect(turn.locator(".confidence")).to_have_count(0)


def test_a_standalone_question_is_shown_as_it_was_put(page: Page) -> None:
    expect(ask(page, "riluzole?").locator(".understood")).to_be_hidden()


def test_the_origin_of_a_binding_leads_to_the_question_or_the_quote(page: Page) -> None:
    first = ask(page, "riluzole?")
    words = first.locator("blockquote").first
    ask(page, "that is what?").get_by_role("button", name="from a quote").click()
    quote = first.locator(".quote").first
    expect(quote).to_be_focused()
    expect(quote).to_have_class("quote pointed")
    assert in_sight(page, words)
    pointed = "[...CSS.highlights.get('pincite-pointed')].map(String)"
    assert page.evaluate(pointed) == ["vie"]
    assert words.evaluate("(node) => [node.childNodes.length, node.textContent]") == [1, FIRST]
    page.keyboard.press("Tab")
    assert page.evaluate("CSS.highlights.has('pincite-pointed')") is False
    ask(page, "it does what?").get_by_role("button", name="from question 1").click()
    expect(first.locator("h3")).to_be_focused()


def test_a_quote_with_a_mark_is_pointed_at_across_it(page: Page) -> None:
    ask(page, "marked how long?")
    ask(page, "that is what?").get_by_role("button", name="from a quote").click()
    assert page.evaluate("[...CSS.highlights.get('pincite-pointed')].map(String)") == ["vie"]


def test_a_mention_can_be_typed_anew_by_keyboard(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    turn = ask(page, "both of it and them?")
    change = turn.get_by_role("button", name="Change what “it” means")
    change.focus()
    page.keyboard.press("Enter")
    field = turn.get_by_role("textbox", name="“it” means")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(change).to_be_focused()
    expect(change).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    field.fill(" ")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    field.fill("lithium")
    page.keyboard.press("Enter")
    again = turn_of(page, 2)
    expect(again.locator(".turn-label")).to_have_text("Question 2, asked again")
    assert (stage.engine.heard[-1].question, chosen(stage)) == ("both of it and them?", [("it", "lithium")])
    expect(again.locator("h3")).to_be_focused()
    expect(again.locator("[part=binding]")).to_contain_text("“it” = lithium, your choice Change")


def test_an_earlier_choice_stays_when_another_is_made(page: Page, stage: Stage) -> None:
    ask(page, "which is it?").get_by_role("button", name="Is riluzole safe?").click()
    turn = page.locator("pincite-chat .turn[data-state=answer]")
    turn.get_by_role("button", name="Change").click()
    turn.get_by_role("textbox", name="“which” means").fill("x")
    turn.get_by_role("button", name="Cancel").click()
    expect(turn.locator(".rebind")).to_be_hidden()
    page.evaluate(
        """(bindings) => document.querySelector("pincite-chat").ask("both?", { bindings })""",
        [{"mention": "it", "resolved_to": "riluzole"}, {"mention": "them", "resolved_to": "children"}],
    )
    turn = turn_of(page, 2)
    turn.get_by_role("button", name="Change what “it” means").click()
    turn.locator(".rebind:not([hidden]) input").fill("lithium")
    page.keyboard.press("Enter")
    expect(turn.locator(".turn-label")).to_have_text("Question 2, asked again")
    expect(turn.locator("[part=binding]").last).to_contain_text("lithium")
    assert chosen(stage) == [("them", "children"), ("it", "lithium")]


def test_a_name_of_the_thread_is_one_click_and_the_new_outcome_takes_the_place_of_the_first(
    page: Page, stage: Stage
) -> None:
    ask(page, "edaravone?")
    ask(page, "riluzole?")
    turn = ask(page, "it does what?")
    ask(page, "and then?")
    turn.get_by_role("button", name="Change").click()
    expect(turn.locator(".rebind .choice")).to_have_text(["edaravone"])
    turn.get_by_role("button", name="edaravone").click()
    expect(page.locator("pincite-chat .status")).to_contain_text("The questions below were not changed.")
    for _ in range(2):
        expect(turn.locator(".turn-label")).to_have_text("Question 3, asked again")
        expect(turn.locator(".understood > p")).to_have_text("Understood as: edaravone, how long?")
        expect(page.locator("pincite-chat .turn h3")).to_have_text(
            ["edaravone?", "riluzole?", "it does what?", "and then?"]
        )
        page.reload()
    assert chosen(stage) == [("it", "edaravone")]
    assert [question.replaces for question in stage.engine.heard] == [None, None, None, None, 3]
    kept = stage.engine.threads.kept["c1"]
    assert [turn.interpreted_question for turn in kept][2:] == ["edaravone, how long?", "and then?"]
    expect(ask(page, "it does what?").locator(".turn-label")).to_have_text("Question 5")


def test_what_a_mention_meant_before_can_be_chosen_again(page: Page, stage: Stage) -> None:
    ask(page, "which is it?").get_by_role("button", name="Is riluzole safe?").click()
    turn = page.locator("pincite-chat .turn[data-state=answer]")
    for taken, other in (("riluzole", "edaravone"), ("edaravone", "riluzole")):
        expect(turn.locator("[part=binding]")).to_contain_text(f"“which” = {taken}, your choice")
        page.reload()
        turn.get_by_role("button", name="Change").click()
        turn.locator(".rebind").get_by_role("button", name=other).click()
    expect(turn.locator("[part=binding]")).to_contain_text("“which” = riluzole")
    assert [question.replaces for question in stage.engine.heard] == [None, 1, 1, 1]
    assert len(stage.engine.threads.kept["c1"]) == 1


def test_what_was_to_be_replaced_stays_where_nothing_comes_in_its_place(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    turn = ask(page, "which is safe?")
    page.route("**/v1/follow-up/stream", lambda route: route.abort(), times=1)
    turn.get_by_role("button", name="Is edaravone safe?").click()
    failed = turn_of(page, 3)
    expect(failed.locator(".problem")).to_contain_text("cannot be reached")
    expect(failed.locator(".turn-label")).to_have_text("")
    expect(turn.get_by_role("group", name="Which did you mean?")).to_be_visible()
    failed.get_by_role("button", name="Ask again").click()
    expect(turn.locator("[part=binding]")).to_contain_text("“which” = edaravone, your choice")
    expect(turn.locator("h3")).to_be_focused()
    expect(page.locator("pincite-chat .turn")).to_have_count(2)
    assert [question.replaces for question in stage.engine.heard] == [None, None, 2]


@pytest.mark.parametrize("gone", ["turn", "conversation"])
def test_a_turn_that_the_service_no_longer_has_is_asked_again_below_all(
    page: Page, stage: Stage, gone: str
) -> None:
    turn = ask(page, "which is safe?")
    ask(page, "riluzole?")
    if gone == "turn":
        stage.engine.threads.kept["c1"][0] = stage.engine.threads.kept["c1"][1]
    else:
        stage.engine.threads.kept.clear()
    turn.get_by_role("button", name="Is edaravone safe?").click()
    again = turn_of(page, 3)
    expect(again.locator("[part=binding]")).to_contain_text("“which” = edaravone, your choice")
    expect(again.locator("h3")).to_be_focused()
    expect(again.locator(".turn-label")).to_have_text("Question 3" if gone == "turn" else "Question 1")
    expect(turn.get_by_role("group", name="Which did you mean?")).to_be_visible()
    turn.get_by_role("button", name="Is riluzole safe?").click()
    expect(turn_of(page, 4).locator("[part=binding]")).to_contain_text("riluzole, your choice")


def test_an_ambiguous_follow_up_is_one_click_from_each_reading(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    turn = ask(page, "which is safe?")
    expect(turn.locator(".confidence")).to_have_count(0)
    readings = turn.get_by_role("group", name="Which did you mean?").get_by_role("button")
    expect(readings).to_have_text(["Is riluzole safe?“which” = riluzole", "Is edaravone safe?“which” = edaravone"])
    turn.locator("h3").focus()
    page.keyboard.press("Tab")
    expect(turn.get_by_role("button", name="Ask a follow-up question")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(readings.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(turn.locator(".turn-label")).to_have_text("Question 2, asked again")
    expect(turn.locator("blockquote")).to_have_count(2)
    assert (stage.engine.heard[-1].question, chosen(stage)) == ("which is safe?", [("which", "edaravone")])
    expect(turn.locator("h3")).to_be_focused()
    expect(page.locator("pincite-chat .turn")).to_have_count(2)


def test_three_suggestions_are_shown_and_asked(page: Page) -> None:
    turn = ask(page, "How long?")
    expect(turn.locator(".suggestion")).to_have_text(["Why is that?", "And then?", "For how long?"])
    turn.get_by_role("button", name="And then?").click()
    expect(turn_of(page, 2).locator("h3")).to_have_text("And then?")
    expect(turn_of(page, 2).locator("h3")).to_be_focused()


def test_ten_turns_and_more_stay_usable(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    for number in range(2, 13):
        turn = ask(page, "that is what?" if number % 2 else "it does what?")
        assert in_sight(page, turn.locator("h3"))
        assert in_sight(page, turn.locator(".understood"))
        expect(turn.locator(".turn-label")).to_have_text(f"Question {number}")
    assert ids(stage) == [None, *["c1"] * 11]
    page.reload()
    expect(page.locator("pincite-chat .turn")).to_have_count(12)
    skip = page.get_by_role("button", name="Skip to the question field")
    skip.focus()
    page.keyboard.press("Enter")
    field = page.locator("pincite-chat textarea")
    expect(field).to_be_focused()
    assert in_sight(page, field)
    ask(page, "and?")
    assert ids(stage)[-1] == "c1"


def test_who_reads_on_is_not_pulled_back_when_the_answer_arrives(page: Page, stage: Stage) -> None:
    ask(page, "How long?")
    stage.engine.released.clear()
    field = page.locator("pincite-chat textarea")
    field.fill("wait for it")
    field.press("Enter")
    field.fill("the next")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    stage.engine.released.set()
    turn_of(page, 2)
    expect(field).to_be_focused()
    assert page.evaluate("scrollY") == 0


def test_a_thread_is_forgotten_here_and_on_the_service(page: Page, stage: Stage) -> None:
    ask(page, "How long?")
    ask(page, "And then?")
    page.get_by_role("button", name="Forget this thread").click()
    expect(page.locator("pincite-chat .turn")).to_have_count(0)
    expect(page.locator("pincite-chat textarea")).to_be_focused()
    expect(page.get_by_role("button", name="Forget this thread")).to_be_hidden()
    expect(page.locator("pincite-chat .status")).to_contain_text("deleted here and on the service")
    assert page.evaluate("Object.keys(sessionStorage)") == []
    ask(page, "Anew?")
    assert ids(stage) == [None, "c1", None]
    assert list(stage.engine.threads.kept) == ["c2"]


def test_a_thread_that_is_forgotten_while_a_question_runs_says_so(page: Page, stage: Stage) -> None:
    ask(page, "How long?")
    stage.engine.released.clear()
    field = page.locator("pincite-chat textarea")
    field.fill("wait for it")
    field.press("Enter")
    page.get_by_role("button", name="Forget this thread").click()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.locator("pincite-chat .status")).to_contain_text("deleted here and on the service")
    expect(page.locator("pincite-chat .turn")).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage)") == []
    stage.engine.released.set()


def test_a_thread_that_the_service_no_longer_has_is_forgotten_too(page: Page, stage: Stage) -> None:
    ask(page, "How long?")
    stage.engine.threads.kept.clear()
    page.get_by_role("button", name="Forget this thread").click()
    expect(page.locator("pincite-chat .status")).to_contain_text("deleted here and on the service")


def test_where_the_service_cannot_be_told_to_forget_it_says_so(page: Page) -> None:
    ask(page, "How long?")
    page.route("**/v1/conversations/*", lambda route: route.abort())
    page.get_by_role("button", name="Forget this thread").click()
    expect(page.locator("pincite-chat .status")).to_contain_text("could not be reached")
    expect(page.locator("pincite-chat .turn")).to_have_count(0)


def test_a_thread_is_saved_as_the_service_keeps_it(page: Page, stage: Stage, tmp_path: Path) -> None:
    ask(page, "riluzole?")
    export = "document.querySelector('pincite-chat').export()"
    with page.expect_download() as download:
        page.evaluate(export)
    assert download.value.suggested_filename == "pincite-thread.json"
    download.value.save_as(tmp_path / "thread.json")
    saved = json.loads((tmp_path / "thread.json").read_text(encoding="utf-8"))
    assert [(turn["number"], turn["question"]) for turn in saved["turns"]] == [(1, "riluzole?")]
    expect(page.locator("pincite-chat .status")).to_contain_text("saved as pincite-thread.json")
    stage.engine.threads.kept.clear()
    page.evaluate(export)
    expect(page.locator("pincite-chat .status")).to_contain_text("has expired")
    page.route("**/v1/conversations/*", lambda route: route.abort())
    page.evaluate(export)
    expect(page.locator("pincite-chat .status")).to_contain_text("Export failed. The service cannot be reached.")


def test_a_thread_is_saved_as_a_document_to_read(page: Page, tmp_path: Path) -> None:
    expect(page.get_by_role("button", name="Save this thread")).to_be_hidden()
    ask(page, "riluzole?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this thread").click()
    assert download.value.suggested_filename == "pincite-thread.md"
    download.value.save_as(tmp_path / "thread.md")
    saved = (tmp_path / "thread.md").read_text(encoding="utf-8")
    assert saved.startswith("# Questions and quoted answers")
    assert f"> {FIRST}" in saved
    assert "**Disclaimer.**" in saved
    expect(page.locator("pincite-chat .status")).to_contain_text("saved as pincite-thread.md")


def test_an_expired_thread_stays_in_sight_and_a_new_one_begins(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    ask(page, "it does what?")
    stage.engine.threads.kept.clear()
    ask(page, "and now?")
    for _ in range(2):
        turn = turn_of(page, 3)
        expect(turn.locator(".turn-label")).to_have_text("Question 1")
        expect(turn.locator(".anew")).to_contain_text("has expired")
        expect(page.locator("pincite-chat .anew:visible")).to_have_count(1)
        expect(page.locator("pincite-chat .turn")).to_have_count(3)
        page.reload()
    assert ids(stage) == [None, "c1", "c1", None]
    ask(page, "it does what?").get_by_role("button", name="from question 1").click()
    expect(turn_of(page, 3).locator("h3")).to_be_focused()


def test_a_turn_whose_outcome_was_lost_is_counted(page: Page, stage: Stage) -> None:
    ask(page, "riluzole?")
    page.route(
        "**/v1/follow-up/stream",
        lambda route: route.fulfill(body=route.fetch().text()[:50], content_type="text/event-stream"),
        times=1,
    )
    expect(ask(page, "edaravone?").locator(".problem")).to_contain_text("cut off")
    assert len(stage.engine.threads.kept["c1"]) == 2
    expect(ask(page, "it does what?").locator(".turn-label")).to_have_text("Question 3")


def test_a_turn_that_the_service_does_not_count_has_no_number(page: Page) -> None:
    ask(page, "riluzole?")
    expect(ask(page, "mismatch").locator(".turn-label")).to_have_text("")
    expect(ask(page, "it does what?").locator(".turn-label")).to_have_text("Question 2")
