"""What the browser tests share: a real Chromium, a page that is watched, and axe in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from repository import missing

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """The Chromium to drive; skips the test with a remedy where there is none."""
    named = os.environ.get("PINCITE_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing("browser", "no Chromium found: `apt-get install chromium`, or set PINCITE_CHROMIUM to one")
    assert found is not None
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def watched_page(browser: Browser, origin: str) -> Iterator[Page]:
    """A page of a fresh context; a script error or a breach of the security policy in it is an error."""
    context = browser.new_context(
        viewport={"width": 1000, "height": 800}, reduced_motion="reduce", base_url=origin
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert faults == []


def ask(page: Page, question: str) -> Locator:
    """Ask in the page's widget by keyboard, and wait for the end of the turn that it makes."""
    turns = page.locator("pincite-chat .turn")
    before = turns.count()
    field = page.locator("pincite-chat textarea#question")
    field.fill(question)
    field.press("Enter")
    turn = turns.nth(before)
    page.locator("pincite-chat .turn[data-state]").nth(before).wait_for()
    return turn


def serious_violations(page: Page) -> list[str]:
    """The rules that axe finds broken seriously or worse, open shadow roots included."""
    found = Axe().run(page).response["violations"]
    grave = [violation for violation in found if violation["impact"] in ("serious", "critical")]
    return [f"{violation['id']}: {[node['target'] for node in violation['nodes']]}" for violation in grave]


def in_sight(page: Page, locator: Locator) -> bool:
    """Whether the element's box lies within the window."""
    box, size = locator.bounding_box(), page.viewport_size
    if box is None or size is None:
        return False
    return box["height"] > 0 and box["y"] >= 0 and box["y"] + box["height"] <= size["height"] + 1


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
