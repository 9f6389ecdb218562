import re

from eval.data import Answerability, GoldQuestion
from eval.experiments.abstention import evaluate_abstention
from eval.report.report import report
from eval.report.result import Case, Figure, Result, Timing, worst
from scripted import ORIGIN, ScriptedAsker

HOSTILE = "<script>alert(1)</script>"


def retrieval(better: float) -> Result:
    figure = Figure.of("nDCG@10", {f"q{number}": min(1.0, number / 20 + better) for number in range(20)})
    cases = {
        id_: Case(id=id_, question=HOSTILE, value=value, returned=(f"Title {HOSTILE}",), wanted=("Wanted title",))
        for id_, value in figure.values.items()
    }
    return Result(
        experiment="retrieval",
        figures=(figure,),
        timing=Timing(calls=20, mean=21.5, p50=20, p90=30, p95=40, p99=50, slowest=60.25),
        worst=(worst(figure, cases),),
        notes=("depth 100",),
        provenance=ORIGIN,
    )


def silence() -> Result:
    asked = tuple(GoldQuestion(f"q{number}", f"question {number}") for number in range(10))
    asker = ScriptedAsker(confidence={question.text: 0.1 * n for n, question in enumerate(asked)})
    return evaluate_abstention(asker, Answerability(asked[5:], asked[:5]), provenance=ORIGIN)


def test_a_report_fetches_nothing_and_runs_nothing() -> None:
    page = report([("before", retrieval(0)), ("silence", silence())])
    assert page.startswith("<!doctype html>")
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", page)
    assert "url(" not in page


def test_a_report_shows_the_figures_the_latency_and_the_worst() -> None:
    page = report([("before", retrieval(0))])
    for part in ("nDCG@10", "0.4750", "60.2", "Wanted title", "What this was made from", ORIGIN.data_sha256):
        assert part in page
    assert page.count('<details class="case"') == 10
    assert "Compared" not in page


def test_confidences_are_drawn() -> None:
    page = report([("silence", silence())])
    for title in ("Risk and coverage", "Calibration", "Confidence of both kinds of questions"):
        assert f"<figcaption>{title}</figcaption>" in page
    assert page.count('<figure class="plot"') == 3


def test_results_on_the_same_questions_are_compared_and_no_others() -> None:
    page = report([("before", retrieval(0)), ("after", retrieval(0.1)), ("silence", silence())])
    assert page.count("<h2>Compared:") == 1
    assert "after minus before" in page
    assert re.search(r"\+0\.09[78]", page)
    elsewhere = retrieval(0.1).model_copy(
        update={"provenance": ORIGIN.model_copy(update={"data_sha256": "1" * 64})}
    )
    assert "Compared" not in report([("before", retrieval(0)), ("after", elsewhere)])
