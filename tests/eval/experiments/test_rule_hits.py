"""Which rules fire on which questions, and what figures lose without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.data import GoldQuestion, conversation_questions
from eval.errors import DataError
from eval.experiments.rule_hits import FILES, RememberingAsker, by_file, hits_table, losses, rule_hits, rule_ids
from eval.report import Figure, Result
from eval.systems import question_of, understand
from qa.assembly import open_engine
from qa.settings import Settings
from repository import ROOT
from scripted import ORIGIN
from serving import ingest_into
from tiny import write_lines

ARTICLE = (
    "# Zorbitis\n\nZorbitis is a disease of the knee.\n\n## Treatment\n\nZorbine 20 mg cures zorbitis in a week.\n"
)


@pytest.fixture(scope="module", name="asker")
def _asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RememberingAsker]:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "zorbitis.md").write_text(ARTICLE, encoding="utf-8")
    settings = Settings(home=folder / "home", model="hash")
    ingest_into(settings, folder / "zorbitis.md")
    engine = open_engine(settings)
    with engine.store:
        yield RememberingAsker(engine)


def test_a_rule_fires_once_for_each_question_it_is_true_of(asker: RememberingAsker) -> None:
    questions = [
        GoldQuestion("1", "What about children?", ("What is zorbitis?",)),
        GoldQuestion("2", "what about knees or what about it?", ("What is zorbitis?",)),
        GoldQuestion("3", "I took too many pills"),
    ]
    hits = rule_hits(asker, {"own": questions[:2], "other": questions[2:]})
    assert hits["ellipsis.about.what_about"] == {"own": 2, "other": 0}
    assert hits["ellipsis.return.back_to"] == {"own": 0, "other": 0}
    assert any(counts["other"] for id_, counts in hits.items() if id_.startswith("emergencies.overdose."))
    assert set(hits) == set(rule_ids())


def test_an_answer_sets_off_the_rules_over_sentences(asker: RememberingAsker) -> None:
    asked = {"own": [GoldQuestion("1", "What is the dose of zorbine?")]}
    assert rule_hits(asker, asked)["doses.asked.dose"]["own"] == 0
    assert rule_hits(asker, asked, answers=True)["doses.asked.dose"]["own"] == 1


def test_the_loss_of_a_group_is_the_change_of_each_figure(asker: RememberingAsker) -> None:
    def evaluate() -> Result:
        question = question_of("thanks, what is zorbitis?", store=False)
        value = float(understand(asker, question).question == "what is zorbitis?")
        figures = (Figure.of("kept", {"q": value}), Figure.of("same", {"q": 1.0}))
        return Result(experiment="followups", figures=figures, provenance=ORIGIN)

    courtesy = [id_ for id_ in rule_ids() if id_.startswith(("phrasing.", "smalltalk."))]
    groups = {"courtesy": courtesy, "dependence": ["dependence.opening.time"]}
    assert list(losses(evaluate, groups)) == [("courtesy", "kept", 1.0, 0.0)]


def test_what_was_asked_before_is_remembered_outside_of_a_thread(asker: RememberingAsker) -> None:
    asked = question_of("What cures zorbitis?", store=False)
    assert asker.answer(asked) is asker.answer(asked)
    assert asker.documents("zorbitis", 5) is asker.documents("zorbitis", 5)
    threaded = asked.model_copy(update={"history": (understand(asker, asked).past(asked),)})
    assert asker.answer(threaded) is not asker.answer(threaded)


def test_rules_are_grouped_by_their_file_and_written_as_a_table() -> None:
    assert by_file(["a.x", "b.y", "a.z.w"]) == {"a": ["a.x", "a.z.w"], "b": ["b.y"]}
    assert list(hits_table({"a.x": {"own": 1, "other": 0}})) == ["rule\town\tother", "a.x\t1\t0"]


def test_a_conversation_set_is_read_with_the_questions_before(tmp_path: Path) -> None:
    path = tmp_path / "talk.jsonl"
    row = {
        "id": "1",
        "history": [{"question": "What is it?", "answer": "A thing."}, {"answer": "?"}],
        "question": "Why?",
    }
    write_lines(path, (row,))
    assert conversation_questions(path) == (GoldQuestion("1", "Why?", ("What is it?",)),)
    write_lines(path, ({"id": "1"},))
    with pytest.raises(DataError, match=r"talk\.jsonl"):
        conversation_questions(path)


def test_every_file_of_rules_is_counted() -> None:
    files = {(".".join(path.relative_to(ROOT).parts[:-2]), path.stem) for path in ROOT.glob("qa/**/en/*.yaml")}
    assert set(FILES) == files
