"""The command `verify`, which checks the quotes of an answer against the stored documents."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from corpus.store import Store
from qa.citation import verify as verdicts_on
from qa.commands.exits import Exit, fail, fail_for
from qa.commands.terminal import Json, print_out, say
from qa.commands.text import verdict_lines
from qa.home import Home
from qa.schema import Receipt
from qa.settings import Settings


def verify(
    context: typer.Context,
    answer: Annotated[
        Path,
        typer.Argument(
            metavar="ANSWER",
            help="Output of `ask --json` or the service, or a list of receipts; - for stdin.",
            show_default=False,
        ),
    ],
    as_json: Json = False,
) -> None:
    """Check the quotes of an answer against the store.

    Each quote is cut from the stored document again, and its bytes must have the hash that the answer gives.
    """
    receipts = _receipts(answer)
    settings: Settings = context.obj
    with Store(Home(settings.home).store) as store:
        verdicts = verdicts_on(store, receipts)
    print_out([verdicts.model_dump_json(indent=2)] if as_json else verdict_lines(verdicts))
    if not verdicts.valid:
        raise typer.Exit(Exit.REFUSED)


def _receipts(path: Path) -> list[Receipt]:
    try:
        content = json.loads(sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes())
    except ValueError as error:
        fail(f"{path} is not JSON ({error}): give a file written by `pincite ask --json`")
    if isinstance(content, dict) and content.get("outcome") == "abstention":
        say("nothing to verify: an abstention has no quotes")
        raise typer.Exit(Exit.ABSTAINED)
    try:
        receipts = [_receipt(item) for item in _items(content)]
    except ValidationError as error:
        fail_for(error, Exit.REFUSED, where=f"{path} contains an invalid receipt")
    if not receipts:
        fail(f"{path} contains neither quotes nor receipts: give a file written by `pincite ask --json`")
    return receipts


def _items(content: Any) -> list[Any]:  # noqa: ANN401 (any JSON)
    if isinstance(content, dict):
        content = content.get("quotes", content.get("receipts"))
    return content if isinstance(content, list) else []


def _receipt(item: Any) -> Receipt:  # noqa: ANN401 (any JSON)
    fields = {name: item.get(name) for name in Receipt.model_fields} if isinstance(item, dict) else item
    receipt = Receipt.model_validate(fields)
    shown = item.get("text")
    if (
        isinstance(shown, str)
        and hashlib.sha256(shown.encode(errors="surrogatepass")).hexdigest() != receipt.sha256
    ):
        fail(f"quote {item.get('n', '?')} was altered: its text does not match its own sha256")
    return receipt
