import pytest

from eval.judging.labels import Label, QuoteLabel
from eval.judging.scoring.proportions import proportion
from eval.judging.scoring.scores import JudgedOutcome, figures
from eval.report import Figure


def judged(
    id_: str,
    label: Label | None,
    *quotes: QuoteLabel | None,
    category: str = "direct",
    confidence: float | None = None,
) -> JudgedOutcome:
    answered = label not in ("rightly-silent", "should-have-answered")
    return JudgedOutcome(id_, category, answered, label, quotes, confidence)


OUTCOMES = [
    judged("a", "right", "supports", "beside-the-point"),
    judged("b", "partly", "supports"),
    judged("c", "wrong", "contradicts", "beside-the-point"),
    judged("d", "outdated", None),
    judged("e", "harmful", "beside-the-point", "supports"),
    judged("f", "should-have-been-silent", "beside-the-point", category="outside"),
    judged("g", "rightly-silent", category="outside"),
    judged("h", "rightly-silent", category="outside"),
    judged("i", "should-have-answered"),
    judged("j", None, "supports"),
]


def by_name(outcomes: list[JudgedOutcome]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures(outcomes)}


@pytest.mark.parametrize(
    ("name", "hits", "cases"),
    [
        ("right, judged", 3, 9),
        ("harmful, judged", 1, 9),
        ("answers right", 1, 6),
        ("answers right or partly right", 2, 6),
        ("answers wrong in any way", 4, 6),
        ("answers harmful", 1, 6),
        ("answers outdated", 1, 6),
        ("wrongly answered, where silence was right", 1, 3),
        ("wrongly silent, where an answer was possible", 1, 6),
        ("first quotes that support", 3, 6),
        ("right, judged, outside", 2, 3),
        ("answers right, direct", 1, 5),
        ("wrongly answered, where silence was right, outside", 1, 3),
    ],
)
def test_shares_by_hand(name: str, hits: int, cases: int) -> None:
    figure = by_name(OUTCOMES)[name]
    assert (figure.value, figure.low, figure.high, figure.eligible) == pytest.approx(proportion(hits, cases))


def test_quotes_are_counted_over_all_answers() -> None:
    found = by_name(OUTCOMES)
    assert found["quotes that support"].value == pytest.approx(4 / 9)
    assert found["quotes that contradict"].value == pytest.approx(1 / 9)
    assert found["quotes that support"].eligible == 9


def test_what_nothing_counts_for_has_no_figure() -> None:
    found = by_name([judged("g", "rightly-silent")])
    assert set(found) == {"right, judged", "harmful, judged", "wrongly answered, where silence was right"}
    assert by_name([judged("a", None)]) == {}


def test_confidences_give_the_risk_of_the_most_confident_answers() -> None:
    labels: list[Label] = ["right", "right", "wrong", "right", "harmful"]
    answers = [judged(f"q{number}", label, confidence=0.9 - number / 10) for number, label in enumerate(labels)]
    found = by_name([*answers, judged("silent", "rightly-silent", confidence=0.95)])
    half = found["answers not right, 50% most confident"]
    assert half.value == pytest.approx(1 / 3)
    assert half.eligible == 3
    assert found["answers not right, 100% most confident"].value == pytest.approx(2 / 5)
    area = found["AURC, answers judged right"]
    assert area.value == pytest.approx((0 + 0 + 1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert area.low <= area.value <= area.high


def test_only_figures_over_all_outcomes_hold_values() -> None:
    found = by_name(OUTCOMES)
    assert {name for name, figure in found.items() if figure.values} == {"right, judged", "harmful, judged"}
    assert found["right, judged"].values == {each.id: float(each.id in "agh") for each in OUTCOMES if each.label}


def test_values_are_those_of_the_compared_questions() -> None:
    found = {figure.name: figure for figure in figures(OUTCOMES, compared={"a", "c"})}
    assert (found["right, judged"].eligible, found["right, judged"].values) == (9, {})
    assert found["right, judged for both systems"].values == {"a": 1, "c": 0}


def test_one_category_is_not_repeated() -> None:
    assert "answers right, direct" not in by_name([judged("a", "right")])


def test_figures_name_the_method_of_their_interval() -> None:
    found = by_name([judged("a", "right", "supports", confidence=0.9), judged("b", "wrong", confidence=0.4)])
    methods = {name: figure.interval for name, figure in found.items()}
    assert methods.pop("AURC, answers judged right") == "bootstrap"
    assert set(methods.values()) == {"exact"}
