"""The command `pincite calibrate`. Found through an entry point, since `qa` must not import `eval`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.errors import CalibrationError, DataError
from qa.commands import EXIT_CODES, Json, Progress, fail, one_line_failures, print_out
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.answerability import CalibrationRecord

Answerable = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Questions that the corpus answers. Default: generated from its sentences."),
]
Unanswerable = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Questions that it does not answer. Default: generated, answers hidden."),
]
Limit = Annotated[int, typer.Option(min=20, help="Maximum number of questions of each kind.")]
Seed = Annotated[int, typer.Option(help="Seed of the draw.")]
Risk = Annotated[
    float, typer.Option(min=0, max=1, help="Share of the unanswerable questions that may be answered.")
]
EXAMPLES = (
    "pincite calibrate",
    "pincite calibrate --answerable asked.txt --unanswerable off_topic.txt",
    "pincite calibrate --answerable asked.jsonl.gz --risk 0.02 --json",
)


def calibrate(
    context: typer.Context,
    *,
    answerable: Answerable = None,
    unanswerable: Unanswerable = None,
    limit: Limit = 300,
    seed: Seed = 0,
    risk: Risk = 0.05,
    as_json: Json = False,
) -> None:
    """Fit the confidence and its threshold to this corpus.

    Files are JSON Lines with `_id` and `text`, or plain text with one question per line, gzipped or not. Half of
    the questions fit the confidence; the other half sets the threshold and gives the figures. A running service
    uses the result from the next question on. It applies to the current index only: calibrate again after `pincite
    ingest`.
    """
    from eval.fitting.calibration_fit import calibrate as fitted  # noqa: PLC0415 (slow to import)
    from eval.fitting.question_files import collect  # noqa: PLC0415 (slow to import)
    from index.storage import BuildLock  # noqa: PLC0415 (slow to import)
    from qa.answerability import Calibrations  # noqa: PLC0415 (slow to import)
    from qa.assembly import open_engine  # noqa: PLC0415 (slow to import)
    from qa.probe import Probe  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    home = Home(settings.home)
    engine = open_engine(settings)
    try:
        with BuildLock(home.path), engine.store, Progress("Asking", "questions") as progress:
            questions = collect(engine, answerable, unanswerable, limit=limit, seed=seed)
            record = fitted(engine, questions, seed=seed, risk=risk, progress=progress)
            path = Calibrations(home.calibrations, Probe(engine).tuning.relevance.digest).keep(record)
    except (CalibrationError, DataError) as error:
        fail(error)
    print_out([_json(record)] if as_json else _lines(record, path))


def build_app() -> typer.Typer:
    """Builds the command with its examples."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    epilog = "\n".join(("\b", "Examples:", *(f"  {example}" for example in EXAMPLES), "", EXIT_CODES))
    app.command(epilog=epilog)(one_line_failures(calibrate))
    return app


def _json(record: "CalibrationRecord") -> str:
    return json.dumps({"id": record.id, **record.model_dump(mode="json")}, indent=2, ensure_ascii=False)


def _lines(record: "CalibrationRecord", path: Path) -> Iterator[str]:
    yield f"calibrated the index {record.generation}: {record.id}, in {path}"
    for name, source in (("answerable", record.answerable), ("unanswerable", record.unanswerable)):
        fitted, tried = getattr(record.fitted, name), getattr(record.tried, name)
        yield f"  {name}: {fitted} questions fitted, {tried} tried ({source})"
    shares = f"{record.answered:.1%} of the answerable, {record.wrongly_answered:.1%} of the unanswerable"
    yield f"  threshold {record.calibration.threshold:g}, which answers {shares}"
    yield f"  AUROC {record.auroc:.4f}, calibration error (ECE) {record.calibration_error:.4f}"
