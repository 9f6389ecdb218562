"""The commands that query the corpus: `ask` for an answer, `search` for ranked passages."""

from typing import Annotated

import typer
from pydantic import ValidationError

from qa.commands.exits import Exit, fail_for
from qa.commands.terminal import Json, print_out
from qa.commands.text import outcome_lines, search_lines
from qa.schema import MAX_QUOTES, Audience, Question, SearchQuestion


def ask(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.", show_default=False)
    ],
    *,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Ask about this document: its sentences come first.")
    ] = None,
    conversation: Annotated[
        str | None, typer.Option(metavar="ID", help="Continue this conversation (--json shows its ID).")
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Who asks: how much to quote and explain.")] = "clinician",
    max_quotes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=MAX_QUOTES,
            help="Maximum number of quotes. Default: depends on the audience.",
            show_default=False,
        ),
    ] = None,
    store: Annotated[
        bool, typer.Option("--store/--no-store", help="Store the question, so that it can be followed up.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Answer a question with quotes, or report no evidence."""
    from qa.assembly import open_engine  # noqa: PLC0415 (slow to import)

    try:
        asked = Question(
            question=question,
            document_id=document,
            conversation_id=conversation,
            store=store,
            audience=audience,
            max_quotes=max_quotes,
        )
    except ValidationError as error:
        fail_for(error)
    outcome = open_engine(context.obj).answer(asked)
    print_out([outcome.model_dump_json(indent=2)] if as_json else outcome_lines(outcome))
    if outcome.outcome == "abstention":
        raise typer.Exit(Exit.ABSTAINED)


def search(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="What to search for, in quotation marks.", show_default=False)
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Maximum number of passages.")] = 10,
    as_json: Json = False,
) -> None:
    """Show the best passages for a question, with scores."""
    from qa.assembly import open_engine  # noqa: PLC0415 (slow to import)

    try:
        asked = SearchQuestion(question=question, limit=limit)
    except ValidationError as error:
        fail_for(error)
    result = open_engine(context.obj).search(asked)
    print_out([result.model_dump_json(indent=2)] if as_json else search_lines(result))
