"""What goes on beside the askers of a soak test: documents come and go; commands and the server are killed."""

import random
import signal
import time
from itertools import cycle
from pathlib import Path

from soak_asker import Tally
from soak_service import Service

NAMES = ("soak-a", "soak-b", "soak-c")
RESTARTS = (0.1, 0.2, 0.3, 0.4)
"""When the server is ended and started again, as parts of the whole time; memory is compared after the last."""
SETTLED, HALF = 0.6, 0.8
PAUSE = 0.5
ARTICLE = """---
id: {name}
title: The {name} article
kind: article
review_status: submitted
---

## Course

People with bulbar onset were seen {number} times in this invented article. [1] The disease is slowed by waiting.

## References

1. [article] An invented reference. A place. 2020.
"""


class Churn:
    """Works on the data folder and the server until a time has passed; keeps samples of the server's memory."""

    def __init__(self, service: Service, folder: Path, tally: Tally, seed: int) -> None:
        self._service, self._folder, self._tally = service, folder, tally
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._stored: set[str] = set()
        self.memory: list[tuple[float, int]] = []
        self.commands = self.killed = self.restarts = 0

    def run(self, seconds: float, *, changes: bool = True) -> None:
        """Churn for so many seconds; without `changes`, only watch the memory."""
        begun, ends, names, step = time.monotonic(), cycle((signal.SIGKILL, signal.SIGTERM)), cycle(NAMES), 0
        while (part := (time.monotonic() - begun) / seconds) < 1:
            self.memory.append((part, self._service.resident()))
            if changes and self.restarts < len(RESTARTS) and part >= RESTARTS[self.restarts]:
                self._restart(next(ends))
            elif changes:
                self._change(next(names), step := step + 1)
            time.sleep(PAUSE)

    def growth(self) -> float:
        """How much larger the memory is in the last fifth of the time than in the fifth before, as a factor."""
        before = sorted(size for part, size in self.memory if SETTLED <= part < HALF)
        after = sorted(size for part, size in self.memory if part >= HALF)
        return after[len(after) // 2] / before[len(before) // 2] if before and after else float("nan")

    def _restart(self, how: signal.Signals) -> None:
        self.restarts += 1
        self._service.end(how)
        self._service.start()

    def _change(self, name: str, step: int) -> None:
        if name in self._stored and step % 3 == 0:
            self._command("remove", name)
            self._stored.discard(name)
            return
        article = self._folder / f"{name}.md"
        article.write_text(ARTICLE.format(name=name, number=step), encoding="utf-8")
        if step % 4 == 0:
            self.killed += 1
            self._service.command("ingest", str(article), kill_after=self._random.uniform(0.2, 3))
        else:
            self._command("ingest", str(article))
            self._stored.add(name)

    def _command(self, *arguments: str) -> None:
        self.commands += 1
        code = self._service.command(*arguments)
        if code:
            self._tally.error(f"pincite {arguments[0]} ended with {code}")
