"""The worker pool: a file that hangs, crashes or uses too much memory does not affect the others."""

import os
import resource
import subprocess
import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

import hostile
from corpus.child_process import confine
from corpus.ingestion.file_reader import ParsedRecord, ReadOptions, read
from corpus.ingestion.worker import Task, TaskDone, WorkerConfig, work
from corpus.ingestion.worker_pool import WorkerPool
from corpus.readers import Limits, Refusal
from corpus.text import SentenceSplitter
from repository import SUPPORT_PATH

GIBIBYTE = 1024**3
OPTIONS = ReadOptions(Limits(), {})


@pytest.fixture(autouse=True)
def _the_workers_find_the_hostile_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SUPPORT_PATH, os.environ.get("PYTHONPATH", ""))))


def pool(size: int = 1, seconds: float = 30) -> WorkerPool:
    return WorkerPool(WorkerConfig(OPTIONS, hostile.reads, 2 * GIBIBYTE), size=size, seconds=seconds)


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines))
    return path


def said(pool: WorkerPool, *files: Path | Refusal) -> list[str]:
    with pool:
        return [f"{found.place}: {found.reason}" for found in pool.read(files) if isinstance(found, Refusal)]


def test_outcomes_come_in_the_order_of_the_files_regardless_of_the_worker(tmp_path: Path) -> None:
    files: list[Path | Refusal] = [written(tmp_path, f"{number}", "one", "two") for number in range(7)]
    files.insert(3, Refusal("a folder", "cannot be listed"))

    expected = [f"{number}:{line}: {word}" for number in range(7) for line, word in ((1, "one"), (2, "two"))]
    expected.insert(6, "a folder: cannot be listed")
    assert said(pool(size=3), *files) == expected


def test_a_worker_waits_while_its_buffer_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.ingestion.worker_pool._MAX_BUFFERED_CHARACTERS", 100)
    slow = written(tmp_path, "slow", *["wait"] * 5)
    quick = tmp_path / "quick.jsonl"
    quick.write_text(
        "".join(f'{{"_id": "{n}", "title": "Toes", "text": "{"Toes hurt. " * 9}"}}\n' for n in range(30))
    )

    found, most = [], 0
    with WorkerPool(WorkerConfig(OPTIONS, hostile.reads_or_waits, 2 * GIBIBYTE), size=2, seconds=30) as busy:
        for outcome in busy.read([slow, quick]):
            found.append(outcome)
            most = max(most, *(len(worker.job.found) for worker in busy._workers if worker.job), 0)

    assert [outcome.id for outcome in found if isinstance(outcome, ParsedRecord)] == [str(n) for n in range(30)]
    assert most <= 2


def test_a_record_that_hangs_is_refused_and_the_rest_of_its_file_is_read(tmp_path: Path) -> None:
    file = written(tmp_path, "a", "one", "hang", "three")

    outcomes = said(pool(seconds=2), file, written(tmp_path, "b", "four"))

    assert outcomes[0] == "a:1: one"
    assert "after 1 records: reading it takes more than 2 seconds" in outcomes[1]
    assert outcomes[2:] == ["a:3: three", "b:1: four"]


@pytest.mark.parametrize(("line", "how"), [("crash", "SIGABRT"), ("leave", "exit status 3")])
def test_a_record_that_crashes_its_reader_is_refused_and_the_rest_is_read(
    tmp_path: Path, line: str, how: str
) -> None:
    outcomes = said(pool(), written(tmp_path, "a", line, "two"), written(tmp_path, "b", "print"))

    assert f"{tmp_path / 'a'}: its reader crashed ({how})" in outcomes[0]
    assert outcomes[1:] == ["a:2: two", "b:1: print"]


def test_a_file_that_hangs_again_after_skipping_is_given_up(tmp_path: Path) -> None:
    outcomes = said(pool(seconds=1.5), written(tmp_path, "stuck", "one"), written(tmp_path, "b", "four"))

    assert len(outcomes) == 2
    assert "stuck: reading it takes more than 1.5 seconds" in outcomes[0]
    assert outcomes[1] == "b:1: four"


@pytest.mark.parametrize(("line", "reason"), [("swell", "more memory than the limit"), ("raise", "RuntimeError")])
def test_an_exception_in_a_reader_is_a_refusal(tmp_path: Path, line: str, reason: str) -> None:
    first, second = said(pool(), written(tmp_path, "a", line), written(tmp_path, "b", "four"))

    assert reason in first
    assert second == "b:1: four"


def test_a_pool_that_is_left_early_leaves_no_process(tmp_path: Path) -> None:
    with pool() as busy:
        found = busy.read([written(tmp_path, "a", "one", "hang")])
        next(found)
        (process,) = [worker._process for worker in busy._workers]

    assert process.poll() is not None


def test_documents_are_read_in_a_worker_as_they_are_here(tmp_path: Path, samples_dir: Path) -> None:
    file = min(samples_dir.glob("*.md"))

    with WorkerPool(WorkerConfig(OPTIONS, read, 2 * GIBIBYTE), size=1, seconds=30) as busy:
        (there,) = busy.read([file])

    assert isinstance(there, ParsedRecord)
    assert there == next(read(file, SentenceSplitter(), OPTIONS))


def worked(*tasks: Task | None) -> Iterator[Any]:
    mine, its = Pipe()
    thread = threading.Thread(target=work, args=(its, WorkerConfig(OPTIONS, hostile.reads, GIBIBYTE)))
    thread.start()
    for task in tasks:
        mine.send(task)
    while mine.poll(5):
        said = mine.recv()
        yield said
        if isinstance(said, TaskDone):
            break
    mine.close()
    thread.join(5)
    assert not thread.is_alive()


def test_a_worker_answers_until_it_is_dismissed_or_its_connection_closes(tmp_path: Path) -> None:
    task = Task(written(tmp_path, "a", "one", "raise", "three"), skip=0)

    first, second, end = worked(task, None)
    assert (first.reason, end) == ("one", TaskDone())
    assert "RuntimeError" in second.reason
    assert [type(said) for said in worked(Task(task.path, skip=2))] == [Refusal, TaskDone]


@pytest.mark.parametrize(("most", "set_to"), [(-1, 5), (3, 3)])
def test_a_worker_uses_no_more_memory_than_its_limit(
    monkeypatch: pytest.MonkeyPatch, most: int, set_to: int
) -> None:
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (-1, most))
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)

    confine(5)

    assert limits[resource.RLIMIT_AS] == (set_to, most)
    assert limits[resource.RLIMIT_CORE] == (0, 0)


def test_a_killed_worker_that_takes_long_to_end_does_not_end_the_ingestion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = subprocess.Popen.wait

    def slowly(process: "subprocess.Popen[bytes]", timeout: float | None = None) -> int:
        wait(process)
        raise subprocess.TimeoutExpired(process.args, timeout or 0)

    monkeypatch.setattr(subprocess.Popen, "wait", slowly)

    outcomes = said(pool(), written(tmp_path, "a", "one", "crash", "three"), written(tmp_path, "b", "four"))

    assert outcomes[0] == "a:1: one"
    assert "after 1 records: its reader crashed" in outcomes[1]
    assert outcomes[2:] == ["a:3: three", "b:1: four"]
