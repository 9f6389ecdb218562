"""The real server on a free port: in a thread of this process, or as a process of its own."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.ingestion import ingest
from corpus.store import Store
from index.analysis import Analyser
from index.build import build
from qa.api.app import create_app
from qa.api.server import build_server
from qa.assembly import open_embedder, open_engine
from qa.engine import Engine
from qa.home import Home
from qa.settings import Settings

PATIENCE = 60.0
ADDRESS = re.compile(r"Uvicorn running on (http://\S+)")


@contextmanager
def served(settings: Settings, engine: Engine) -> Iterator[str]:
    """The base address of a server of `engine`, in a thread, on a free port of the loopback interface."""
    free = settings.model_copy(update={"host": "127.0.0.1", "port": 0})
    server = build_server(free, create_app(free, engine))
    thread = threading.Thread(target=server.run, name="serving")
    thread.start()
    try:
        _await(lambda: server.started or not thread.is_alive())
        if not server.started:
            raise RuntimeError("the server did not start")
        yield "http://{}:{}".format(*server.servers[0].sockets[0].getsockname())
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@contextmanager
def served_from(home: Path, *paths: Path, model: str | None) -> Iterator[str]:
    """The base address of a server over what the files and folders hold."""
    settings = Settings(home=home, model=model)
    ingest_into(settings, *paths)
    engine = open_engine(settings)
    with engine.store, served(settings, engine) as base:
        yield base


def ingest_into(settings: Settings, *paths: Path) -> str:
    """Read files and folders into the home that the settings name, and publish; the new generation's id."""
    home, analyser = Home(settings.home), Analyser()
    with Store(home.store) as store:
        report = ingest(paths, store, keep_originals=settings.keep_originals)
        if report.refusals:
            raise ValueError(f"refused: {report.refusals}")
        embedder = open_embedder(settings, analyser)
        return build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=home.path).id


@contextmanager
def process(code: str, log: Path, *arguments: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A Python process that runs `code`, which serves; its base address, and its output in `log`."""
    with log.open("wb") as output:
        child = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=output, stderr=output)
    try:
        with log.open(encoding="utf-8") as lines:
            yield _address(child, lines), child
    finally:
        child.kill()
        child.wait(PATIENCE)


def _address(child: "subprocess.Popen[bytes]", lines: IO[str]) -> str:
    seen = ""

    def told() -> bool:
        nonlocal seen
        seen += lines.read()
        return ADDRESS.search(seen) is not None or child.poll() is not None

    _await(told)
    found = ADDRESS.search(seen)
    if found is None:
        raise RuntimeError(f"the server did not start:\n{seen}")
    return found[1]


def _await(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("the server is not up in time")
        time.sleep(0.02)
