"""The options that all scoring commands share: which questions, which system, and where to write figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, Literal, ParamSpec

import typer

from eval.errors import AskingError, ComparisonError, DataError, FittingError
from qa.commands import Exit, fail, one_line_failures, print_out, say

if TYPE_CHECKING:
    from eval.report import Figure, Result
    from eval.systems import Session

P = ParamSpec("P")
HalfName = Annotated[
    Literal["even", "odd"] | None,
    typer.Option("--half", help="Use only this half: even for tuning, odd for reporting."),
]
Limit = Annotated[
    int | None, typer.Option(min=1, help="Ask at most this many questions, drawn with the seed of --sample.")
]
Sample = Annotated[int, typer.Option(metavar="SEED", help="Seed of the draw and of the intervals.")]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write figures and outcomes to this file.")
]
Url = Annotated[
    str | None, typer.Option(metavar="URL", help="Score the service at this address, which must hold the corpus.")
]
Cache = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for indexed corpora. Default: ~/.cache/pincite/eval")
]


@dataclass(frozen=True)
class Scoring:
    """The session that a command's options describe, and the file for the figures if one was named."""

    session: "Session"
    json_file: Path | None

    @classmethod
    def of(
        cls,
        context: typer.Context,
        *,
        half: HalfName = None,
        limit: Limit = None,
        sample: Sample = 0,
        json_file: JsonFile = None,
        url: Url = None,
        cache: Cache = None,
    ) -> "Scoring":
        """Builds the scoring from the options of a command."""
        if json_file and not json_file.parent.is_dir():
            fail(f"there is no folder {json_file.parent} for {json_file.name}: create it first", Exit.USAGE)
        from eval.systems import Session  # noqa: PLC0415 (slow to import)

        return cls(Session.of(context.obj, url, cache, half, limit, sample, json_file), json_file)

    def give(self, result: "Result", shown: Iterable[str] | None = None) -> None:
        """Prints the figures, or the lines `shown` instead, and writes the result to the file if one was named."""
        from eval.report import write_result  # noqa: PLC0415 (slow to import)

        print_out([result.title, *(map(figure_line, result.figures) if shown is None else shown)])
        for note in result.notes:
            say(note)
        if self.json_file:
            write_result(result, self.json_file)
            self.session.finish()


def scores(command: Callable[Concatenate[Scoring, ...], None]) -> Callable[..., None]:
    """Adds the options of `Scoring.of` to a command, and calls it with the scoring that they describe."""
    shared = signature(Scoring.of).parameters
    own = [*signature(command).parameters.values()][1:]
    context, *options = shared.values()

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 (whatever the options are)
        scoring = Scoring.of(**{name: given.pop(name) for name in shared})
        command(scoring, **given)

    run.__signature__ = Signature([context, *own, *options])  # type: ignore[attr-defined]  # what typer reads
    return run


def one_line_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Ends the command with one line, instead of a traceback, for errors that the user can fix."""

    @one_line_failures
    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
        except (AskingError, ComparisonError, DataError, FittingError) as error:
            fail(error)

    return run


def figure_line(figure: "Figure") -> str:
    """A figure with its interval and the number of its questions."""
    interval = f"[{figure.low:.4f}, {figure.high:.4f}]"
    return f"  {figure.name:52} {figure.value:.4f}  {interval}  n {figure.eligible}"
