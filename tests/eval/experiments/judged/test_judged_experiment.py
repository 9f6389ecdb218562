"""What counts as right, wrong and unreachable, with outcomes that are written down beforehand."""

from collections.abc import Mapping, Sequence

import pytest
from scipy.stats import beta

from eval.data import JudgedItem
from eval.errors import AskingError
from eval.experiments.judged import Letters, Unreachable, evaluate_judged, judged_table
from eval.report import RecordedOutcome, Result
from judging import CURE, ITEMS, items
from qa.schema import Answer, Question, Quote
from scripted import ORIGIN, ScriptedAsker, quote_of
from tiny import SENTENCES

TEXTS = {id_: " ".join(sentences) for id_, sentences in SENTENCES.items()}
QUESTIONS = {fields["id"]: fields["question"] for fields in ITEMS}


def quoting(*shown: tuple[str, str]) -> list[Quote]:
    return [quote_of(id_, TEXTS[id_], words, n) for n, (id_, words) in enumerate(shown, start=1)]


RIGHT = ("zorbitis", CURE)
BESIDE = ("zorbitis", SENTENCES["zorbitis"][3])


def asked(
    quotes: Mapping[str, Sequence[Quote]],
    *some: JudgedItem,
    asker: ScriptedAsker | None = None,
    unreachable: Unreachable = "leave-out",
) -> Result:
    asker = asker or ScriptedAsker()
    asker.texts = TEXTS
    asker.quotes = {QUESTIONS.get(id_, id_): of for id_, of in quotes.items()}
    return evaluate_judged(asker, some or items(), provenance=ORIGIN, unreachable=unreachable)


def outcome_of(result: Result, id_: str) -> RecordedOutcome:
    return next(outcome for outcome in result.outcomes if outcome.id == id_)


def item(id_: str = "i", **fields: object) -> JudgedItem:
    return JudgedItem.model_validate({"id": id_, "question": f"Question {id_}?", **fields})


def test_each_figure_counts_the_items_that_its_rule_names() -> None:
    result = asked({"cure": quoting(BESIDE, RIGHT), "near": quoting(RIGHT)})
    values = {figure.name: (figure.value, figure.eligible) for figure in result.figures}
    assert values["answered"] == (2 / 5, 5)
    assert values["first quote right"] == (0.0, 3)
    assert values["right among the first 3 quotes"] == (1 / 3, 3)
    assert values["wrongly answered"] == (1 / 5, 5)
    assert values["answered where silence is right"] == (1 / 2, 2)
    assert values["answered without a supporting quote"] == (0.0, 3)
    assert values["wrongly silent"] == (2 / 3, 3)
    assert values["statements shown"] == (1 / 2, 1)
    assert values["quotes that support"] == (1 / 2, 1)
    assert values["possibly harmful answers"] == (1.0, 1)
    assert values["wrongly answered where the population differs"] == (1.0, 1)
    assert values["silent: no_evidence"] == (3 / 5, 5)
    assert values["direct: answered"] == (1 / 2, 2)
    assert values["outside: wrongly answered"] == (1 / 2, 2)
    assert "outside: first quote right" not in values


def test_a_share_has_its_exact_interval() -> None:
    figure = asked({}).figure("wrongly silent")
    assert (figure.value, figure.high) == (1.0, 1)
    assert figure.low == pytest.approx(beta.ppf(0.025, 3, 1))


def test_every_outcome_is_kept_with_its_verdicts_and_what_supports() -> None:
    result = asked({"cure": quoting(BESIDE, RIGHT)})
    assert [outcome.id for outcome in result.outcomes] == [fields["id"] for fields in ITEMS]
    cure, pizza = outcome_of(result, "cure"), outcome_of(result, "pizza")
    assert [quote.supports for quote in cure.quotes] == [False, True]
    assert cure.verdicts["right among the first 3 quotes"] == 1
    assert cure.wanted == ("zorbitis: zorbine  cures Zorbitis in nine",)
    assert (cure.category, pizza.wanted, pizza.reason) == ("direct", ("no answer",), "no_evidence")


def test_a_thread_is_a_conversation_about_the_same_article_for_the_same_reader() -> None:
    asker = ScriptedAsker()
    one = item(thread=["First?", "Second?"], gold="abstain", document_id="zorbitis", audience="patient")
    asked({}, one, asker=asker)
    assert [question.question for question in asker.heard] == ["First?", "Second?", "Question i?"]
    assert [question.conversation_id for question in asker.heard] == [None, "c1", "c1"]
    assert {(question.document_id, question.audience, question.store) for question in asker.heard} == {
        ("zorbitis", "patient", True)
    }
    assert not asked({}, item(gold="abstain"), asker=(alone := ScriptedAsker())).outcomes[0].thread
    assert (alone.heard[0].store, alone.heard[0].audience) == (False, Question(question="x").audience)


@pytest.mark.parametrize(
    ("any_", "quoted", "right"),
    [
        ("ZORBINE cures\n zorbitis", CURE, True),
        (CURE, "Zorbine cures zorbitis in nine", True),
        (CURE, "Zorbine cures", False),
        ("Zorbine cures quixosis", CURE, False),
    ],
)
def test_a_quote_supports_a_text_that_it_contains_or_is_half_of(any_: str, quoted: str, right: bool) -> None:
    one = item(gold=[{"doc": "zorb", "any": [any_, "invented disease"]}])
    result = asked({one.question: quoting(("zorbitis", quoted))}, one)
    assert result.figure("first quote right").value == right


@pytest.mark.parametrize("doc", ["zorb", "ZORBITIS", "^Zorbitis$", ""])
def test_a_document_is_named_by_a_part_of_its_id_or_title(doc: str) -> None:
    one = item(gold={"doc": doc, "any": ["cures zorbitis"]})
    assert asked({one.question: quoting(RIGHT)}, one).figure("first quote right").value == 1


def test_a_quote_of_another_document_does_not_support() -> None:
    one = item(gold={"doc": "quix", "any": ["disease of the"]})
    wrong = quoting(("zorbitis", SENTENCES["zorbitis"][0]))
    assert asked({one.question: wrong}, one).figure("wrongly answered").value == 1


@pytest.mark.parametrize(
    ("quoted", "right"), [(CURE, True), ("cures zorbitis in nine of ten", True), ("nine of ten", False)]
)
def test_a_place_is_supported_by_half_of_its_letters_wherever_it_has_moved(quoted: str, right: bool) -> None:
    start = TEXTS["zorbitis"].index(CURE)
    place = Letters.of(TEXTS["zorbitis"]).place(start, start + len(CURE))
    moved = place.model_copy(update={"start": 0, "end": 9})
    for one in (place, moved):
        asking = item(gold={"doc": "zorbitis", "places": [one]})
        result = asked({asking.question: quoting(("zorbitis", quoted))}, asking)
        assert result.figure("first quote right").value == right
        assert any("elsewhere" in note for note in result.notes) is (one is moved)
        assert result.outcomes[0].wanted == (f"zorbitis: {CURE.rstrip('.')}",)


def test_a_place_is_in_the_document_with_exactly_its_id() -> None:
    place = Letters.of(TEXTS["zorbitis"]).place(0, 20)
    with pytest.raises(AskingError, match="no document is called 'zorb'"):
        asked({}, item(gold={"doc": "zorb", "places": [place]}))


def test_unreachable_gold_is_left_out_or_counts_as_wrong_and_is_said_so() -> None:
    out, wrong = asked({}), asked({}, unreachable="count-wrong")
    assert out.figure("wrongly silent").eligible == 3
    assert wrong.figure("wrongly silent").eligible == 4
    assert outcome_of(out, "gone").verdicts == {}
    assert outcome_of(out, "gone").outcome == "abstention"
    assert "(unreachable: no document is called 'gnorbitis')" in outcome_of(out, "gone").wanted
    for result, said in ((out, "1 left out"), (wrong, "0 left out")):
        (line,) = (note for note in result.notes if "cannot be answered from these documents" in note)
        assert line.startswith(f"1 items cannot be answered from these documents ({said}")
        assert "  gone: no document is called 'gnorbitis'" in result.notes


def test_a_passage_that_is_not_there_is_unreachable_but_not_if_another_one_is() -> None:
    two = item(gold={"doc": "zorb", "any": ["cures zorbitis", "cures everything"]})
    result = asked({}, two)
    assert any(note.startswith("1 passages of other items are in no document") for note in result.notes)
    with pytest.raises(AskingError, match="no passage is in the documents"):
        asked({}, item(gold={"doc": "zorb", "any": ["cures everything"]}))


def test_a_question_about_an_article_that_is_not_held_is_not_asked() -> None:
    asker = ScriptedAsker()
    one = item("one", gold={"any": ["cures zorbitis"]}, document_id="nowhere", must=[{"any": ["nine"]}])
    two = item("two", gold="abstain", document_id="nowhere")
    result = asked({}, one, two, *items("pizza"), asker=asker, unreachable="count-wrong")
    assert [question.question for question in asker.heard] == [QUESTIONS["pizza"]]
    assert outcome_of(result, "one").verdicts["wrongly silent"] == 1
    assert outcome_of(result, "one").verdicts["statements shown"] == 0
    assert outcome_of(result, "one").outcome is None
    assert outcome_of(result, "two").verdicts == {}


def test_statements_that_no_document_has_are_left_out_or_count_as_not_shown() -> None:
    one = item(gold={"any": ["cures zorbitis"]}, must=[{"any": ["nine of ten"]}, {"any": ["of eleven"]}])
    shown = {one.question: quoting(RIGHT)}
    assert asked(shown, one).figure("statements shown").value == 1
    assert asked(shown, one, unreachable="count-wrong").figure("statements shown").value == 1 / 2


class Cautious(ScriptedAsker):
    """Answers with a caution."""

    def answer(self, question: Question) -> Answer:
        outcome = super().answer(question)
        assert isinstance(outcome, Answer)
        return outcome.model_copy(update={"caution": "Low confidence."})


def test_an_answer_with_a_caution_is_wrong_but_not_possibly_harmful() -> None:
    (near,) = items("near")
    result = asked({"near": quoting(RIGHT)}, near, asker=Cautious())
    assert result.figure("wrongly answered").value == 1
    assert result.figure("possibly harmful answers").value == 0


def test_risk_is_that_of_the_answers_and_coverage_that_of_all_items() -> None:
    some = [item(f"{n}", gold={"doc": "zorb", "any": ["cures zorbitis"]}) for n in range(8)]
    confidence = {one.question: 0.9 - 0.1 * n for n, one in enumerate(some)}
    quotes = {
        one.question: quoting(RIGHT) if n < 2 else quoting(BESIDE, RIGHT) if n < 3 else quoting(BESIDE)
        for n, one in enumerate(some[:4])
    }
    result = asked(quotes, *some, asker=ScriptedAsker(confidence=confidence))
    assert result.figure("risk of the answers, first quote").value == 2 / 4
    assert result.figure("risk of the answers, any quote").value == 1 / 4
    assert result.figure("risk at 25% coverage, first quote").value == 0
    assert result.figure("risk at 50% coverage, first quote").value == 2 / 4
    assert "risk at 75% coverage, first quote" not in {figure.name for figure in result.figures}
    assert result.figure("AURC, first quote").value == pytest.approx((0 + 0 + 1 / 3 + 2 / 4) / 4)
    assert result.figure("AUROC of the confidence that the first quote is right").value == 1
    assert result.confidences is not None
    assert result.confidences.curve.coverage == pytest.approx((1 / 8, 2 / 8, 3 / 8, 4 / 8))
    assert result.confidences.curve.risk == pytest.approx((0, 0, 1 / 3, 2 / 4))


def test_an_answer_to_what_calls_for_silence_is_a_wrong_answer() -> None:
    result = asked({"near": quoting(RIGHT), "cure": quoting(RIGHT)})
    assert result.figure("risk of the answers, first quote").value == 1 / 2


def test_figures_over_the_answers_alone_are_not_compared_question_by_question() -> None:
    result = asked({"cure": quoting(RIGHT)})
    assert result.figure("quotes that support").values == {}
    assert result.figure("first quote right").values == {"cure": 1, "rest": 0, "thread": 0}


def test_the_table_has_a_line_for_each_class_and_fits_a_terminal() -> None:
    long = [item(gold="abstain", cls="a class with a name that is much longer than the column for it")]
    lines = list(judged_table(asked({"cure": quoting(RIGHT)}, *items(), *long).outcomes))
    assert [line[:8].strip() for line in lines] == ["% [95 %]", "direct", "follow-u", "outside", "a class", "all"]
    assert all(len(line) <= 120 for line in lines)
    assert "50 [1, 99]" in lines[1]
    assert lines[3].split()[-1] == "-"


def test_the_worst_are_listed_with_what_was_wanted() -> None:
    missed, wrong = asked({"near": quoting(RIGHT)}).worst
    assert [case.id for case in missed.cases] == ["cure", "rest", "thread"]
    assert [case.id for case in wrong.cases] == ["near"]
    assert wrong.cases[0].returned == (f"zorbitis: {CURE}",)


def test_a_risk_that_was_not_seen_is_not_shown_as_impossible() -> None:
    some = [item(f"{n}", gold={"doc": "zorb", "any": ["cures zorbitis"]}) for n in range(10)]
    result = asked({one.question: quoting(RIGHT) for one in some}, *some)
    for name in ("risk of the answers, first quote", "AURC, any quote", "risk at 50% coverage, first quote"):
        figure = result.figure(name)
        assert (figure.value, figure.eligible) == (0, 10)
        assert figure.high == pytest.approx(beta.ppf(0.975, 1, 10))
