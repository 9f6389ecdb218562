"""Worker threads for questions: so many at a time, behind a bounded queue, with a deadline for each."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from qa.api.monitoring import Metrics
from qa.api.problems import OVERLOADED, STOPPING, TIMED_OUT, ProblemError

Found = TypeVar("Found")
Check = Callable[[], None]
"""Raises Abandoned if nobody waits for the result any more."""


class ClientGone(Exception):
    """The client closed its connection before the answer was ready."""


class Abandoned(Exception):
    """Nobody waits for the result of this work any more: the client left, or the deadline passed."""


class Workers:
    """Runs blocking calls in `threads` threads. `queue` further calls may wait; each has `seconds` in all.

    Work that waits is dropped when its client leaves or its deadline passes. Work that runs is told to stop, and
    does so where it next calls its check. Its thread is free for other work only then, so that never more than
    `threads` are at work.
    """

    def __init__(self, threads: int, queue: int, seconds: float, metrics: Metrics) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="question")
        self._free = asyncio.Semaphore(threads)
        self._admitted, self._most = 0, threads + queue
        self._waiting: set[asyncio.Task[Any] | None] = set()
        self._is_stopping = False
        self._seconds = seconds
        self._metrics = metrics

    async def run(self, call: Callable[[Check], Found], gone: Callable[[], Awaitable[None]]) -> Found:
        """The result of `call`; `gone` returns when the client has left.

        Raises ProblemError if the queue is full, the deadline passes or the service stops, and ClientGone.
        """
        if self._is_stopping:
            raise self._stopped()
        if self._admitted >= self._most:
            self._metrics.dropped("queue_full")
            raise ProblemError(OVERLOADED)
        stop = threading.Event()
        work = asyncio.ensure_future(self._in_turn(partial(call, partial(_check, stop))))
        left = asyncio.ensure_future(gone())
        self._admitted += 1
        try:
            await asyncio.wait((work, left), timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
            if work.cancelled():
                raise self._stopped()
            if work.done():
                return work.result()
            raise self._no_result(is_gone=left.done())
        finally:
            self._admitted -= 1
            stop.set()
            work.cancel()
            left.cancel()

    def stop(self) -> None:
        """Refuse what waits and what comes from now on; what runs is finished."""
        self._is_stopping = True
        for task in self._waiting:
            if task is not None:
                task.cancel()

    async def _in_turn(self, call: Callable[[], Found]) -> Found:
        task = asyncio.current_task()
        self._waiting.add(task)
        try:
            with self._metrics.waiting.track_inprogress():
                await self._free.acquire()
        finally:
            self._waiting.discard(task)
        running = asyncio.get_running_loop().run_in_executor(self._pool, self._counted, call)
        running.add_done_callback(lambda _: self._free.release())
        return await asyncio.shield(running)

    def _counted(self, call: Callable[[], Found]) -> Found:
        with self._metrics.running.track_inprogress():
            return call()

    def _stopped(self) -> ProblemError:
        self._metrics.dropped("stopping")
        return ProblemError(STOPPING)

    def _no_result(self, *, is_gone: bool) -> Exception:
        self._metrics.dropped("client_gone" if is_gone else "deadline")
        return ClientGone() if is_gone else ProblemError(TIMED_OUT)


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise Abandoned
