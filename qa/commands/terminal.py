"""What a command shows: its result on stdout, everything else on stderr, with a bar where a person looks on."""

import sys
import time
from collections.abc import Callable, Iterable
from typing import Annotated, Never, Self

import typer
from tqdm import tqdm

from qa.commands.text import printable

PLAIN_SECONDS = 10.0

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def print_out(lines: Iterable[str]) -> None:
    """The result as text, on stdout."""
    for line in lines:
        typer.echo(printable(line))


def say(line: str) -> None:
    """One line to the person, on stderr, so that stdout holds nothing but the result."""
    typer.echo(printable(line), err=True)


class Meter:
    """How far a long step has come: a bar on a terminal, in a pipe a plain line every ten seconds.

    `meter(done, total)` may be called for every item; `total` is None where it is not known.
    """

    def __init__(self, what: str, unit: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._unit = unit
        self._clock = clock
        self._said = clock()
        self._bar: tqdm[Never] | None = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """Show that `done` of `total` are done."""
        if sys.stderr.isatty():
            self._draw(done, total)
        elif self._clock() - self._said >= PLAIN_SECONDS:
            self._said = self._clock()
            say(f"{self._what}: {done} {'' if total is None else f'of {total} '}{self._unit}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _draw(self, done: int, total: int | None) -> None:
        if self._bar is None:
            self._bar = tqdm(desc=self._what, unit=f" {self._unit}", total=total, file=sys.stderr, leave=False)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done == total:
            self._bar.close()
