"""Examples from conversation sets: what the thread can resolve, and complete questions in other threads."""

import json
from pathlib import Path
from random import Random

import pytest

from eval.data import half_of, rewritten_turns
from eval.errors import DataError
from eval.fitting.resolver.preparing import conversation_examples, off_topic, switched
from qa.followup import Leaning

EVEN = next(name for name in map(str, range(20)) if half_of(name) == "even")
ODD = next(name for name in map(str, range(20)) if half_of(name) == "odd")
ASKED = ["What is brumol?", "Is it safe?", "And with zintal?", "And gravol?"]
MEANT = ["What is brumol?", "Is brumol safe?", "Is brumol safe with zintal?", "Is gravol better?"]


def written(folder: Path, *groups: str) -> Path:
    path = folder / "made.jsonl"
    rows = [
        {
            "id": f"{group}#{number}",
            "history": [{"question": text} for text in ASKED[:number]],
            "question": ASKED[number],
            "rewrite": MEANT[number],
            "meta": {"group": group, "changed": number > 0},
        }
        for group in groups
        for number in range(len(ASKED))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_earlier_turns_have_their_rewrites(tmp_path: Path) -> None:
    turn = list(rewritten_turns(written(tmp_path, "1")))[2]
    assert [(each.question, each.rewrite) for each in turn.history] == list(zip(ASKED[:2], MEANT[:2], strict=True))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"text": "no"}\n')
    with pytest.raises(DataError):
        list(rewritten_turns(path))


def test_only_turns_that_the_thread_resolves_are_fitted_on(tmp_path: Path) -> None:
    found = list(conversation_examples(written(tmp_path, ODD)))
    assert [example.question for example in found] == ASKED[1:3]
    assert {example.leaning for example in found} == {Leaning.LEANS}
    assert len(list(conversation_examples(written(tmp_path, ODD), whole=True))) == len(ASKED)


@pytest.mark.parametrize(("group", "last"), [(EVEN, MEANT[1]), (ODD, ASKED[1])])
def test_half_of_the_conversations_have_their_questions_as_understood(
    tmp_path: Path, group: str, last: str
) -> None:
    found = list(conversation_examples(written(tmp_path, group)))
    assert found[1].parts[0].text == last


def test_complete_questions_in_other_threads_carry_nothing(tmp_path: Path) -> None:
    examples = list(conversation_examples(written(tmp_path, "1", "2")))
    for made, leaning in (
        (switched(examples, 20, Random(1)), Leaning.COMPLETE),
        (off_topic(examples[:2], examples[2:], 20, Random(1)), Leaning.OUTSIDE),
    ):
        found = list(made)
        assert len(found) == 20
        assert {example.leaning for example in found} == {leaning}
        assert not any(1 in row for example in found for row in example.carried)
        assert len({example.id for example in found}) == 20
