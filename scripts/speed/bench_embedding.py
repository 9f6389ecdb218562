"""Embedding beside sentence-transformers on the same texts: one question at a time, and sentences in bulk."""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Figures = dict[str, float]
ROUNDS = 2


def questions(texts: Sequence[str], model: "SentenceTransformer") -> Figures:
    """The processor time of one question, in turns, on one thread each."""
    import torch

    from index.dense import SentenceTransformerEmbedder

    embedder = SentenceTransformerEmbedder()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    ours: list[float] = []
    theirs: list[float] = []
    for text in texts:
        ours.append(_processor(lambda text=text: embedder.encode_query(text)))  # type: ignore[misc]
        theirs.append(_processor(lambda text=text: model.encode([text], show_progress_bar=False)))  # type: ignore[misc]
    torch.set_num_threads(threads)
    mine, other = statistics.median(ours[10:]), statistics.median(theirs[10:])
    return {
        "a question, processor ms p50": 1000 * mine,
        "by sentence-transformers, processor ms p50": 1000 * other,
        "of theirs": mine / other,
    }


def sentences(texts: Sequence[str], model: "SentenceTransformer", busy: int) -> Figures:
    """Sentences in bulk, with their words' vectors, in turns, while `busy` other processes compute."""
    from index.dense import SentenceTransformerEmbedder

    embedder = SentenceTransformerEmbedder()
    embedder.load()
    ours = theirs = ordered = 0.0
    with _busy(busy):
        for start in range(ROUNDS):
            part = list(texts[start::ROUNDS])
            ours += _wall(lambda part=part: embedder.encode(part))  # type: ignore[misc]
            theirs += _wall(lambda part=part: model.encode(part, show_progress_bar=False))  # type: ignore[misc]
            in_order = sorted(part, key=len)
            ordered += _wall(
                lambda part=in_order: model.encode(part, batch_size=64, show_progress_bar=False)  # type: ignore[misc]
            )
    beside = f"beside {busy} busy processes, " if busy else ""
    return {
        f"{beside}sentences/s": len(texts) / ours,
        f"{beside}encode, sentences/s": len(texts) / theirs,
        f"{beside}encode sorted by length, sentences/s": len(texts) / ordered,
        f"{beside}times the better encode": min(theirs, ordered) / ours,
    }


@contextmanager
def _busy(count: int) -> Iterator[None]:
    """Processes that only compute."""
    processes = [multiprocessing.get_context("spawn").Process(target=_spin, daemon=True) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join()


def _spin() -> None:
    while True:
        sum(range(10_000))


def _processor(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _wall(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
