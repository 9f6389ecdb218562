"""Pictures of pages, one at a time, from a process that is replaced if it hangs or crashes."""

import subprocess
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

from corpus.child_process import start
from corpus.pictures.worker import PictureRequest
from corpus.readers import PageMissing

DRAWING_VERSION = "1"  # increment when the same page and quote give another picture
_PROGRAM = "from corpus.pictures.worker import main; main()"
_SHUTDOWN_SECONDS = 5.0
MEMORY_BYTES = 2 * 1024**3


class PictureError(Exception):
    """The page cannot be drawn; the message is one line and names the remedy."""


class PagePictures:
    """Draws pages of PDFs, each within `seconds`. Thread-safe; close it at the end.

    pdfium works on one page at a time, in a process that is started for the first picture.
    """

    def __init__(self, *, seconds: float = 10, memory_bytes: int = MEMORY_BYTES) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def draw(self, request: PictureRequest) -> bytes:
        """The PNG picture of a page; raises PageMissing or PictureError."""
        with self._lock:
            answer = self._answer(request)
        if isinstance(answer, PageMissing):
            raise answer
        if isinstance(answer, Exception):
            raise PictureError(str(answer))
        return answer

    def close(self) -> None:
        """Ends the process; a later picture starts another."""
        with self._lock:
            self._stop()

    def _answer(self, request: PictureRequest) -> bytes | Exception:
        try:
            connection = self._open()
            connection.send(request)
            if connection.poll(self._seconds):
                answer: bytes | Exception = connection.recv()
                return answer
            reason = f"drawing the page takes more than {self._seconds:g} seconds: open the original file instead"
        except (EOFError, OSError):
            reason = "drawing the page crashed: open the original file instead"
        self._stop()
        return PictureError(reason)

    def _open(self) -> Connection:
        if self._connection is None:
            self._process, self._connection = start(_PROGRAM)
            self._connection.send(self._memory_bytes)
        return self._connection

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_SHUTDOWN_SECONDS)
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None
