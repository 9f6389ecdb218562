import numpy as np
import pytest

from eval.data import Answerability, GoldQuestion
from eval.experiments.abstention import (
    CALIBRATED,
    DEBIASED,
    SHARE,
    SHARE_SERVED,
    STEPS,
    TOGETHER,
    WRONGLY,
    evaluate_abstention,
)
from scripted import ORIGIN, ScriptedAsker, quote_of

TEXT = "One sentence of the corpus."
GOOD = tuple(GoldQuestion(f"g{number}", f"good {number}") for number in range(20))
BAD = tuple(GoldQuestion(f"b{number}", f"bad {number}") for number in range(10))


def confident(good: float, bad: float, **others: float) -> dict[str, float]:
    scores = {asked.text: good for asked in GOOD} | {asked.text: bad for asked in BAD}
    return scores | {name.replace("_", " "): value for name, value in others.items()}


def test_a_confidence_that_tells_them_apart_is_perfect() -> None:
    asker = ScriptedAsker(confidence=confident(0.9, 0.1))
    result = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN)
    assert result.figure("AUROC").value == 1
    assert result.figure(WRONGLY).value == 0
    assert result.figure("AURC").low <= result.figure("AURC").value <= result.figure("AURC").high
    assert result.figure("ECE").value == pytest.approx(0.1)
    assert "20 answerable and 10 unanswerable questions" in result.notes


def test_single_values_average_to_the_figure() -> None:
    asker = ScriptedAsker(confidence=confident(0.6, 0.3, good_3=0.1, good_4=0.3, bad_1=0.8, bad_2=0.6))
    result = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN)
    for name in ("AUROC", WRONGLY):
        figure = result.figure(name)
        assert sum(figure.values.values()) / len(figure.values) == pytest.approx(figure.value)
        assert figure.low <= figure.value <= figure.high
    assert set(result.figure("AUROC").values) == {asked.id for asked in GOOD}
    assert set(result.figure(WRONGLY).values) == {asked.id for asked in BAD}


def test_the_worst_are_timid_answers_and_bold_ones() -> None:
    asker = ScriptedAsker(confidence=confident(0.6, 0.3, good_3=0.1, bad_1=0.8))
    timid, bold = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN).worst
    assert (timid.cases[0].id, timid.cases[0].value, timid.cases[0].wanted) == ("g3", 0.1, ("an answer",))
    assert (bold.cases[0].id, bold.cases[0].value, bold.cases[0].wanted) == ("b1", 0.8, ("an abstention",))


def test_what_is_answered_as_served_is_what_was_answered() -> None:
    quote = quote_of("d", TEXT, TEXT)
    asker = ScriptedAsker(quotes={"good 1": [quote], "bad 1": [quote], "bad 2": [quote]})
    result = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN)
    assert result.figure("answerable answered, as served").value == 1 / 20
    assert result.figure("unanswerable answered, as served").value == 2 / 10
    assert result.worst[1].cases[0].returned


def test_earlier_turns_are_asked_first_in_the_same_conversation() -> None:
    asker = ScriptedAsker()
    follow_up = GoldQuestion("t1", "And what about it?", ("First?", "Second?"))
    evaluate_abstention(asker, Answerability((follow_up,), BAD[:1]), provenance=ORIGIN)
    assert [question.question for question in asker.heard] == ["First?", "Second?", "And what about it?", "bad 0"]
    assert [question.conversation_id for question in asker.heard] == [None, "c1", "c1", None]


def test_the_plots_have_all_questions() -> None:
    asker = ScriptedAsker(confidence=confident(1.0, 0.0))
    shown = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN).confidences
    assert shown is not None
    assert shown.curve.coverage == pytest.approx((2 / 3, 1))
    assert shown.curve.risk == pytest.approx((0, 1 / 3))
    assert sum(part.questions for part in shown.reliability) == 30
    assert shown.spread.answerable == (*[0] * (STEPS - 1), 20)
    assert shown.spread.unanswerable == (10, *[0] * (STEPS - 1))
    assert shown.spread.threshold == 0.5


def test_every_share_states_its_own_denominator() -> None:
    quote = quote_of("d", TEXT, TEXT)
    asker = ScriptedAsker(
        confidence=confident(0.6, 0.3, bad_1=0.8, bad_2=0.6),
        quotes={"good 1": [quote], "good 2": [quote], "bad 1": [quote]},
    )
    result = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN)
    expected = {
        "AUROC": 30,
        WRONGLY: 10,
        SHARE: 22,
        "answerable answered, as served": 20,
        "unanswerable answered, as served": 10,
        SHARE_SERVED: 3,
    }
    assert {name: result.figure(name).eligible for name in expected} == expected
    assert result.figure(WRONGLY).value == 2 / 10
    assert result.figure(SHARE).value == 2 / 22
    assert result.figure(SHARE_SERVED).value == 1 / 3
    assert result.figure("unanswerable answered, as served").interval == "wilson"
    for figure in result.figures:
        assert figure.low <= figure.value <= figure.high
        assert not figure.values or figure.name == "AUROC" or len(figure.values) == figure.eligible


def test_a_system_that_never_answers_has_no_share_of_answers() -> None:
    result = evaluate_abstention(ScriptedAsker(), Answerability(GOOD, BAD), provenance=ORIGIN)
    assert SHARE_SERVED not in {figure.name for figure in result.figures}
    assert result.figure("answerable answered, as served").high > 0.1


def test_the_confidences_are_kept_with_their_labels() -> None:
    asker = ScriptedAsker(confidence=confident(0.9, 0.1))
    shown = evaluate_abstention(asker, Answerability(GOOD, BAD), provenance=ORIGIN).confidences
    assert shown is not None
    assert shown.scores is not None
    assert shown.scores.confidence == {asked.id: 0.9 for asked in GOOD} | {asked.id: 0.1 for asked in BAD}
    assert sum(shown.scores.right.values()) == 20


def test_the_area_is_less_certain_if_the_mix_is_drawn_too_and_the_calibration_is_shown_beside_chance() -> None:
    random = np.random.default_rng(1)
    scores = {asked.text: float(random.random() / 2 + (0.3 if asked in GOOD else 0.0)) for asked in (*GOOD, *BAD)}
    result = evaluate_abstention(ScriptedAsker(confidence=scores), Answerability(GOOD, BAD), provenance=ORIGIN)
    kept, drawn = result.figure("AURC"), result.figure(TOGETHER)
    assert drawn.value == kept.value
    assert drawn.high - drawn.low > kept.high - kept.low
    plain, debiased, chance = (result.figure(name) for name in ("ECE", DEBIASED, CALIBRATED))
    assert (plain.low, plain.high) == (debiased.low, debiased.high)
    assert plain.low <= debiased.value < plain.value <= plain.high
    assert chance.low < chance.value < chance.high


def test_turns_of_one_conversation_are_said_to_depend_on_each_other() -> None:
    turns = tuple(GoldQuestion(f"t{number}", f"turn {number}", group=f"c{number // 2}") for number in range(4))
    apart, together = (
        evaluate_abstention(ScriptedAsker(), Answerability(good, BAD), provenance=ORIGIN).notes
        for good in (GOOD, turns)
    )
    assert not any("independent" in note for note in apart)
    assert any(note.startswith("the 14 questions are of 12 groups") for note in together)
