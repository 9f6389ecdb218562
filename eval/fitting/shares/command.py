"""The command that measures the share of each part, `scripts/measure_shares`."""

from pathlib import Path
from typing import Annotated

import typer

from eval.options import one_line_errors
from qa.commands import print_out


@one_line_errors
def shares(
    *,
    data: Annotated[
        Path, typer.Option(metavar="FOLDER", envvar="PINCITE_DATA", help="The folder of the public data sets.")
    ],
    cache: Annotated[Path | None, typer.Option(metavar="DIR", help="Where indexed corpora are kept.")] = None,
    reader: Annotated[Path | None, typer.Option(metavar="FOLDER", help="The weights of a reader.")] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Score the documents kept for reporting too; look at them once.")
    ] = False,
) -> None:
    """Measure the share of each part on PinciteBench's items for tuning, by five folds over documents.

    With --report, the confidence is then fitted on these items, and the others are scored.
    """
    from eval.benchmark import collections  # noqa: PLC0415 (slow to import)
    from eval.fitting.shares import ask, variant_figures, variants, written  # noqa: PLC0415 (slow to import)
    from eval.systems import Session  # noqa: PLC0415 (slow to import)
    from qa.reading import OnnxReader  # noqa: PLC0415 (slow to import)
    from qa.settings import Settings  # noqa: PLC0415 (slow to import)

    session = Session.of(Settings(), None, cache, None, None, 0)
    parts = variants(OnnxReader.open(reader) if reader else None)
    for collection in collections().values():
        tune = list(ask(data, session, collection, "tune", parts))
        print_out([f"{collection.name}, tune:", *written(variant_figures(each, tune) for each in parts)])
        if report:
            kept = list(ask(data, session, collection, "report", parts))
            print_out(
                [f"{collection.name}, report:", *written(variant_figures(each, kept, tune) for each in parts)]
            )


if __name__ == "__main__":
    typer.run(shares)
