"""The drawing process: answers each request with a picture, or with the reason why there is none."""

import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import NoReturn

from corpus.child_process import confine
from corpus.readers import SourceError, draw_page


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A page of a PDF, from 1, and what is boxed on it: the part of a quote on it, and the page's text before."""

    data: bytes
    page: int
    quote: str = ""
    before: str = ""


def work(connection: Connection) -> None:
    """Answers requests until the connection closes."""
    try:
        while True:
            connection.send(_answer(connection.recv()))
    except (EOFError, OSError):
        return


def _answer(request: PictureRequest) -> bytes | Exception:
    try:
        return draw_page(request.data, request.page, request.quote, request.before)
    except SourceError as error:
        return error
    except Exception as error:  # noqa: BLE001 (a bad file must not end the process)
        return SourceError(f"the page cannot be drawn ({type(error).__name__}): open the original file instead")


def main() -> NoReturn:
    """Serves the connection whose file descriptor is the command-line argument: a memory limit, then requests."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles interrupts
    connection = Connection(int(sys.argv[1]))
    confine(connection.recv())
    work(connection)
    os._exit(0)  # a C library that a hostile file has corrupted may crash in an orderly shutdown
