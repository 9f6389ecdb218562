"""The `pincite` command line: puts its commands together and runs them."""

import os
from collections.abc import Callable
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from qa.commands import (
    EXIT_CODES,
    ask,
    documents,
    fail_for,
    forget,
    ingest,
    one_line_failures,
    remove,
    say,
    search,
    serve,
    show,
    status,
    verify,
)
from qa.settings import Settings, unknown_names

GROUP = "pincite.commands"

COMMANDS: dict[Callable[..., None], tuple[str, ...]] = {
    ingest: (
        "pincite ingest corpus/samples",
        "pincite ingest guidelines/ article.md corpus.jsonl.gz",
        "pincite ingest guideline.pdf --meta kind=guideline --meta year=2023 --dry-run",
        "pincite --home ~/als ingest notes/ --json",
    ),
    ask: (
        'pincite ask "How long do people with bulbar onset live?"',
        'pincite ask "What slows it down?" --document als-overview --max-quotes 3',
        'pincite ask "What causes asthma?" --json > answer.json',
    ),
    search: (
        'pincite search "riluzole survival"',
        'pincite search "inhaled corticosteroids" --limit 3 --json',
    ),
    documents: ("pincite documents", "pincite documents --json"),
    show: ("pincite show als-overview", "pincite show als-overview --json"),
    verify: ("pincite verify answer.json", 'pincite ask "What causes asthma?" --json | pincite verify -'),
    remove: ("pincite remove als-overview", "pincite remove asthma stroke"),
    forget: ("pincite forget 5f0c1e9ab4d27386f1", "pincite forget --all"),
    serve: ("pincite serve", "pincite serve --host 0.0.0.0 --port 8080"),
    status: ("pincite status", "pincite status --json"),
}


def show_version(asked: bool) -> None:
    """Print the version and exit, if `--version` was given."""
    if asked:
        typer.echo(version("pincite"))
        raise typer.Exit


def options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", envvar="PINCITE_HOME", help="Data folder. Default: ~/.pincite"),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Answer clinical questions with sentences quoted verbatim from stored documents.

    Each quote names its exact place in its source. Pincite writes no text of its own: if the documents contain
    no evidence, it says so. Further settings, such as PINCITE_MODEL, are environment variables.
    """
    for name, nearest in unknown_names(os.environ):
        say(f"pincite: {name} is not a setting and is ignored" + (f"; did you mean {nearest}?" if nearest else ""))
    try:
        context.obj = Settings(home=home) if home else Settings()
    except ValidationError as error:
        fail_for(error)


def build_app() -> typer.Typer:
    """The typer application with all commands, each with examples, and the commands that entry points add.

    An entry point of the group `pincite.commands` names a function that returns a typer application. Its commands
    find the settings in `context.obj`. An application with several commands becomes a group named after the entry
    point; an application with one command becomes that command, as typer does it.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(no_args_is_help=True, epilog=EXIT_CODES)(options)
    for command, examples in COMMANDS.items():
        app.command(epilog="\n".join(("\b", "Examples:", *(f"  {example}" for example in examples))))(
            one_line_failures(command)
        )
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        added: typer.Typer = point.load()()
        app.add_typer(added, name=point.name if len(added.registered_commands) > 1 else None)
    return app


def main() -> None:
    """Run the command given on the command line."""
    build_app()(prog_name="pincite")


if __name__ == "__main__":
    main()
