"""A soak test: many askers for minutes, while documents come and go and the server is killed.

The exit code is 1 on a fault. No response but success, 503 and 429 is allowed while the server runs, every quote
must be the bytes that its receipt names, the server's memory may not grow by more than 5 %, and store and index
must be sound at the end.
"""

import argparse
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soak_asker import Asker, Tally
from soak_churn import Churn
from soak_service import Service

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
QUESTIONS = (
    "How long do people with bulbar onset live?",
    "What slows ALS?",
    "What causes asthma?",
    "How is stroke treated?",
    "Who was seen in the invented article?",
    "What is the best pizza in Naples?",
    "How is ALS diagnosed?",
    "What are the symptoms of Parkinson's disease?",
)
MOST_GROWTH = 1.05


def main() -> int:
    """Run the test that the command line describes."""
    options = _options()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        environment = {"PINCITE_MODEL": options.model} if options.model else {}
        if options.concurrency:
            environment["PINCITE_CONCURRENCY"] = str(options.concurrency)
        service = Service(home, environment)
        if service.command("ingest", str(SAMPLES)):
            raise RuntimeError("the sample articles cannot be ingested")
        churn = Churn(service, Path(folder), tally, options.seed)
        try:
            service.start()
            with asking(service, tally, options.askers):
                churn.run(60 * options.minutes, changes=options.churn)
        finally:
            service.end(signal.SIGTERM)
        if service.command("status"):
            tally.error("pincite status finds a fault")
    print("\n".join(report(tally, churn, 60 * options.minutes)))
    return 1 if list(faults(tally, churn)) else 0


@contextmanager
def asking(service: Service, tally: Tally, askers: int) -> Iterator[None]:
    """Has so many askers ask during the block."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=Asker(service, QUESTIONS, tally, number).run, args=(stop,))
        for number in range(askers)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def faults(tally: Tally, churn: Churn) -> Iterator[str]:
    """What the service did wrong."""
    yield from (f"{count} x {name}" for name, count in sorted(tally.errors.items()))
    if tally.invalid:
        yield f"{tally.invalid} receipts that do not hold"
    if not tally.receipts:
        yield "no quote was checked"
    if churn.growth() > MOST_GROWTH:
        yield f"memory grew by {churn.growth() - 1:.1%}"


def report(tally: Tally, churn: Churn, seconds: float) -> Iterator[str]:
    """The result, line by line."""
    times = sorted(tally.seconds) or [float("nan")]
    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(tally.statuses.items()))
    yield f"responses: {statuses or 'none'}; {len(tally.seconds) / seconds:.1f} successes a second"
    yield f"seconds of a success: p50 {times[len(times) // 2]:.3f}, p99 {times[int(len(times) * 0.99)]:.3f}"
    yield f"quotes checked: {tally.receipts}, of which {tally.invalid} do not hold"
    yield f"beside it: {churn.commands} commands, {churn.killed} killed ones, {churn.restarts} restarts"
    largest = max((size for _, size in churn.memory), default=0) / 2**20
    yield f"memory: {largest:.0f} MiB at most, {churn.growth():.3f} times as much in the last fifth of the time"
    found = list(faults(tally, churn))
    yield "faults: " + ("; ".join(found) if found else "none")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--askers", type=int, default=200)
    parser.add_argument("--model", default=None, help="as PINCITE_MODEL; `hash` for a short test")
    parser.add_argument("--concurrency", type=int, default=None, help="as PINCITE_CONCURRENCY")
    parser.add_argument("--no-churn", dest="churn", action="store_false", help="only ask, change and end nothing")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
