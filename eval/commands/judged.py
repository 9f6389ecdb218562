"""The command that scores answers by the passages that were wanted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eval.commands.examples import Commands
from eval.options import Scoring, figure_line, scores

if TYPE_CHECKING:
    from eval.report import Result


def give_judged(scoring: Scoring, result: "Result") -> None:
    """Gives a judged result: the table by class, then the figures over all classes."""
    from eval.experiments import judged_table  # noqa: PLC0415 (slow to import)

    classes = {outcome.category for outcome in result.outcomes}
    overall = [f for f in result.figures if not any(f.name.startswith(f"{name}: ") for name in classes)]
    scoring.give(result, [*judged_table(result.outcomes), "", *map(figure_line, overall)])


@scores
def judged(
    scoring: Scoring,
    items: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines of judged items.", show_default=False)],
    *,
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File or folder to ask about. Default: what you ingested."),
    ] = None,
    unreachable: Annotated[
        Literal["leave-out", "count-wrong"],
        typer.Option(help="What to do with items whose gold is in no document."),
    ] = "leave-out",
) -> None:
    """Score whether answers are right: by the passages that were wanted, or by silence where that was wanted.

    \b
    A line of FILE:
      {"id": "7", "cls": "dose", "question": "How much riluzole a day?",
       "gold": {"doc": "als", "any": ["50 mg twice a day"]}}

    "gold" is "abstain" if no document answers. "doc" is a regular expression that is searched for in the ids
    and titles of documents, "any" has parts of the text of passages that each answer. Optional: "thread" (the
    earlier questions of the conversation), "document_id", "audience", "must" (statements that a full answer
    contains, each as in "gold"), "differs" (what a near miss exchanges, such as "population"), "group".

    A quote supports a passage if it contains the text, or is contained in it and has at least half of its
    letters; white space and case do not count. A passage given by place ("places") is supported by a quote that
    covers half of its letters. "wrongly answered" is an answer of which no quote supports; "wrongly silent" is
    no answer where one was wanted. Intervals of shares are exact (Clopper-Pearson).
    """  # noqa: D301 (\b is what typer reads)
    from eval import runs  # noqa: PLC0415 (slow to import)

    result = runs.judged(scoring.session, items, corpus, unreachable=unreachable)
    give_judged(scoring, result)


COMMANDS: Commands = {
    judged: (
        "pincite eval judged questions.jsonl --json judged.json",
        "pincite eval judged questions.jsonl --corpus guidelines/ --half odd",
        "pincite eval judged questions.jsonl --url http://127.0.0.1:8000 --unreachable count-wrong",
    ),
}
