"""Worker threads for questions: the bounded queue, the deadline, and clients that leave."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines import engine_of
from factories import make_document
from qa.api.monitoring import Metrics
from qa.api.problems import OVERLOADED, STOPPING, TIMED_OUT, ProblemError
from qa.api.workers import Abandoned, Check, ClientGone, Workers
from qa.conversation import ExpiredConversation
from qa.schema import Question

SOON = 5.0


async def forever() -> None:
    await asyncio.Event().wait()


async def at_once() -> None:
    return


def workers(threads: int = 1, queue: int = 0, seconds: float = SOON, metrics: Metrics | None = None) -> Workers:
    return Workers(threads, queue, seconds, metrics or Metrics())


class Gate:
    """A call that waits until it is opened, and counts how often it was begun and how often it was stopped."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.begun = self.stopped = 0

    def __call__(self, check: Check) -> int:
        self.begun += 1
        self.opened.wait(SOON)
        try:
            check()
        except Abandoned:
            self.stopped += 1
            raise
        return self.begun


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not condition():
            await asyncio.sleep(0.005)


def run(body: Coroutine[Any, Any, None]) -> None:
    asyncio.run(body)


def test_a_call_returns_its_result_or_raises_its_error() -> None:
    def broken(_: Check) -> int:
        raise LookupError

    async def body() -> None:
        pool = workers()
        assert await pool.run(lambda _: 7, forever) == 7
        with pytest.raises(LookupError):
            await pool.run(broken, forever)
        assert await pool.run(lambda _: 8, forever) == 8

    run(body())


@given(threads=st.integers(1, 4), queue=st.integers(0, 5), askers=st.integers(1, 14))
def test_exactly_as_many_calls_are_admitted_as_there_are_threads_and_places(
    threads: int, queue: int, askers: int
) -> None:
    async def body() -> None:
        gate, metrics = Gate(), Metrics()
        pool = workers(threads, queue, metrics=metrics)
        asked = [asyncio.ensure_future(pool.run(gate, forever)) for _ in range(askers)]
        admitted = min(askers, threads + queue)
        await until(lambda: sum(task.done() for task in asked) == askers - admitted)
        await until(lambda: gate.begun == min(askers, threads))
        assert f"pincite_questions_waiting {max(0, admitted - threads)}.0" in metrics.render().decode()
        gate.opened.set()
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        refused = [outcome for outcome in outcomes if isinstance(outcome, ProblemError)]
        assert [each.problem for each in refused] == [OVERLOADED] * (askers - admitted)
        assert gate.begun == admitted

    run(body())


def test_what_waits_is_never_begun_after_its_client_left() -> None:
    async def body() -> None:
        gate, metrics = Gate(), Metrics()
        pool = workers(1, 50, metrics=metrics)
        first = asyncio.ensure_future(pool.run(gate, forever))
        await until(lambda: gate.begun == 1)
        left = await asyncio.gather(*(pool.run(gate, at_once) for _ in range(50)), return_exceptions=True)
        assert {type(outcome) for outcome in left} == {ClientGone}
        last = asyncio.ensure_future(pool.run(gate, forever))
        gate.opened.set()
        assert (await first, await last) == (1, 2)
        assert gate.begun == 2
        assert 'pincite_questions_dropped_total{reason="client_gone"} 50.0' in metrics.render().decode()

    run(body())


def test_what_runs_is_stopped_at_its_next_check_and_keeps_its_thread_until_then() -> None:
    async def body() -> None:
        gate = Gate()
        pool = workers(1, 1, seconds=0.05)
        with pytest.raises(ProblemError) as caught:
            await pool.run(gate, forever)
        assert caught.value.problem == TIMED_OUT
        with pytest.raises(ProblemError):
            await pool.run(gate, forever)
        assert gate.begun == 1
        gate.opened.set()
        await until(lambda: gate.stopped == 1)
        assert await pool.run(lambda _: "next", forever) == "next"

    run(body())


def test_stopping_refuses_what_waits_and_what_comes_and_finishes_what_runs() -> None:
    async def body() -> None:
        gate, metrics = Gate(), Metrics()
        pool = workers(1, 5, metrics=metrics)
        first = asyncio.ensure_future(pool.run(gate, forever))
        await until(lambda: gate.begun == 1)
        waiting = [asyncio.ensure_future(pool.run(gate, forever)) for _ in range(5)]
        await asyncio.sleep(0.01)
        pool.stop()
        refused = await asyncio.gather(*waiting, pool.run(gate, forever), return_exceptions=True)
        assert [each.problem for each in refused if isinstance(each, ProblemError)] == [STOPPING] * 6
        assert "pincite_questions_waiting 0.0" in metrics.render().decode()
        gate.opened.set()
        assert await first == 1

    run(body())


def test_a_cancelled_request_stops_its_work() -> None:
    async def body() -> None:
        gate = Gate()
        task = asyncio.ensure_future(workers().run(gate, forever))
        await until(lambda: gate.begun == 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gate.opened.set()
        await until(lambda: gate.stopped == 1)

    run(body())


@pytest.mark.parametrize("stage", ["interpret", "search", "embed"])
def test_an_abandoned_question_stops_in_the_engine_and_is_not_stored(tmp_path: Path, stage: str) -> None:
    seen = []

    def observe(name: str, seconds: float) -> None:
        seen.append(name)
        if name == stage:
            raise Abandoned

    document = make_document("d", "The disease", {"Treatment": ["Riluzole slows the disease by some months."]})
    with engine_of(tmp_path, document) as engine:
        thread = engine.answer(Question(question="What slows the disease?")).conversation_id
        assert thread is not None
        with pytest.raises(Abandoned):
            engine.answer(Question(question="What about riluzole?", conversation_id=thread), observe)
        assert seen[-1] == stage
        assert len(engine.conversations.turns(thread)) == 1
        engine.conversations.delete(thread)
        with pytest.raises(ExpiredConversation):
            engine.conversations.turns(thread)


def test_a_deadline_is_kept_in_time() -> None:
    async def body() -> None:
        started = time.monotonic()
        with pytest.raises(ProblemError):
            await workers(seconds=0.05).run(lambda _: time.sleep(0.5), forever)
        assert time.monotonic() - started < 0.4

    run(body())
