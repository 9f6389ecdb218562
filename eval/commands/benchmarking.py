"""The command that runs PinciteBench."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from eval.commands.examples import Commands
from eval.commands.judged import give_judged
from eval.options import Scoring, scores


@scores
def benchmark(
    scoring: Scoring,
    collection: Annotated[
        Literal["guidance", "health-pages"],
        typer.Argument(metavar="COLLECTION", help="guidance or health-pages.", show_default=False),
    ],
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Folder of the data sets.", show_default=False)],
    *,
    split: Annotated[
        Literal["report", "tune", "all"],
        typer.Option(help="Documents kept for reporting, or the others, on which systems may be tuned."),
    ] = "report",
    part: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only the items of one part, such as records.")
    ] = (None),
    system: Annotated[
        Literal["pincite", "bm25", "embedding", "hybrid"],
        typer.Option(help="Pincite, or a plain system that always quotes the best three sentences."),
    ] = "pincite",
) -> None:
    """Score whether answers are right on PinciteBench: questions of our own over public documents.

    guidance: sample articles, guideline records, WHO guidelines and research articles, 328 documents in one
    corpus. health-pages: 16,407 pages of consumer health information. The questions are direct, yes or no,
    comparisons, in lay words, follow-ups, near misses (one thing is exchanged, so that silence is right) and
    outside the corpus.
    docs/benchmark.md says where the documents are from and how the items were made.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    result = runs.benchmark(scoring.session, collection, data, split=split, part=part, system=system)
    give_judged(scoring, result)


COMMANDS: Commands = {
    benchmark: (
        "pincite eval benchmark guidance data/ --json bench.json",
        "pincite eval benchmark guidance data/ --part records --split tune",
        "pincite eval benchmark health-pages data/ --system bm25",
    ),
}
