"""What the report shows of outcomes, classes, comparisons and aims."""

import re
from pathlib import Path
from typing import get_args

import pytest

from eval.errors import DataError
from eval.experiments.judged import judged_figures
from eval.report import RecordedOutcome, Result, judge, read_aims, verdicts
from eval.report.page.class_table import class_table
from eval.report.page.compared import MOST as MOST_CHANGES
from eval.report.page.compared import compared
from eval.report.page.groups import MOST, shown
from eval.report.page.standing import marker
from eval.report.page.wording import INTERVALS
from eval.report.report import report
from eval.statistics import Method
from judged_runs import answer, silence
from scripted import ORIGIN

RIGHT, FEW = "first quote right", "right among the first 3 quotes"
HOSTILE = '<img src=x onerror="alert(1)">'


def right(id_: str, category: str = "dose", *, first: bool = True) -> RecordedOutcome:
    """An answer that is right, by its first quote or by its second."""
    return marked(answer(id_, "Beside it.", "The right text.", category=category), first=first, answered=1)


def wrong(id_: str, category: str = "dose") -> RecordedOutcome:
    return marked(answer(id_, "Beside it.", "Far off.", category=category), first=None, answered=1)


def silent(id_: str, category: str = "dose") -> RecordedOutcome:
    return marked(silence(id_, category=category), first=None, answered=0)


def marked(outcome: RecordedOutcome, *, first: bool | None, answered: float) -> RecordedOutcome:
    """The outcome with the verdicts on a question that has an answer."""
    supports = (first is True, first is False)
    quotes = (
        quote.model_copy(update={"supports": given})
        for quote, given in zip(outcome.quotes, supports[: len(outcome.quotes)], strict=True)
    )
    values = {
        "answered": answered,
        "wrongly answered": float(answered == 1 and first is None),
        RIGHT: float(first is True),
        FEW: float(first is not None),
        "wrongly silent": 1 - answered,
    }
    if not answered:
        values[f"silent: {outcome.reason}"] = 1.0
    return outcome.model_copy(update={"quotes": tuple(quotes), "verdicts": values})


def rightly_silent(id_: str) -> RecordedOutcome:
    values = {"answered": 0.0, "wrongly answered": 0.0, "answered where silence is right": 0.0}
    return silence(id_).model_copy(update={"verdicts": values, "wanted": ("no answer",)})


def judged(*outcomes: RecordedOutcome) -> Result:
    return Result(experiment="judged", figures=judged_figures(outcomes), outcomes=outcomes, provenance=ORIGIN)


EVERY = (right("r"), right("f", first=False), wrong("w"), silent("s"), rightly_silent("n"))


def test_each_outcome_stands_where_its_verdicts_put_it() -> None:
    result = judged(*EVERY, answer("u", "Something."))
    mark = marker(result)
    assert {outcome.id: mark(outcome).word for outcome in result.outcomes} == {
        "r": "right",
        "f": "right further down",
        "w": "wrong",
        "s": "wrongly silent",
        "n": "rightly silent",
        "u": "not scored",
    }


def test_the_judgement_of_people_outweighs_the_rules() -> None:
    outcome = right("r").model_copy(update={"verdicts": {**right("r").verdicts, "judged harmful": 1.0}})
    (card,) = shown(judged(outcome)).groups[0].cards
    assert (card.standing.word, card.standing.tone) == ("harmful", "bad")


def test_outcomes_are_grouped_by_class_with_counts_and_wrong_ones_first() -> None:
    found = shown(judged(*EVERY, right("x", "side effects")))
    assert [(group.category, group.questions) for group in found.groups] == [
        ("dose", 4),
        ("outside", 1),
        ("side effects", 1),
    ]
    assert [card.outcome.id for card in found.groups[0].cards] == ["w", "s", "f", "r"]
    assert found.groups[0].counts == {"wrong": 1, "wrongly silent": 1, "right further down": 1, "right": 1}
    assert found.left_out == 0


def test_of_many_questions_those_that_are_right_are_left_out_and_counted() -> None:
    outcomes = [right(f"r{number}") for number in range(MOST)] + [wrong("w"), right("f", first=False)]
    result = judged(*outcomes)
    found = shown(result)
    assert [card.outcome.id for card in found.groups[0].cards] == ["w", "f"]
    assert found.left_out == MOST
    page = report([("run", result)])
    assert f"The other {MOST} are in run.json, under “outcomes”" in page
    assert "What about r7?" not in page
    assert len([c for g in shown(judged(*outcomes[1:])).groups for c in g.cards]) == 2
    assert "All 300 questions" in report([("run", judged(*outcomes[2:]))])


def test_a_card_shows_quotes_their_places_and_why_there_is_none() -> None:
    about = {"thread": ("And before?",), "interpreted_question": "What about it?", "audience": "patient"}
    first = right("r").model_copy(update={**about, "caution": "Old."})
    source = {"title": "The guideline", "section": ("Drugs", "Doses"), "page": 7, "verbatim": False}
    quotes = (first.quotes[0].model_copy(update=source), first.quotes[1])
    page = report([("run", judged(first.model_copy(update={"quotes": quotes}), silent("s")))])
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("Questions and answers")[1]))
    for part in (
        "asked before And before?",
        "understood as What about it?",
        "asked as patient",
        "wanted what is right about r",
        "supports · The guideline \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} Drugs",
        "Doses, page 7 (doc) · not verbatim",
        "does not support · A guideline (doc)",
        "Caution: Old.",
        "Confidence 0.90, threshold 0.50",
        "No answer (no evidence) : The documents do not answer this.".replace(" :", ":"),
    ):
        assert part in text.replace(" :", ":")


def test_figures_of_classes_are_one_table_with_counts() -> None:
    result = judged(*EVERY)
    table = class_table(result)
    assert [row.name for row in table.rows] == ["dose", "outside", "all"]
    dose = dict(zip(table.columns, table.rows[0].figures, strict=True))
    assert dose[RIGHT] == result.figure(f"dose: {RIGHT}")
    assert dict(zip(table.columns, table.rows[1].figures, strict=True))[RIGHT] is None
    assert not any(": " in figure.name for figure in table.others if not figure.name.startswith("silent"))
    page = report([("run", result)])
    assert '<span class="value">25</span><small>1 to 81</small><small>1 of 4</small>' in page
    assert "In percent, with the 95 % interval (Clopper-Pearson)" in page
    assert "dose: first quote right" not in page


def test_every_figure_has_its_definition_and_the_name_of_its_interval() -> None:
    page = report([("run", judged(*EVERY))])
    assert "share of all items with an answer of which no quote supports a gold passage" in page
    assert '<td data-label="Interval by">Clopper-Pearson</td>' in page
    assert set(INTERVALS) == set(get_args(Method))


def test_differences_have_the_question_and_both_outcomes() -> None:
    before = judged(right("a"), wrong("b"), silent("c"))
    after = judged(wrong("a"), right("b"), silent("c"))
    found = compared([("before", before), ("after", after)])
    (pair,) = found.pairs
    assert [(change.outcomes[0].id, change.is_worse) for change in pair.changes] == [("a", True), ("b", False)]
    assert (pair.worse, pair.better) == (1, 1)
    page = report([("before", before), ("after", after)])
    assert "Where after differs from before: 1 worse, 1 better" in page
    assert "<h5>before: right</h5>" in page
    assert "<h5>after: wrong</h5>" in page
    assert "What about c?" not in page.split("Where after differs")[1].split("<section")[0]


def test_a_comparison_says_what_it_could_find_and_what_could_not_be_compared() -> None:
    before = judged(right("a"), wrong("b"), silent("c"))
    after = judged(wrong("a"), right("b"), right("c"))
    page = report([("before", before), ("after", after)])
    assert "No figure of after differs from before at adjusted p &lt; 0.05. That does not" in page
    assert "only 3 questions: the interval and p are rough below 30" in page
    assert "<li>silent: no_evidence: after does not have it</li>" in page
    assert re.search(r'data-label="Finds">\d\.\d{3}<', page)


def test_a_clear_difference_is_said_in_a_sentence() -> None:
    ids = [f"q{number}" for number in range(40)]
    found = compared([("a", judged(*map(wrong, ids))), ("b", judged(*map(right, ids)))])
    wanted = f"b is better in {RIGHT}: 1.000 instead of 0.000"
    assert any(line.startswith(wanted) for line in found.pairs[0].sentences)
    worse = compared([("b", judged(*map(right, ids))), ("a", judged(*map(wrong, ids)))])
    assert any(line.startswith("a is worse in wrongly answered") for line in worse.pairs[0].sentences)


def test_of_many_differences_the_first_are_shown_and_all_are_counted() -> None:
    ids = [f"q{number}" for number in range(MOST_CHANGES + 5)]
    (pair,) = compared([("a", judged(*map(right, ids))), ("b", judged(*map(silent, ids)))]).pairs
    assert (len(pair.changes), pair.worse) == (MOST_CHANGES, MOST_CHANGES + 5)


def test_the_settings_that_differ_are_shown() -> None:
    other = ORIGIN.model_copy(update={"configuration": {"engine": {"fusion": "rrf"}}, "generation": "2"})
    before = judged(right("a"))
    after = before.model_copy(update={"provenance": other})
    (pair,) = compared([("before", before), ("after", after)]).pairs
    assert ("engine.fusion", "–", '"rrf"') in pair.settings
    assert ("index", ORIGIN.generation, "2") in pair.settings
    assert not any(name == "dataset" for name, _, _ in pair.settings)


def test_results_without_a_common_figure_say_why_they_are_not_compared() -> None:
    figures = judged(right("a")).figures
    first = judged(right("a")).model_copy(update={"figures": figures[:1]})
    second = judged(right("a")).model_copy(update={"figures": figures[1:2]})
    page = report([("first", first), ("second", second)])
    assert "nothing to compare: answered: second does not have it." in page


def test_results_judged_by_people_are_not_compared_with_those_judged_by_rules() -> None:
    rules = judged(right("a"))
    label = rules.outcomes[0].model_copy(update={"verdicts": {**rules.outcomes[0].verdicts, "judged right": 1.0}})
    people = rules.model_copy(update={"outcomes": (label,)})
    page = report([("first", rules), ("second", rules), ("people", people)])
    assert page.count("<h2>Compared:") == 1
    assert "Where people differs" not in page
    assert "Compared" not in report([("first", rules), ("people", people)])


def test_aims_are_judged_on_top_for_the_results_that_have_the_figure(tmp_path: Path) -> None:
    floor = tmp_path / "aims.yaml"
    floor.write_text(f"{RIGHT}: 0.9\nnDCG@10: 0.5\n")
    result = judged(right("a"), wrong("b"))
    with pytest.raises(DataError, match="the run has no figure 'nDCG@10'"):
        verdicts([("run", result)], read_aims(floor), floor)
    floor.write_text(f"{RIGHT}: {{min: 0.9, by: value}}\nwrongly answered: {{max: 0.5}}\n")
    aims = read_aims(floor)
    bare = result.model_copy(update={"figures": result.figures[:1]})
    found = verdicts([("run", result), ("none", bare)], aims, floor)
    assert found == [("run", list(judge(result, aims, floor))), ("none", [])]
    page = report([("run", result)], found)
    assert page.index("run: 0 of 2 aims met, 1 missed, 1 undecided") < page.index("<h3>Figures</h3>")
    assert '<span class="mark bad">missed</span><span>first quote right is 0.5000 [' in page
    assert "Verdicts" not in report([("run", result)])


def test_whatever_outcomes_contain_is_escaped() -> None:
    outcome = answer("id", HOSTILE, category=HOSTILE).model_copy(
        update={
            "id": HOSTILE,
            "question": HOSTILE,
            "wanted": (HOSTILE,),
            "thread": (HOSTILE,),
            "message": HOSTILE,
            "caution": HOSTILE,
            "interpreted_question": f"{HOSTILE}?",
            "document_id": HOSTILE,
        }
    )
    first = judged(marked(outcome.model_copy(update={"quotes": outcome.quotes[:1]}), first=None, answered=1))
    second = judged(marked(outcome, first=True, answered=1))
    page = report([(HOSTILE, first), ("second", second)])
    assert "<img" not in page
    assert "default-src 'none'" in page


def test_a_thousand_outcomes_are_rendered_at_once(tmp_path: Path) -> None:
    kinds = (right, wrong, silent)
    outcomes = [kinds[number % 3](f"q{number}", f"class {number % 7}") for number in range(1000)]
    page = report([("run", judged(*outcomes))])
    assert page.count('<details class="case"') == MOST
    assert "Of 1000 questions, the 300 worst of those that are not right are shown" in page
