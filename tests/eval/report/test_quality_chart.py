import re
from pathlib import Path

import pytest
from lxml import etree

from eval.errors import DataError
from eval.report import Figure, Provenance, Result, write_result
from eval.report.quality_chart import LEFT, LEGEND, ROWS, SCALE, drawn, main
from repository import ROOT

BAR = r'class="bar"[^>]* width="([\d.]+)"'
SVG = "{http://www.w3.org/2000/svg}"


def figure(name: str, value: float) -> Figure:
    return Figure(name=name, value=value, low=value - 0.1, high=value + 0.1, eligible=10)


def test_bars_intervals_and_targets_are_drawn_to_scale() -> None:
    root = etree.fromstring(drawn([figure(row.figure, 0.5) for row in ROWS]).encode())
    bars = [float(rect.get("width", "")) for rect in root.iter(f"{SVG}rect") if rect.get("class") == "bar"]
    assert bars == [pytest.approx(SCALE / 2)] * len(ROWS)
    lines = [line for line in root.iter(f"{SVG}line") if line.get("class") == "interval"]
    assert float(lines[0].get("x1", "")) == pytest.approx(LEFT + 0.4 * SCALE)
    assert float(lines[0].get("x2", "")) == pytest.approx(LEFT + 0.6 * SCALE)
    targets = [float(line.get("x1", "")) for line in root.iter(f"{SVG}line") if line.get("class") == "target"]
    assert targets == [pytest.approx(LEFT + row.target * SCALE, abs=0.06) for row in ROWS]
    plain = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "plain"]
    assert len(plain) == sum(row.plain is not None for row in ROWS)


def test_the_chart_is_drawn_from_the_results_of_an_evaluation(tmp_path: Path) -> None:
    origin = Provenance(
        command="",
        dataset="d",
        split=None,
        selection=(),
        data_sha256="",
        generation="",
        url=None,
        configuration={},
        packages={},
        seed=0,
    )
    for file in {row.file for row in ROWS}:
        figures = tuple(figure(row.figure, 0.75) for row in ROWS if row.file == file)
        write_result(Result(experiment="quotes", figures=figures, provenance=origin), tmp_path / f"{file}.json")
    main(tmp_path, tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8").count(">0.750<") == len(ROWS)
    (tmp_path / f"{ROWS[0].file}.json").unlink()
    with pytest.raises(DataError, match="no such file"):
        main(tmp_path, tmp_path / "chart.svg")


def test_the_chart_in_the_documentation_is_drawn_by_this_code() -> None:
    """Drawn again from the values and intervals that it shows, it is the same but for rounding."""
    shown = (ROOT / "docs" / "quality.svg").read_text(encoding="utf-8")
    assert LEGEND in shown
    values = re.findall(r'class="value"[^>]*>([\d.]+)<', shown)
    intervals = re.findall(r'class="interval" x1="([\d.]+)" x2="([\d.]+)"', shown)
    figures = [
        Figure(
            name=row.figure,
            value=float(value),
            low=(float(low) - LEFT) / SCALE,
            high=(float(high) - LEFT) / SCALE,
            eligible=1,
        )
        for row, value, (low, high) in zip(ROWS, values, intervals, strict=True)
    ]
    again = drawn(figures)
    widths, widths_again = (re.findall(BAR, chart) for chart in (shown, again))
    assert [float(width) for width in widths_again] == pytest.approx([float(width) for width in widths], abs=0.3)
    assert re.sub(BAR, "", again) == re.sub(BAR, "", shown)
