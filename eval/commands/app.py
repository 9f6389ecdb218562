"""Builds `pincite eval` from its groups of commands."""

import typer

from eval.commands import answering, benchmarking, comparing, exporting, importing, judged, judging, scoring
from eval.commands.examples import Commands
from eval.options import one_line_errors
from qa.commands import EXIT_CODES

COMMANDS: Commands = {
    **scoring.COMMANDS,
    **judged.COMMANDS,
    **benchmarking.COMMANDS,
    **importing.COMMANDS,
    **answering.COMMANDS,
    **judging.COMMANDS,
    **comparing.COMMANDS,
    **exporting.COMMANDS,
}


def build_app() -> typer.Typer:
    """Builds the command group, each command with its examples."""
    app = typer.Typer(
        help="Score retrieval, quotes, follow-ups, abstention and receipts on a data set.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        epilog=EXIT_CODES,
    )
    for command, examples in COMMANDS.items():
        epilog = "\n".join(("\b", "Examples:", *(f"  {example}" for example in examples)))
        name = command.__name__.replace("_", "-")
        app.command(name, epilog=epilog)(one_line_errors(command))
    return app
