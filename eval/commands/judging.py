"""Commands for judgements by people: the sheet to judge on, and what the judges say."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eval.commands.examples import Commands
from eval.options import JsonFile, Sample, figure_line
from qa.commands import Exit, fail, print_out, say

if TYPE_CHECKING:
    from eval.judging import Agreement, Disagreement, Key
    from eval.report import Figure, Result


def sheet(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Result written by --json.", show_default=False)],
    other: Annotated[
        Path | None,
        typer.Argument(metavar="[RUN2]", help="Result of a second system, to judge beside the first."),
    ] = None,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Page to write.")] = Path("sheet.html"),
    csv: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the sheet as CSV, for judging in a spreadsheet."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the order of the questions and of the two sides.")] = 0,
    limit: Annotated[int | None, typer.Option(min=1, help="Put at most this many questions on the sheet.")] = None,
    judge: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges. Default: the page asks.")] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Let judges see the expected answer after they have judged.")
    ] = False,
) -> None:
    """Write a page on which people judge answers without knowing the system.

    The page is one file that fetches nothing: open it in a browser, or send it to the judges. It shows neither
    confidences nor verdicts of rules, categories, ids or names of systems. The answers of two systems stand side
    by side, in random order; what both show alike is judged once. Judges save their work to a file, which
    `pincite eval judgements` reads.

    Writes the key beside the page (sheet.key.json): keep it from the judges. The same runs and seed give the same
    sheet again; a higher --limit adds questions to it, and judgements made before stay valid.
    """
    from eval.judging import RunFile, make_sheet, sheet_page, write_key, write_spreadsheet  # noqa: PLC0415 (slow)

    for path in (out, csv):
        if path and not path.parent.is_dir():
            fail(f"there is no folder {path.parent} for {path.name}: create it first", Exit.USAGE)
    runs = [RunFile.read(path) for path in (run, other) if path]
    made, key = make_sheet(runs, seed=seed, limit=limit, gold=gold, judge=judge)
    out.write_text(sheet_page(made), encoding="utf-8")
    key_file = out.with_suffix(".key.json")
    write_key(key, key_file)
    if csv:
        write_spreadsheet(made, csv)
    outcomes = sum(1 for _ in key.outcomes())
    print_out([f"{out}: {len(key.cases)} questions, {outcomes} outcomes to judge", *([str(csv)] if csv else [])])
    say(f"{key_file} says which system gave which outcome: keep it from the judges")


def judgements(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Saved judgements, one file for each judge.", show_default=False),
    ],
    *,
    key_file: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Key of the sheet, to score its systems.")
    ] = None,
    run: Annotated[
        list[Path] | None,
        typer.Option(metavar="RUN", help="Run of the sheet, for its confidences. Repeat it for the second run."),
    ] = None,
    resolve: Annotated[
        Literal["any-harmful", "majority"], typer.Option(help="How labels that differ become one.")
    ] = "any-harmful",
    sample: Sample = 0,
    json_file: JsonFile = None,
) -> None:
    """Read the judgements of a sheet back: agreement, disagreements, and scores.

    Prints, for answers, silences and quotes, the share of equal labels, Cohen's kappa for each pair of judges, and
    Krippendorff's alpha with a 95 % interval (bootstrap over questions); for answers also on the ordinal scale of
    right, partly and wrong, where every fault counts as wrong. Outcomes that a judge has not judged or cannot
    judge are missing for that judge.

    With --key, scores each system, with exact 95 % intervals, and compares two systems by McNemar's exact test.
    Where judges differ, the label of most of them counts, and the graver one of labels with the same number of
    judges; by default, an answer that any judge calls harmful is harmful (--resolve any-harmful). With --run, the
    share of answers that are not right is also given for the most confident ones. --json writes a result that
    `eval report` and `eval compare` read, with the figures of each category; for two systems, one file each, named
    after the system.
    """
    from eval.judging import (  # noqa: PLC0415 (slow to import)
        RunFile,
        agreements,
        disagreements,
        read_judgements,
        read_key,
        results,
    )

    if key_file is None and (run or json_file):
        fail("--run and --json need --key, which says what the sheet shows", Exit.USAGE)
    key = read_key(key_file) if key_file else None
    read = read_judgements(files, key)
    print_out(_agreement_lines(agreements(read, sample)))
    print_out(_disagreement_lines(disagreements(read), key))
    if key is None:
        say("name the key of the sheet with --key to score its systems")
        return
    runs = [RunFile.read(path) for path in run or ()]
    found = results(read, key, runs, rule=resolve, seed=sample, command=shlex.join(["pincite", *sys.argv[1:]]))
    if not found:
        fail("nothing is judged yet")
    print_out(line for name, result in found.items() for line in (name, *map(figure_line, _overall(result))))
    print_out(_paired_lines(found))
    for note in next(iter(found.values())).notes:
        say(note)
    if json_file:
        _write(found, json_file)


def _agreement_lines(found: "dict[str, Agreement]") -> Iterator[str]:
    for what, each in found.items():
        alpha = "not defined, since all labels are the same"
        if each.alpha:
            alpha = f"{each.alpha.value:.3f} [{each.alpha.low:.3f}, {each.alpha.high:.3f}]"
        yield f"agreement on {what}: {each.raw:.1%} equal, Krippendorff's alpha {alpha}, n {each.units}"
        for pair in each.pairs:
            kappa = "not defined" if pair.kappa is None else f"{pair.kappa:.3f}"
            judges = f"{pair.first} and {pair.second}"
            yield f"  {judges}: {pair.agreement:.1%} equal, Cohen's kappa {kappa}, n {pair.units}"


def _disagreement_lines(found: "list[Disagreement]", key: "Key | None") -> Iterator[str]:
    questions = {outcome.code: (case.id, case.question) for case, outcome in key.outcomes()} if key else {}
    if found:
        yield f"judged differently: {len(found)}"
    for each in found:
        case, side, *quote = each.unit.split("-")
        id_, question = questions.get(f"{case}-{side}", (f"{case}-{side}", ""))
        what = f"{id_} {side.upper()}{f' quote {quote[0]}' if quote else ''}"
        labels = ", ".join(f"{judge} {label}" for judge, label in each.labels.items())
        yield f"  {what}: {labels}  {question}".rstrip()


def _paired_lines(found: "dict[str, Result]") -> Iterator[str]:
    from eval.judging import mcnemar  # noqa: PLC0415 (slow to import)

    right = [(name, each) for name, result in found.items() for each in result.figures if _compares(each)]
    if len(right) > 1:
        (first, one), (second, other) = right
        paired = mcnemar(one.values, other.values)
        yield (
            f"{one.name}: only {first} {paired.only_first}, only {second} {paired.only_second},"
            f" p {paired.p:.4f} (McNemar, exact)  n {paired.cases}"
        )


def _overall(result: "Result") -> "Iterator[Figure]":
    """The figures over all questions; those of categories are many, and the report has them as a table."""
    own = tuple(f", {outcome.category or 'no category'}" for outcome in result.outcomes)
    return (figure for figure in result.figures if not figure.name.endswith(own))


def _compares(figure: "Figure") -> bool:
    from eval.judging import RIGHT  # noqa: PLC0415 (slow to import)

    return figure.name.startswith(RIGHT) and bool(figure.values)


def _write(found: "dict[str, Result]", path: Path) -> None:
    from eval.report import write_result  # noqa: PLC0415 (slow to import)

    for name, result in found.items():
        file = path if len(found) == 1 else path.with_name(f"{path.stem}-{name}{path.suffix}")
        write_result(result, file)
        say(f"wrote {file}")


COMMANDS: Commands = {
    sheet: (
        "pincite eval sheet judged.json --out sheet.html --limit 100",
        "pincite eval sheet before.json after.json --out sheet.html --csv sheet.csv",
    ),
    judgements: (
        "pincite eval judgements judgements-ada.json judgements-ben.json",
        "pincite eval judgements ada.json ben.csv --key sheet.key.json --run before.json --json scores.json",
    ),
}
