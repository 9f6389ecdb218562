from collections.abc import Mapping
from types import MappingProxyType

import pytest

from eval.data import GoldQuestion
from eval.errors import AskingError
from eval.experiments.receipts import evaluate_receipts
from qa.schema import Abstention, Answer, Question, Source
from scripted import NOTICE, ORIGIN, ScriptedAsker, quote_of

TEXT = "Ça suffit. One sentence, and then another sentence."
ASKED = [GoldQuestion("q1", "What?"), GoldQuestion("q2", "Who?"), GoldQuestion("q3", "Why?")]
QUOTE = quote_of("d", TEXT, "One sentence,")
OTHER = quote_of("d", TEXT, "another sentence.", 2)


def test_whole_receipts_are_found_whole() -> None:
    asker = ScriptedAsker(texts={"d": TEXT}, quotes={"What?": [QUOTE, OTHER], "Who?": [QUOTE]})
    result = evaluate_receipts(asker, ASKED, provenance=ORIGIN)
    assert {figure.name: figure.value for figure in result.figures} == {
        "answers without a fault": 1,
        "receipts valid": 1,
        "texts intact": 1,
        "notices and references complete": 1,
        "forgeries refused": 1,
        "disclaimer present": 1,
    }
    assert result.figure("receipts valid").eligible == 2
    assert result.figure("disclaimer present").eligible == 3
    assert result.notes == ("3 receipts of 2 answers to 3 questions",)
    assert result.worst[0].cases == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": "Two sentences"}, "text at this place is not the quote"),
        ({"sha256": "0" * 64}, "is not that of the receipt"),
        ({"version": "0" * 64}, "hash of the text is not its version"),
        ({"byte_start": QUOTE.byte_start + 1}, "text at this place is not the quote"),
    ],
)
def test_a_broken_quote_is_found_out_although_the_system_calls_it_valid(
    change: dict[str, object], fault: str
) -> None:
    broken = QUOTE.model_copy(update=change)
    asker = ScriptedAsker(texts={"d": TEXT}, quotes={"What?": [broken, OTHER]}, valid=True)
    result = evaluate_receipts(asker, ASKED, provenance=ORIGIN)
    assert result.figure("receipts valid").value == 1
    assert result.figure("texts intact").value == 1 / 2
    assert result.figure("answers without a fault").value == 0
    assert any(fault in line for line in result.worst[0].cases[0].returned)


def test_a_system_that_calls_everything_valid_is_found_out() -> None:
    asker = ScriptedAsker(texts={"d": TEXT}, quotes={"What?": [QUOTE]}, valid=True)
    result = evaluate_receipts(asker, ASKED, provenance=ORIGIN)
    assert result.figure("forgeries refused").value == 0
    assert result.worst[0].cases[0].returned == ("verify calls a forgery of quote 1 valid",)


def test_a_system_that_calls_nothing_valid_is_found_out() -> None:
    asker = ScriptedAsker(texts={"d": TEXT}, quotes={"What?": [QUOTE]}, valid=False)
    result = evaluate_receipts(asker, ASKED, provenance=ORIGIN)
    assert result.figure("receipts valid").value == 0
    assert result.worst[0].cases[0].returned == ("verify: so",)


class Careless(ScriptedAsker):
    """Leaves out of an answer what the types would not let it leave out."""

    left_out: Mapping[str, object] = MappingProxyType({})

    def answer(self, question: Question) -> Answer | Abstention:
        return super().answer(question).model_copy(update=dict(self.left_out))


@pytest.mark.parametrize(
    ("left_out", "fault"),
    [
        ({"disclaimer": NOTICE.model_copy(update={"text": " "})}, "no disclaimer"),
        ({"sources": ()}, "quote 1: its source is not listed"),
        (
            {"sources": (Source.model_construct(document_id="d", title="D", references=()),)},
            "quote 1: references [4] are not",
        ),
    ],
)
def test_what_an_answer_promises_and_lacks_is_found_out(left_out: dict[str, object], fault: str) -> None:
    asker = Careless(texts={"d": TEXT}, quotes={"What?": [QUOTE.model_copy(update={"references": (4,)})]})
    asker.left_out = left_out
    result = evaluate_receipts(asker, ASKED[:1], provenance=ORIGIN)
    assert result.figure("notices and references complete").value == 0
    assert result.figure("disclaimer present").value == ("disclaimer" not in left_out)
    (found,) = result.worst[0].cases[0].returned
    assert found.startswith(fault)


def test_silence_alone_has_nothing_to_check() -> None:
    with pytest.raises(AskingError, match="no question was answered"):
        evaluate_receipts(ScriptedAsker(), ASKED, provenance=ORIGIN)
