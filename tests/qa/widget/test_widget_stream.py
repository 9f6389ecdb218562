"""The streaming call in a real Chromium: events, failures, and stopping."""

import pytest
from playwright.sync_api import Page, expect

from browser import ask
from stage import Stage

pytestmark = pytest.mark.browser


def test_events_are_read_however_their_bytes_are_cut(page: Page) -> None:
    lines = [
        ": comment",
        "event: quote",
        'data: {"a":',
        "data:  😀é}",
        "",
        "id: 7",
        "",
        "data",
        "",
        "event: cut",
        "data: x",
    ]
    streams = [[end.join(lines), size] for end in ("\n", "\r", "\r\n") for size in (1, 2, 3, 7, 1000)]
    found = page.evaluate(
        """async (streams) => {
          const { readEvents } = await import("/widget/transport/server-sent-events.js");
          const eventsOf = async ([text, size]) => {
            const bytes = new TextEncoder().encode(text);
            let at = 0;
            const stream = new ReadableStream({ pull(controller) {
              if (at >= bytes.length) controller.close();
              else controller.enqueue(bytes.slice(at, at += size));
            } });
            const events = [];
            for await (const event of readEvents(stream)) events.push([event.event, event.data]);
            return events;
          };
          return Promise.all(streams.map(eventsOf));
        }""",
        streams,
    )
    assert found == [[["quote", '{"a":\n 😀é}'], ["message", ""]]] * 15


def test_a_problem_is_told_with_its_remedy_and_can_be_tried_again(page: Page, stage: Stage) -> None:
    turn = ask(page, "mismatch please")
    expect(turn.get_by_role("alert")).to_contain_text("does not match the stored copy")
    expect(turn.get_by_role("alert")).not_to_contain_text("pincite status")
    before = len(stage.engine.heard)
    with page.expect_response("**/v1/follow-up/stream"):
        turn.get_by_role("button", name="Ask again").click()
    expect(page.locator("pincite-chat .problem")).to_have_count(1)
    expect(page.locator("pincite-chat .turn")).to_have_count(1)
    assert len(stage.engine.heard) == before + 1


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            'event: error\ndata: {"title": "Broken", "status": 500, "remedy": "Wait."}\n\n',
            "The service has a problem",
        ),
        ("event: interpretation\ndata: {}\n\n", "The answer was cut off"),
        ("event: done\ndata: {\n\n", "could not be shown"),
    ],
)
def test_a_stream_that_breaks_is_a_problem_too(page: Page, body: str, shown: str) -> None:
    page.route("**/v1/follow-up/stream", lambda route: route.fulfill(body=body, content_type="text/event-stream"))
    expect(ask(page, "How long?").locator(".problem")).to_contain_text(shown)


def test_a_service_that_is_away_is_a_problem_too(page: Page) -> None:
    page.route("**/v1/follow-up/stream", lambda route: route.abort())
    expect(ask(page, "How long?").locator(".problem")).to_contain_text("cannot be reached")


def test_a_running_question_can_be_stopped(page: Page, stage: Stage) -> None:
    stage.engine.released.clear()
    field = page.locator("pincite-chat textarea")
    field.fill("wait for it")
    field.press("Enter")
    stop = page.get_by_role("button", name="Stop")
    stop.click()
    expect(page.locator("pincite-chat .note")).to_contain_text("Stopped")
    expect(stop).to_be_hidden()
    expect(field).to_be_focused()
    stage.engine.released.set()
