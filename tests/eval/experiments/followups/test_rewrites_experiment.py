"""The follow-ups experiment on threads and conversations with gold rewrites."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.data import added_words, are_threads, rewritten_turns, thread_turns
from eval.experiments.followups.rewrites import evaluate_rewrites
from qa.commands import Exit
from qa.followup import Fate, Leaning, OnnxResolver, Part, Resolution, ResolverCard, words_of
from qa.schema import Abstention, Question
from scripted import ORIGIN, ScriptedAsker
from shell import shell
from tiny import write_lines

TEXT = "Brumol cures zorbitis."
PLACE = {
    "doc": "zorbitis",
    "sentence": 0,
    "start": 0,
    "end": len(TEXT),
    "letters": 19,
    "sha256": hashlib.sha256(b"Brumolcureszorbitis").hexdigest()[:16],
}


def turn(question: str, kind: str, *rewrites: str, answer: Any = "silent") -> dict[str, Any]:  # noqa: ANN401
    return {
        "question": question,
        "kinds": [kind],
        "rewrites": [{"text": text, "carried": []} for text in rewrites],
        "answer": answer,
    }


THREAD = {
    "id": "A1",
    "docs": ["zorbitis"],
    "page": True,
    "turns": [
        turn("what cures it", "first", "what cures it", answer=[PLACE]),
        turn("is it safe", "pronoun", "is Brumol safe"),
        turn("thx", "chat"),
        turn("the third one?", "cannot", "Brumol", "zorbitis", answer=None),
    ],
}


class Rewriting(ScriptedAsker):
    """Rewrites one question; asks back about the third one."""

    def answer(self, question: Question) -> Abstention:
        """The outcome of a question, with its rewrite."""
        outcome = super().answer(question)
        assert isinstance(outcome, Abstention)
        if question.question == "the third one?":
            return outcome.model_copy(update={"reason": "ambiguous_follow_up"})
        meant = {"is it safe": "Is brumol tested and safe?"}.get(question.question, question.question)
        return outcome.model_copy(update={"interpreted_question": meant})


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "threads.jsonl", [THREAD])


def test_threads_are_read_with_how_each_turn_should_be_understood(path: Path) -> None:
    found = list(thread_turns(path))
    assert [each.wanted for each in found] == ["kept", "rewritten", "small talk", "asked back"]
    assert [each.rewrite for each in found] == ["what cures it", "is Brumol safe", "thx", "the third one?"]
    assert found[1].history[0].shown[0][0] == "zorbitis"
    assert are_threads(path)


def test_conversations_are_told_from_threads(tmp_path: Path) -> None:
    row = {"id": "a", "history": [], "question": "Why?", "rewrite": "Why?", "meta": {"group": 1, "changed": False}}
    path = write_lines(tmp_path / "made.jsonl", [row])
    assert not are_threads(path)
    assert [each.wanted for each in rewritten_turns(path)] == ["kept"]


def test_carried_words_are_scored_against_the_gold_rewrites(path: Path) -> None:
    asker = Rewriting(texts={"zorbitis": TEXT})
    result = evaluate_rewrites(asker, list(thread_turns(path)), provenance=ORIGIN)
    assert result.figure("carried words: precision, engine").value == 1 / 2
    assert result.figure("carried words: recall, engine").value == 1
    assert result.figure("carried words: recall, as asked").value == 0
    assert result.figure("wholly right, engine").values == {"A1/1": 1, "A1/2": 0, "A1/3": 0, "A1/4": 1}
    assert result.figure("wholly right: cannot, engine").value == 1
    assert result.figure("understood as small talk, engine").value == 0
    assert result.figure("understood as rewritten, last + current").value == 1


def test_earlier_turns_have_the_sentences_that_were_shown(path: Path) -> None:
    asker = Rewriting(texts={"zorbitis": TEXT})
    evaluate_rewrites(asker, list(thread_turns(path)), provenance=ORIGIN)
    asked = next(each for each in asker.heard if each.question == "is it safe")
    assert asked.document_id == "zorbitis"
    (receipt,) = asked.history[0].quotes
    assert receipt.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_what_the_system_does_not_hold_is_left_out(path: Path) -> None:
    asker = Rewriting()
    evaluate_rewrites(asker, list(thread_turns(path)), provenance=ORIGIN)
    assert not any(each.document_id or past.quotes for each in asker.heard for past in each.history)


def test_forms_and_function_words_do_not_count() -> None:
    assert added_words("is it safe", "Is the brumol’s safe in children?") == {"brumol", "children"}
    assert added_words("and for children?", "brumol for child's children") == {"brumol", "child"}


class Learned(OnnxResolver):
    """Says of every word whether it is Brumol, and what the question is by its wording."""

    def __init__(self) -> None:
        self.card = ResolverCard("made", "2026-12-01", 0.5, {}, (), {}, {}, (), "x")
        self.read: list[tuple[Part, ...]] = []

    def resolve(self, question: str, parts: Sequence[Part]) -> Resolution:
        """Carries Brumol to replace `it`."""
        self.read.append(tuple(parts))
        leaning = Leaning.SMALL_TALK if question == "thx" else Leaning.LEANS
        return Resolution(
            tuple(tuple(float(word.text == "Brumol") for word in words_of(part.text)) for part in parts),
            tuple(Fate.REPLACED if word.text == "it" else Fate.KEPT for word in words_of(question)),
            tuple(float(each == leaning) for each in Leaning),
        )


def test_a_learned_resolver_is_scored_beside_the_engine(path: Path) -> None:
    learned = Learned()
    result = evaluate_rewrites(
        Rewriting(texts={"zorbitis": TEXT}), list(thread_turns(path)), provenance=ORIGIN, resolver=learned
    )
    assert result.figure("wholly right, resolver").values == {"A1/1": 1, "A1/2": 1, "A1/3": 1, "A1/4": 0}
    assert result.figure("wholly right: chat, resolver").value == 1
    assert [part.text for part in learned.read[1]] == ["Zorbitis", "what cures it", TEXT]


def test_the_command_scores_a_file_of_threads(path: Path, tmp_path: Path) -> None:
    run = shell(tmp_path / "unused", "eval", XDG_CACHE_HOME=str(tmp_path))
    result = run("followups", path)
    assert result.exit_code == Exit.DONE, result.stderr
    assert "carried words: F1, engine" in result.stdout


def test_a_folder_without_a_resolver_is_refused(path: Path, tmp_path: Path) -> None:
    run = shell(tmp_path / "unused", "eval", XDG_CACHE_HOME=str(tmp_path))
    result = run("followups", path, "--resolver", tmp_path)
    assert result.exit_code == Exit.REFUSED
    assert "holds no resolver" in result.stderr
