"""The follow-ups experiment: on sessions, on labelled tasks, and on sessions written by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.data import (
    SESSIONS,
    SWITCHES,
    GoldBinding,
    GoldQuestion,
    Ranked,
    Talk,
    WrittenSession,
    WrittenTurn,
    samples,
    talks,
    written,
)
from eval.data.selection import half_of
from eval.data.sessions import Exchange
from eval.errors import AskingError, DataError
from eval.experiments.followups.sessions import evaluate_sessions
from eval.experiments.followups.tasks import evaluate_tasks, labelled_tasks
from eval.experiments.followups.written import evaluate_written
from eval.report import read_result
from eval.systems import Understood, understand
from eval.systems.interpretation import of_outcome
from qa.commands import Exit
from qa.schema import Abstention, Binding, Question, Reading
from repository import TESTS
from scripted import ORIGIN, ScriptedAsker
from shell import Run, shell
from tiny import QUESTIONS, write_collection, write_lines, write_tasks

FIRST = "What is zorbitis?"
TALKS = {
    SESSIONS: (
        Talk(
            "one",
            (
                Exchange(FIRST, FIRST, frozenset({"zorbitis"})),
                Exchange("What cures it?", "What cures zorbitis?", frozenset({"zorbitis"})),
                Exchange("Who gets it?", "Who gets zorbitis?", frozenset({"zorbitis"})),
            ),
        ),
    ),
    SWITCHES: (
        Talk(
            "two",
            (
                Exchange(FIRST, FIRST, frozenset({"zorbitis"})),
                Exchange("What about quixosis?", "What is quixosis?", frozenset({"quixosis"})),
            ),
        ),
    ),
}


class Understanding(ScriptedAsker):
    """Understands questions as it is told to, and asks back where it is told nothing but None."""

    def __init__(self, meant: Mapping[str, str | None], **fields: Any) -> None:  # noqa: ANN401 (any field)
        super().__init__(**fields)
        self.meant = meant

    def answer(self, question: Question) -> Abstention:
        """An abstention that says how the question was understood."""
        meant = self.meant.get(question.question, question.question)
        outcome = super().answer(question.model_copy(update={"question": meant or question.question}))
        assert isinstance(outcome, Abstention)
        self.heard[-1] = question
        changes: dict[str, object] = {"question": question.question}
        if meant is None:
            changes |= {"reason": "ambiguous_follow_up"}
        return outcome.model_copy(update=changes)


def documents(**found: str) -> dict[str, list[Ranked]]:
    return {question.replace("_", " "): [Ranked(document, 1.0)] for question, document in found.items()}


def test_sessions_are_scored_for_every_wording() -> None:
    asker = Understanding(
        {"What cures it?": "What cures zorbitis?", "Who gets it?": None, "Rest?": "Rest of zorbitis?"},
        found={
            "What cures zorbitis?": [Ranked("zorbitis", 2.0)],
            "Who gets zorbitis?": [Ranked("quixosis", 2.0), Ranked("zorbitis", 1.0)],
            "What about quixosis?": [Ranked("quixosis", 1.0)],
            "What is quixosis?": [Ranked("quixosis", 1.0)],
            "Rest?": [Ranked("quixosis", 1.0)],
        },
    )
    result = evaluate_sessions(
        asker, TALKS, [GoldQuestion("q", "Rest?")], {"q": {"quixosis": 1, "zorbitis": 0}}, provenance=ORIGIN
    )
    assert result.figure("pronoun: engine, hit@10").values == {"one/2": 1, "one/3": 0}
    assert result.figure("pronoun: gold rewrite, hit@10").value == 1
    assert result.figure("pronoun: gold rewrite, hit@1").value == 1 / 2
    assert result.figure("pronoun: as asked, hit@10").value == 0
    assert result.figure("pronoun: engine over gold rewrite, hit@10").value == 1 / 2
    assert result.figure("topic switch: engine over gold rewrite, hit@10").value == 1
    assert result.figure("pronoun: same wording as the gold rewrite").values == {"one/2": 1, "one/3": 0}
    assert result.figure("topic switch: same wording as the gold rewrite").values == {"two/2": 0}
    assert result.figure("standalone: kept as asked").value == 0
    lost = result.figure("standalone: hit@10 lost")
    assert (lost.value, lost.better) == (1, "lower")
    assert result.worst[0].cases[0].id == "one/3"
    assert [past.interpreted_question for past in asker.heard[2].history] == [FIRST, "What cures zorbitis?"]


def test_with_answers_the_turns_are_those_of_real_answers() -> None:
    asker = Understanding({})
    evaluate_sessions(asker, {SWITCHES: TALKS[SWITCHES]}, [], {}, provenance=ORIGIN, with_answers=True)
    assert len(asker.heard) == 4
    assert asker.heard[-1].history[0].interpreted_question == FIRST


def test_tasks_are_scored_for_what_is_found_and_when_it_is_asked_back(tmp_path: Path) -> None:
    write_tasks(tmp_path)
    tasks = labelled_tasks(tmp_path)
    assert [task.label for task in tasks] == ["ANSWERABLE", "UNANSWERABLE", "UNDERSPECIFIED"]
    last = "Does it help with quixosis?"
    asker = Understanding({last: "Does zorbine help with quixosis?"}, found=documents(Nothing="x"))
    asker.found = {"Does zorbine help with quixosis?": [Ranked("quixosis", 1.0)]}
    qrels = {tasks[0].asked.id: {"quixosis": 1}}
    result = evaluate_tasks(asker, tasks, qrels, provenance=ORIGIN)
    assert result.figure("nDCG@5, engine").value == 1
    assert result.figure("nDCG@5, last turn").value == 0
    assert result.figure("nDCG@5, all turns").value == 0
    assert result.figure("asks back where underspecified").value == 0
    assert result.figure("does not ask back where answerable").value == 1
    unsure = evaluate_tasks(Understanding({last: None}), tasks, {}, provenance=ORIGIN)
    assert unsure.figure("asks back where underspecified").value == 1
    assert unsure.figure("does not ask back where answerable").value == 0


def turn(asked: str, outcome: str = "answer", **fields: object) -> WrittenTurn:
    return WrittenTurn.model_validate({"asked": asked, "outcome": outcome, "categories": ["a"], **fields})


def test_written_sessions_are_scored_by_what_their_author_meant() -> None:
    session = WrittenSession(
        id="s",
        document="zorbitis",
        turns=(
            turn("What is zorbitis?", relevant={"zorbitis": ["Causes"]}),
            turn("and its cure", resolved="zorbitis cure", bindings=[{"resolved_to": "Zorbitis'"}]),
            turn("why", resolved="why", bindings=[{"resolved_to": "celiac", "spelt": "coeliac"}]),
            turn("it?", "ambiguous_follow_up", readings=[{}, {}]),
            turn("that?", "ambiguous_follow_up"),
            turn("thanks", "out_of_scope"),
        ),
    )
    asker = Understanding(
        {"and its cure": "zorbitis's cure", "why": "why coeliac", "it?": None, "that?": None},
        found={"What is zorbitis?": [Ranked("zorbitis", 1.0)]},
    )
    result = evaluate_written(asker, (session,), provenance=ORIGIN)
    assert result.figure("all bindings found").values == {"s/2": 1, "s/3": 1}
    assert result.figure("standalone: kept as asked").value == 1
    assert result.figure("ambiguous: asked back with readings").value == 0
    assert result.figure("unresolvable: asked back").value == 1
    assert result.figure("small talk recognised").value == 0
    assert result.figure("hit@1, engine").value == 1
    assert result.figure("hit@1, gold rewrite").value == 1
    assert result.figure("interpreted as meant: a").eligible == 6
    asked = next(question for question in asker.heard if question.question == "why")
    assert [past.interpreted_question for past in asked.history] == ["What is zorbitis?", "zorbitis cure"]
    assert asked.document_id == "zorbitis"


def test_what_an_outcome_says_of_its_understanding() -> None:
    asker = ScriptedAsker()
    plain = understand(asker, Question(question="Who?"))
    assert plain == Understood("Who?", None, (), (), asks_back=False, small_talk=False)
    outcome = asker.answer(Question(question="it?"))
    binding = Binding(mention="it", resolved_to="gout", turn=1)
    reading = Reading(interpreted_question="gout?", bindings=(binding,))
    unsure = outcome.model_copy(update={"reason": "ambiguous_follow_up", "readings": (reading,)})
    assert of_outcome(unsure).asks_back
    assert of_outcome(unsure).readings == (reading,)
    assert of_outcome(outcome.model_copy(update={"reason": "out_of_scope"})).small_talk


def test_files_of_the_wrong_kind_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no sessions\.jsonl"):
        talks(tmp_path)
    write_lines(tmp_path / "sessions.jsonl", [{"session_id": "s", "turns": []}])
    with pytest.raises(DataError, match="turns"):
        talks(tmp_path)
    for text, problem in (("- id: [", "not valid YAML"), ("- id: s\n", "not a file of hand-written sessions")):
        (tmp_path / "w.yaml").write_text(text)
        with pytest.raises(DataError, match=problem):
            written(tmp_path / "w.yaml")
    with pytest.raises(DataError, match="cannot be read"):
        written(tmp_path / "none.yaml")
    assert any(samples().glob("*.md"))


def test_our_own_sessions_are_well_formed() -> None:
    sessions = written(TESTS / "data" / "followups.yaml").sessions
    assert sum(len(session.turns) for session in sessions) > 150
    assert {half_of(session.id) for session in sessions} == {"even", "odd"}
    assert GoldBinding(resolved_to="x").mention is None


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return shell(tmp_path / "unused", "eval", XDG_CACHE_HOME=str(tmp_path))


def test_the_command_scores_sessions_tasks_and_written_files(run: Run, tmp_path: Path) -> None:
    corpus = write_collection(tmp_path / "tiny", "test_distinct")
    rows = [
        {"utterance": "What is zorbitis?", "resolved": "What is zorbitis?", "relevant": ["zorbitis"]},
        {"utterance": "What cures it?", "resolved": "What cures zorbitis?", "relevant": ["zorbitis"]},
    ]
    write_lines(tmp_path / "followup" / "sessions.jsonl", [{"session_id": "s", "turns": rows}])
    out = tmp_path / "f.json"
    done = run("followups", tmp_path / "followup", "--corpus", corpus, "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout.startswith("followups on followup\n")
    assert read_result(out).figure("pronoun: engine over gold rewrite, hit@10").value == 1
    assert read_result(out).figure("standalone: kept as asked").value == 1
    write_tasks(corpus)
    (corpus / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tzorbitis\t1\n")
    done = run("followups", corpus, "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    assert read_result(out).figure("does not ask back where answerable").eligible == 1
    written_file = tmp_path / "w.yaml"
    written_file.write_text(
        "- id: s\n  turns:\n    - {asked: 'What cures zorbitis?', categories: [opening], outcome: answer}\n"
    )
    done = run("followups", written_file, "--corpus", corpus / "corpus.jsonl", "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    assert read_result(out).figure("standalone: kept as asked").value == 1


def test_an_impossible_question_is_an_asking_error() -> None:
    long = Talk("s", (Exchange("x" * 3000, "x", frozenset({"d"})), Exchange("y", "y", frozenset({"d"}))))
    with pytest.raises(AskingError):
        evaluate_sessions(ScriptedAsker(), {SESSIONS: (long,)}, [], {}, provenance=ORIGIN)


def test_every_tiny_question_stands_alone() -> None:
    asker = ScriptedAsker()
    assert all(understand(asker, Question(question=text)).question == text for text, _ in QUESTIONS.values())
