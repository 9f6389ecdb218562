"""Commands that compare results and show them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.examples import Commands
from eval.options import JsonFile, Sample
from qa.commands import print_out


def compare(
    runs: Annotated[
        list[Path],
        typer.Argument(metavar="RUN", help="TREC runs, or results written by --json.", show_default=False),
    ],
    *,
    qrels: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Judgements to score TREC runs against.")
    ] = None,
    sample: Sample = 0,
    json_file: JsonFile = None,
) -> None:
    """Compare each result with the first, question by question.

    Prints the differences with 95 % intervals, and p-values of a paired randomisation test with Holm's correction.
    """
    from eval.data import read_qrels  # noqa: PLC0415 (slow to import)
    from eval.report import compare as compared  # noqa: PLC0415 (slow to import)
    from eval.report import read_system  # noqa: PLC0415 (slow to import)

    judged = read_qrels(qrels) if qrels else None
    comparisons = compared([read_system(path, judged) for path in runs], seed=sample)
    if json_file:
        rows = [comparison._asdict() for comparison in comparisons]
        json_file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print_out(
        f"{row.figure:44} {row.first} {row.means[0]:.4f}  {row.second} {row.means[1]:.4f}  {row.difference:+.4f}"
        f" [{row.low:+.4f}, {row.high:+.4f}]  p {row.p:.4f}, adjusted {row.adjusted:.4f}  n {row.questions}"
        for row in comparisons
    )


def report(
    results: Annotated[
        list[Path],
        typer.Argument(metavar="JSON", help="Results written by --json.", show_default=False),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")] = Path("report.html"),
) -> None:
    """Write one HTML page with the results.

    Results of the same experiment on the same questions are compared.
    """
    from eval.report import read_result  # noqa: PLC0415 (slow to import)
    from eval.report import report as page  # noqa: PLC0415 (slow to import)

    out.write_text(page([(path.stem, read_result(path)) for path in results]), encoding="utf-8")
    print_out([str(out)])


COMMANDS: Commands = {
    compare: (
        "pincite eval compare before.json after.json",
        "pincite eval compare bm25.run hybrid.run --qrels scifact/qrels/test.tsv",
    ),
    report: ("pincite eval report scifact.json covid.json --out report.html",),
}
