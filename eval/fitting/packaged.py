"""The commands that fit the packaged weights, `scripts/fit_relevance` and `scripts/fit_calibration`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel

from eval.options import one_line_errors
from qa.commands import print_out

if TYPE_CHECKING:
    from eval.systems import Session

DataFolder = Annotated[
    Path, typer.Option(metavar="FOLDER", envvar="PINCITE_DATA", help="The folder of the public data sets.")
]
Cache = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where indexed corpora are kept. Default: ~/.cache/pincite/eval")
]
Target = Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was fitted to this file.")]


def relevance(*, data: DataFolder, cache: Cache = None, write: Target = None) -> None:
    """Fit the sentence weights: for claims on SciFact's training split, for questions on COVID-QA's even half.

    Prints the figures of a five-fold cross-validation over the documents, and the fitted weights.
    """
    from eval.fitting.relevance_fit import cross_validate, fit_weights  # noqa: PLC0415 (slow to import)
    from eval.fitting.sentence_examples import claim_examples, question_examples  # noqa: PLC0415 (slow to import)

    session = _session(cache)
    claims = list(claim_examples(session, data / "scifact"))
    questions = list(question_examples(session, data / "covid_qa"))
    print_out([f"claims: {cross_validate(claims)}", f"questions: {cross_validate(questions)}"])
    _give(fit_weights(claims, questions), write)


def calibration(*, data: DataFolder, cache: Cache = None, write: Target = None) -> None:
    """Fit the confidence on questions that three corpora answer and on questions that they do not.

    The weights for claims are fitted on SciFact's training split. Prints how well the two kinds of questions are
    separated on each corpus, and on the odd half of the near-miss questions, which is not fitted on.
    """
    from eval.fitting import confidence_fit, judged_corpora, labelled_corpora  # noqa: PLC0415 (slow to import)

    session = _session(cache)
    near, held_out = (labelled_corpora.near_questions(session, half) for half in ("even", "odd"))
    corpora = [*labelled_corpora.question_corpora(data, session), near]
    corpora.extend(judged_corpora.judged_corpora(data, session))
    questions = confidence_fit.fit_questions(corpora)
    print_out(confidence_fit.summary(corpus, questions) for corpus in (*corpora, held_out))
    claims = labelled_corpora.claim_corpus(data, session)
    checked = confidence_fit.fit_claims(claims)
    print_out([confidence_fit.summary(claims, checked)])
    _give(confidence_fit.calibration_of(questions, checked), write)


def build_app() -> typer.Typer:
    """Both commands."""
    app = typer.Typer(
        help="Fit the packaged weights.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for command in (relevance, calibration):
        app.command()(one_line_errors(command))
    return app


def _session(cache: Path | None) -> "Session":
    from eval.systems import Session  # noqa: PLC0415 (slow to import)
    from qa.settings import Settings  # noqa: PLC0415 (slow to import)

    return Session.of(Settings(), None, cache, None, None, 0)


def _give(fitted: BaseModel, write: Path | None) -> None:
    """Print what was fitted, and write the same to the file if one was named."""
    text = fitted.model_dump_json(indent=1)
    print_out([text])
    if write:
        write.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    build_app()()
