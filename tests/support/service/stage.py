"""A small site for the browser: the canned engine on a real socket, and another site that embeds its widget."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser import watched_page
from canned import GUIDE, CannedEngine
from corpus.store import Store
from qa.settings import Settings
from serving import served


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers every path with the page that the server holds."""

    def do_GET(self) -> None:
        """Send the page, under a policy that allows Pincite and nothing else."""
        assert isinstance(self.server, ForeignSite)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(self.server.html.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class ForeignSite(ThreadingHTTPServer):
    """Another site, with one page."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Elsewhere)
        self.html = "<!doctype html><title>Elsewhere</title>"
        self.policy = "default-src 'none'"
        self.origin = f"http://127.0.0.1:{self.server_port}"


@dataclass(frozen=True)
class Stage:
    """A browser, the service with its engine, and a foreign site that may embed the widget."""

    browser: Browser
    engine: CannedEngine
    origin: str
    elsewhere: ForeignSite

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page of its own, at the ask page, nothing heard yet; a script error or breach of the policy fails."""
        self.engine.forget()
        with watched_page(self.browser, self.origin) as page:
            page.goto("/")
            yield page


@contextmanager
def on_stage(folder: Path, browser: Browser) -> Iterator[Stage]:
    """All of it, up and running; files go to the folder."""
    with ForeignSite() as elsewhere, Store(folder / "store.db") as store:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        store.add(GUIDE, raw_sha256="0" * 64, reader="test", origin="test")
        engine = CannedEngine(store)
        with served(Settings(home=folder, cors_origins=(elsewhere.origin,)), engine) as origin:
            yield Stage(browser, engine, origin, elsewhere)
        elsewhere.shutdown()
