"""Output of the commands: results on stdout, messages and progress on stderr."""

import sys
import time
from collections.abc import Callable, Iterable
from typing import Annotated, Never, Self

import typer
from tqdm import tqdm

from qa.commands.text import EmphasisedLine, printable

PLAIN_SECONDS = 10.0

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def print_out(lines: Iterable[str]) -> None:
    """Print the lines of a result on stdout. Emphasis is shown on a terminal only, and left out elsewhere."""
    for line in lines:
        typer.echo(_emphasised(line) if isinstance(line, EmphasisedLine) else printable(line))


def say(line: str) -> None:
    """Print a message on stderr, so that stdout contains only the result."""
    typer.echo(printable(line), err=True)


def _emphasised(line: EmphasisedLine) -> str:
    """The line with its emphasis as escape sequences, which `typer.echo` removes where there is no terminal."""
    before, emphasised, after = map(printable, line.parts)
    return before + (typer.style(emphasised, bold=True, underline=True) if emphasised else "") + after


class Progress:
    """Progress of a long step: a bar on a terminal, otherwise a plain line every ten seconds.

    Call `progress(done, total)` after each item; `total` is None if it is not known.
    """

    def __init__(self, step: str, unit: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._step = step
        self._unit = unit
        self._clock = clock
        self._last_printed = clock()
        self._bar: tqdm[Never] | None = None

    def __call__(self, done: int, total: int | None = None) -> None:
        """Report that `done` of `total` items are done."""
        if sys.stderr.isatty():
            self._draw(done, total)
        elif self._clock() - self._last_printed >= PLAIN_SECONDS:
            self._last_printed = self._clock()
            say(f"{self._step}: {done} {'' if total is None else f'of {total} '}{self._unit}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _draw(self, done: int, total: int | None) -> None:
        if self._bar is None:
            self._bar = tqdm(desc=self._step, unit=f" {self._unit}", total=total, file=sys.stderr, leave=False)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done == total:
            self._bar.close()
