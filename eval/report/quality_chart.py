"""Draws the chart of the main figures, with plain methods and targets beside them: `scripts/plot_quality`."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import typer

from eval.report.result import Figure, read_result

WIDTH, LEFT, TOP, STEP = 720, 330, 34, 46
SCALE = 330
"""SVG units from a value of 0 to a value of 1."""
LEGEND = "grey: the best plain method measured; blue: Pincite, with its 95 % interval; red: the target"
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#334}.value{font-weight:600}.bar{fill:#0b5c7a}.plain{fill:#b9c7d0}"
    ".target{stroke:#c0392b;stroke-width:2}.interval{stroke:#111;stroke-width:1.5}rect.ground{fill:#fff}"
)


class Row(NamedTuple):
    """A figure of a result file, its label, what the best plain method reaches if measured, and the target."""

    file: str
    figure: str
    label: str
    plain: float | None
    target: float


ROWS = (
    Row("retrieval-scifact", "nDCG@10", "Retrieval, SciFact test, nDCG@10", 0.714, 0.755),
    Row("retrieval-medquad", "nDCG@10", "Retrieval, MedQuAD odd half, nDCG@10", 0.61, 0.72),
    Row("quotes-scifact", "hit@3, relevance", "Evidence in 3 sentences, SciFact dev", 0.823, 0.93),
    Row("quotes-scifact", "F1@2, relevance", "F1 of 2 sentences, SciFact dev", 0.449, 0.56),
    Row(
        "quotes-covid",
        "answer in 3 sentences, relevance",
        "Answer in 3 sentences, COVID-QA odd half",
        0.611,
        0.761,
    ),
    Row("sources-medquad", "right page among 3 sources", "Right page in 3 sources, MedQuAD odd half", None, 0.90),
    Row("abstention-medquad", "AUROC", "Separating unanswerable questions, AUROC", 0.878, 0.98),
)


def main(results: Path, chart: Path) -> None:
    """Draw the chart from a folder of results that scripts/evaluate wrote."""
    figures = [read_result(results / f"{row.file}.json").figure(row.figure) for row in ROWS]
    chart.write_text(drawn(figures), encoding="utf-8")


def drawn(figures: list[Figure]) -> str:
    """The chart as SVG; one figure for each of `ROWS`, in their order."""
    height = TOP + len(ROWS) * STEP
    lines = zip(ROWS, figures, range(TOP, height, STEP), strict=True)
    parts = "".join(part for row, figure, y in lines for part in _bars(row, figure, y))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f" aria-label={quoteattr(LEGEND)}><style>{STYLE}</style>"
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>'
        f'<text x="10" y="18">{escape(LEGEND)}</text>{parts}</svg>\n'
    )


def _bars(row: Row, figure: Figure, y: int) -> Iterator[str]:
    """The label, the bars, the interval, the target and the value of one row, whose top is at `y`."""
    yield f'<text x="10" y="{y + 20}">{escape(row.label)}</text>'
    if row.plain is not None:
        yield f'<rect class="plain" x="{LEFT}" y="{y}" width="{row.plain * SCALE:.1f}" height="12"/>'
    yield f'<rect class="bar" x="{LEFT}" y="{y + 14}" width="{figure.value * SCALE:.1f}" height="16"/>'
    low, high = LEFT + figure.low * SCALE, LEFT + figure.high * SCALE
    yield f'<line class="interval" x1="{low:.1f}" x2="{high:.1f}" y1="{y + 22}" y2="{y + 22}"/>'
    target = LEFT + row.target * SCALE
    yield f'<line class="target" x1="{target:.1f}" x2="{target:.1f}" y1="{y - 2}" y2="{y + 34}"/>'
    yield f'<text class="value" x="{LEFT + SCALE + 8}" y="{y + 27}">{figure.value:.3f}</text>'


if __name__ == "__main__":
    typer.run(main)
