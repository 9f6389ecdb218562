"""Draws docs/quality.svg from the folder of scripts/evaluate: figures beside plain methods' and the aims."""

import json
import sys
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
LEFT, WIDTH, STEP = 330, 330, 46


class Row(NamedTuple):
    """A figure: where it is, what it is called, what plain methods reach, and the aim."""

    file: str
    figure: str
    label: str
    start: float | None
    aim: float


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
    Row("silence-medquad", "AUROC", "Telling the unanswerable, AUROC", 0.878, 0.98),
)
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#334}.value{font-weight:600}.bar{fill:#0b5c7a}.start{fill:#b9c7d0}"
    ".aim{stroke:#c0392b;stroke-width:2}.span{stroke:#111;stroke-width:1.5}rect.ground{fill:#fff}"
)


def main() -> None:
    """Read the figures of the folder that is named, and draw."""
    folder = Path(sys.argv[1])
    parts = [part for number, row in enumerate(ROWS) for part in _row(folder, row, 34 + number * STEP)]
    height = 34 + len(ROWS) * STEP
    legend = "grey: the best plain method measured; blue: Pincite, with its 95 % interval; red: the aim"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img" aria-label="{legend}">'
        f'<style>{STYLE}</style><rect class="ground" width="720" height="{height}"/>'
        f'<text x="10" y="18">{legend}</text>'
        f"{''.join(parts)}</svg>\n"
    )
    (ROOT / "docs" / "quality.svg").write_text(svg, encoding="utf-8")


def _row(folder: Path, row: Row, y: int) -> list[str]:
    figures = json.loads((folder / f"{row.file}.json").read_text(encoding="utf-8"))["figures"]
    found = next(figure for figure in figures if figure["name"] == row.figure)
    middle = y + 22
    parts = [f'<text x="10" y="{y + 20}">{escape(row.label)}</text>']
    if row.start is not None:
        parts.append(f'<rect class="start" x="{LEFT}" y="{y}" width="{row.start * WIDTH:.1f}" height="12"/>')
    parts.append(f'<rect class="bar" x="{LEFT}" y="{y + 14}" width="{found["value"] * WIDTH:.1f}" height="16"/>')
    low, high = LEFT + found["low"] * WIDTH, LEFT + found["high"] * WIDTH
    parts.append(f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>')
    aim = LEFT + row.aim * WIDTH
    parts.append(f'<line class="aim" x1="{aim:.1f}" x2="{aim:.1f}" y1="{y - 2}" y2="{y + 34}"/>')
    parts.append(f'<text class="value" x="{LEFT + WIDTH + 8}" y="{y + 27}">{found["value"]:.3f}</text>')
    return parts


if __name__ == "__main__":
    main()
