"""The widget in pages of others: text direction, colour schemes, narrow columns, several on one page, prefixes."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser import ask, in_sight, overflows, serious_violations, watched_page
from stage import Stage

pytestmark = pytest.mark.browser
PREFIX = "/clinic/ask"
BUSY = '{"title": "Busy", "status": 503, "detail": "Queue of `PINCITE_QUEUE` is full."}'


@contextmanager
def embedded(stage: Stage, body: str, *, head: str = "", html: str = "lang=en") -> Iterator[Page]:
    """A page of another site with these tags, which has loaded the widget."""
    stage.engine.forget()
    stage.elsewhere.policy = (
        f"script-src {stage.origin}; connect-src {stage.origin}; style-src 'unsafe-inline' {stage.origin}"
    )
    script = f'<script type="module" src="{stage.origin}/widget/pincite-chat.js"></script>'
    stage.elsewhere.html = f"<!doctype html><html {html}><title>Elsewhere</title>{head}{script}<main>{body}</main>"
    with watched_page(stage.browser, stage.elsewhere.origin) as page:
        page.goto("/")
        page.locator("pincite-chat textarea").first.wait_for()
        yield page


def colour(locator: Locator, name: str) -> str:
    """A computed colour."""
    return str(locator.evaluate(f"(node) => getComputedStyle(node).{name}"))


def test_a_page_from_right_to_left_does_not_scramble_the_widget(stage: Stage) -> None:
    with embedded(stage, "<pincite-chat></pincite-chat>", html='lang="ar" dir="rtl"') as page:
        frame = page.locator("pincite-chat .chat")
        assert frame.evaluate("(node) => [node.lang, getComputedStyle(node).direction]") == ["en", "ltr"]
        line = page.locator("pincite-chat .line")
        field, button = (line.locator(tag).bounding_box() for tag in ("textarea", ".ask"))
        assert field is not None
        assert button is not None
        assert field["x"] < button["x"]


@pytest.mark.parametrize(
    ("theme", "declared", "dark"),
    [
        ("", "", False),
        ("auto", "light", False),
        ("auto", "light dark", True),
        ("light", "dark", False),
        ("dark", "", True),
        ("purple", "", False),
    ],
)
def test_the_colours_follow_the_page_and_the_theme_not_the_system_alone(
    stage: Stage, theme: str, declared: str, *, dark: bool
) -> None:
    head = f"<style>:root {{ color-scheme: {declared or 'normal'} }}</style>"
    with embedded(stage, f'<pincite-chat theme="{theme}"></pincite-chat>', head=head) as page:
        page.emulate_media(color_scheme="dark")
        background = colour(page.locator("pincite-chat .chat"), "backgroundColor")
        assert background == ("rgb(18, 25, 31)" if dark else "rgb(255, 255, 255)")
        assert serious_violations(page) == []


def test_forced_colours_keep_the_shape_of_cautions_and_of_the_review_step(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    caution = ask(page, "How long?").locator(".caution").first
    assert caution.evaluate("(node) => getComputedStyle(node).borderTopWidth") == "1px"
    page.goto("/read/guide%2F1")
    assert page.locator(".steps .now").evaluate("(node) => getComputedStyle(node).borderTopWidth") == "3px"


def test_headings_and_names_fit_into_the_page(stage: Stage) -> None:
    tags = '<h1>Page</h1><pincite-chat heading-level="2" label="Ask about asthma"></pincite-chat>'
    with embedded(stage, tags + '<pincite-chat heading-level="9" label="Ask about ALS"></pincite-chat>') as page:
        first, second = page.locator("pincite-chat").all()
        first.evaluate("(chat) => chat.ask('How long?')")
        expect(first.locator("h2")).to_have_text("How long?")
        second.evaluate("(chat) => chat.ask('How long?')")
        expect(second.locator("h3")).to_have_text("How long?")
        expect(page.get_by_role("region", name="Ask about asthma")).to_have_count(1)
        expect(page.get_by_role("region", name="Ask about ALS")).to_have_count(1)
        first.evaluate("(chat) => { chat.headingLevel = 4; }")
        expect(first.locator("h4").first).to_have_text("How long?")


def test_two_widgets_on_one_article_keep_a_thread_each(stage: Stage) -> None:
    tag = '<pincite-chat document-id="guide/1"></pincite-chat>'
    with embedded(stage, tag + tag + '<pincite-chat document-id="guide/1" thread="aside"></pincite-chat>') as page:
        for place, chat in enumerate(page.locator("pincite-chat").all()):
            chat.evaluate("(chat, place) => chat.ask(`${place} says`)", place)
        page.reload()
        for place, chat in enumerate(page.locator("pincite-chat").all()):
            expect(chat.locator("h3")).to_have_text([f"{place} says"])


def test_a_small_panel_shows_the_answer_and_the_field_and_a_disclaimer_that_unfolds(stage: Stage) -> None:
    with embedded(stage, "<pincite-chat></pincite-chat>", head="<style>body { margin: 0 }</style>") as page:
        page.set_viewport_size({"width": 300, "height": 480})
        notice = page.locator("pincite-chat [part=disclaimer]")
        assert in_sight(page, notice)
        turn = ask(page, "How long?")
        assert in_sight(page, turn.locator("blockquote").first)
        assert in_sight(page, page.locator("pincite-chat textarea"))
        assert in_sight(page, page.get_by_role("button", name="Ask", exact=True))
        notice.locator("p").evaluate("(node) => node.append(' and so on'.repeat(40))")
        height = notice.evaluate("(node) => node.clientHeight")
        assert height < 480 * 0.1
        page.get_by_role("button", name="Show the whole disclaimer").click()
        assert notice.evaluate("(node) => node.clientHeight") > height
        page.reload()
        expect(page.get_by_role("button", name="Shorten the disclaimer")).to_be_visible()
        assert not overflows(page)


def test_the_next_question_is_one_tab_away_from_an_answer(page: Page) -> None:
    turn = ask(page, "How long?")
    expect(turn.locator("h3")).to_be_focused()
    page.keyboard.press("Tab")
    expect(turn.get_by_role("button", name="Ask a follow-up question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("pincite-chat textarea")).to_be_focused()


def test_a_phone_shows_the_field_and_its_button_at_once(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    assert in_sight(page, page.get_by_role("button", name="Ask", exact=True))


def test_print_shows_the_references_and_none_of_the_controls(page: Page) -> None:
    turn = ask(page, "How long?")
    page.emulate_media(media="print")
    for hidden in ("textarea", ".tools", ".choices", ".fold", "[part=audience]"):
        expect(page.locator(f"pincite-chat {hidden}").first).to_be_hidden()
    expect(turn.locator(".reference").first).to_be_visible()
    expect(page.locator("pincite-chat [part=disclaimer]")).to_be_visible()


def test_an_unknown_audience_counts_as_nobody_in_particular(stage: Stage) -> None:
    with embedded(stage, '<pincite-chat audience="doctor"></pincite-chat>') as page:
        expect(page.locator("pincite-chat [part=disclaimer]")).to_have_text("Disclaimer. For defaults.")
        ask(page, "How long?")
        assert stage.engine.heard[-1].audience == "default"


def test_readers_are_not_told_what_developers_need(stage: Stage) -> None:
    with embedded(stage, '<pincite-chat document-id="no-such"></pincite-chat>') as page:
        page.evaluate("addEventListener('pincite-error', ({ detail }) => { window.heard = detail; })")
        page.route("**/v1/follow-up/stream", _unknown_document)
        problem = ask(page, "How long?").locator(".problem")
        expect(problem).to_contain_text("This article cannot be asked about")
        expect(problem).not_to_contain_text("/v1/")
        assert "/v1/" in page.evaluate("heard.remedy")
        expect(page.locator("pincite-chat [part=disclaimer]")).to_contain_text("Disclaimer.")


def test_a_busy_service_says_when_to_ask_again(page: Page) -> None:
    def busy(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "2"}, content_type="application/problem+json", body=BUSY)

    page.route("**/v1/follow-up/stream", busy)
    problem = ask(page, "How long?").locator(".problem")
    expect(problem).to_contain_text("The service is busy")
    expect(problem.get_by_role("button", name="Ask again in")).to_have_attribute("aria-disabled", "true")
    page.unroute("**/v1/follow-up/stream")
    problem.get_by_role("button", name="Ask again", exact=True).click()
    expect(page.locator("pincite-chat blockquote").first).to_be_visible()


def test_a_service_below_a_path_that_a_proxy_strips_works_everywhere(stage: Stage) -> None:
    stage.engine.forget()
    with _stripping_proxy(stage.origin) as base, watched_page(stage.browser, base) as page:
        page.goto(f"{PREFIX}/")
        page.get_by_role("link", name="A guideline").click()
        expect(page).to_have_url(f"{base}{PREFIX}/read/guide%2F1")
        turn = ask(page, "How long?")
        turn.get_by_role("link", name="Read in context: quote 1").click()
        expect(page.locator(".content mark").first).to_be_visible()
        page.goto(f"{PREFIX}/")
        ask(page, "How long?").get_by_role("link", name="Read in context: quote 1").click()
        expect(page.locator(".content mark").first).to_be_visible()
        page.goto(f"{PREFIX}/docs")
        page.get_by_role("link", name="Pincite").click()
        expect(page).to_have_url(f"{base}{PREFIX}/")
        page.goto(f"{PREFIX}/read/none/of/these")
        page.get_by_role("link", name="Ask the stored guidelines and articles").click()
        expect(page).to_have_url(f"{base}{PREFIX}/")


def _unknown_document(route: Route) -> None:
    body = (
        '{"type": "urn:pincite:problem:unknown-document", "title": "Unknown document", "status": 404, '
        '"detail": "No document with this id is stored.", "remedy": "Get the ids from GET /v1/documents."}'
    )
    headers = {"Access-Control-Allow-Origin": "*"}
    route.fulfill(status=404, headers=headers, content_type="application/problem+json", body=body)


@contextmanager
def _stripping_proxy(origin: str) -> Iterator[str]:
    """The address of a proxy that passes on what is below PREFIX, without it."""
    behind = urlsplit(origin)

    class Handler(BaseHTTPRequestHandler):
        def forward(self) -> None:
            """Pass the request on, and its reply back."""
            if not self.path.startswith(f"{PREFIX}/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            connection = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=60)
            kept = {name: value for name, value in self.headers.items() if name != "Host"}
            connection.request(self.command, self.path.removeprefix(PREFIX), body, kept)
            reply = connection.getresponse()
            content = reply.read()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection", "date"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            connection.close()
            with suppress(BrokenPipeError):  # the browser has left the page
                self.wfile.write(content)

        def do_GET(self) -> None:
            """Read."""
            self.forward()

        def do_POST(self) -> None:
            """Ask."""
            self.forward()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}"
        proxy.shutdown()
