"""Prints how often quotes keep their meaning: `scripts/measure_quote_safety`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.experiments.quote_safety import Half, Judged, Verdict, documents, judge_all, load
from qa.commands import print_out

HALVES: tuple[Half, ...] = ("tune", "report", "after")
DataFolder = Annotated[
    Path, typer.Option(metavar="FOLDER", envvar="PINCITE_DATA", help="The folder of the public data sets.")
]
Misses = Annotated[Half | None, typer.Option(help="List the entries of this half that went wrong.")]


def main(sentences: Path, *, data: DataFolder, misses: Misses = None) -> None:
    """Print how many sentences are quoted with what they need, and how many that stand alone are quoted alone.

    The sentences are those of tests/data/quote_safety.yaml. The rules were made on the half `tune`.
    """
    loaded = load(sentences)
    found = documents(loaded, data)
    moved = [
        id_ for id_, copy in loaded.documents.items() if id_ not in found or found[id_].version != copy.version
    ]
    print_out([f"{len(found)} documents; {len(moved)} have another text than when the sentences were marked"])
    misleading, alone = judge_all(loaded.misleading, found), judge_all(loaded.alone, found)
    print_out(table("misleading alone: quoted with what they need", misleading))
    print_out(table("standing alone: quoted alone", alone))
    print_out(
        f"{judged.verdict:8} {judged.entry.id:40} {judged.entry.category:15} {judged.entry.why}"
        for judged in (*misleading, *alone)
        if judged.entry.half == misses and judged.verdict is not Verdict.RIGHT
    )


def table(title: str, judged: Sequence[Judged]) -> Iterator[str]:
    """A Markdown table with a row for each category: how many entries of each half are right."""
    yield f"\n| {title} | {' | '.join(HALVES)} | sentences | quotes |"
    yield "|---|---|---|---|---|---|"
    for category in (*sorted({one.entry.category for one in judged}), None):
        yield _row(category or "all", [one for one in judged if category in (None, one.entry.category)])
    refused, lost = (sum(one.verdict is verdict for one in judged) for verdict in (Verdict.REFUSED, Verdict.LOST))
    yield f"\ntoo long to quote: {refused}, no longer in the text: {lost}"


def _row(name: str, judged: Sequence[Judged]) -> str:
    halves = ([one for one in judged if one.entry.half == half] for half in HALVES)
    shares = [f"{sum(one.verdict is Verdict.RIGHT for one in half)} of {len(half)}" for half in halves]
    taken = [one for one in judged if one.quotes]
    means = (sum(getattr(one, name) for one in taken) / max(len(taken), 1) for name in ("sentences", "quotes"))
    return f"| {name} | {' | '.join((*shares, *(f'{mean:.1f}' for mean in means)))} |"


if __name__ == "__main__":
    typer.run(main)
