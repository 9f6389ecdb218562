"""Commands that compare results and show them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.commands.examples import Commands
from eval.options import JsonFile, Sample
from qa.commands import Exit, fail, print_out, say

if TYPE_CHECKING:
    from eval.report import Comparison, System

_NAMED = 3


def compare(
    runs: Annotated[
        list[Path],
        typer.Argument(metavar="RUN", help="TREC runs, or results written by --json.", show_default=False),
    ],
    *,
    qrels: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Judgements to score TREC runs against.")
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(min=1, help="Score only this many documents per question of TREC runs. Default: all."),
    ] = None,
    figures: Annotated[
        list[str] | None,
        typer.Option(
            "--figure",
            metavar="NAME",
            help="Compare only this figure, such as the one that you chose beforehand. May be repeated.",
        ),
    ] = None,
    expected: Annotated[
        float | None,
        typer.Option(
            "--difference",
            metavar="D",
            help="True difference to plan for: prints the chance to find it, and the questions needed.",
        ),
    ] = None,
    sample: Sample = 0,
    json_file: JsonFile = None,
    fail_on_regression: Annotated[
        bool, typer.Option("--fail-on-regression", help="Exit with 5 if a figure is significantly worse.")
    ] = False,
    margin: Annotated[
        float | None,
        typer.Option(
            min=0, help="With --fail-on-regression: also if one is worse by more than this.", metavar="X"
        ),
    ] = None,
) -> None:
    """Compare each result with the first, question by question.

    Prints the differences with 95 % intervals and p-values with Holm's correction over all lines: of a paired
    randomisation test for means over questions, of DeLong's test for AUROC, and of a paired bootstrap for AURC and
    for answers at a coverage. "finds" is the true difference that these questions find at p < 0.05 in 80 % of
    cases. Warns where the questions are few, and names the figures that cannot be compared. Since each line costs
    power, name the figures that decide with --figure.
    With --fail-on-regression, a figure is significantly worse if its corrected p is below 0.05.
    """
    if margin is not None and not fail_on_regression:
        fail("--margin needs --fail-on-regression", Exit.USAGE)
    from eval.data import read_qrels  # noqa: PLC0415 (slow to import)
    from eval.report import compare as compared  # noqa: PLC0415 (slow to import)
    from eval.report import left_out, read_systems, regressions, warnings_of  # noqa: PLC0415 (slow to import)

    judged = read_qrels(qrels) if qrels else None
    systems = [_only(system, figures) for system in read_systems(runs, judged, depth)]
    comparisons = compared(systems, seed=sample, expected=expected)
    if json_file:
        rows = [comparison._asdict() for comparison in comparisons]
        json_file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print_out(map(_line, comparisons))
    print_out(f"warning: {_some(about)}: {warning}" for warning, about in warnings_of(comparisons))
    for reason in left_out(systems):
        say(f"not compared: {reason}")
    if fail_on_regression and (found := list(regressions(comparisons, margin))):
        for sentence in found:
            say(sentence)
        raise typer.Exit(Exit.MISSED)


def _only(system: "System", names: list[str] | None) -> "System":
    """The system with only the figures of these names, or with all."""
    if not names:
        return system
    if unknown := [name for name in names if name not in system.figures]:
        fail(f"{system.name} has no figure {unknown[0]!r} to compare: it has {', '.join(system.figures)}")
    return system._replace(figures={name: system.figures[name] for name in names})


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def _line(row: "Comparison") -> str:
    found = "" if row.detectable is None else f", finds {row.detectable:.4f}"
    chance = "" if row.power is None else f", power {row.power:.0%}"
    needed = "" if row.power is None or row.needed is None else f", needs n {row.needed}"
    return (
        f"{row.figure:44} {row.first} {row.means[0]:.4f}  {row.second} {row.means[1]:.4f}  {row.difference:+.4f}"
        f" [{row.low:+.4f}, {row.high:+.4f}]  p {row.p:.4f}, adjusted {row.adjusted:.4f} ({row.test})"
        f"  n {row.questions}{found}{chance}{needed}"
    )


def check(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A result written by --json.", show_default=False)],
    *,
    floor: Annotated[
        Path, typer.Option(metavar="FILE", help="YAML or JSON: the aim of each figure.", show_default=False)
    ],
) -> None:
    """Check the figures of a result against aims, for continuous integration.

    \b
    A line of FILE is the name of a figure with its minimum, or with "min" or "max":
      first quote right: 0.8
      wrongly answered: {max: 0.1}
      "dose: first quote right": {min: 0.7, by: value}

    The 95 % interval decides: an aim is met if the whole interval is on the right side, missed if none of it is,
    and undecided otherwise. With "by", one number decides: the value, or the low or high end of the interval.

    The exit code is 0 if every aim is met, 5 if one is missed, and 6 if none is missed but one is undecided.
    """  # noqa: D301 (\b is what typer reads)
    from eval.report import judge, read_aims, read_result  # noqa: PLC0415 (slow to import)

    judged = list(judge(read_result(run), read_aims(floor), floor))
    print_out(each.sentence for each in judged)
    decisions = {each.decision for each in judged}
    if "missed" in decisions:
        raise typer.Exit(Exit.MISSED)
    if "undecided" in decisions:
        raise typer.Exit(Exit.UNDECIDED)


def report(
    results: Annotated[
        list[Path],
        typer.Argument(metavar="JSON", help="Results written by --json.", show_default=False),
    ],
    *,
    floor: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Aims, as for `check`: the page begins with a verdict on each."),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")] = Path("report.html"),
) -> None:
    """Write one HTML page with the results: verdicts, figures, comparisons, and the questions with their answers.

    The page is one file without scripts that fetches nothing. It shows each question with the quotes, what was
    wanted, and why there was no answer, wrong ones first. Of more than 300 questions, only those that are not
    right are shown. Results of the same experiment on the same questions are compared with the first, and the
    questions in which they differ stand side by side. The page contains your questions and passages of the
    documents: protect it as you protect them.
    """
    from eval.report import read_aims, read_result, verdicts  # noqa: PLC0415 (slow to import)
    from eval.report import report as page  # noqa: PLC0415 (slow to import)

    if not out.parent.is_dir():
        fail(f"there is no folder {out.parent} for {out.name}: create it first", Exit.USAGE)
    named = [(path.stem, read_result(path)) for path in results]
    judged = verdicts(named, read_aims(floor), floor) if floor else ()
    out.write_text(page(named, judged), encoding="utf-8")
    print_out([str(out)])


COMMANDS: Commands = {
    compare: (
        "pincite eval compare before.json after.json",
        'pincite eval compare before.json after.json --figure "first quote right"',
        "pincite eval compare bm25.run hybrid.run --qrels scifact/qrels/test.tsv",
        "pincite eval compare released.json new.json --fail-on-regression --margin 0.02",
    ),
    check: ("pincite eval check judged.json --floor aims.yaml",),
    report: (
        "pincite eval report judged.json --floor aims.yaml --out report.html",
        "pincite eval report before.json after.json --out report.html",
    ),
}
