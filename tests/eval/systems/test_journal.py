from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.systems import Asking, Journal, ask_each, question_of
from eval.systems.journal import journal_of
from qa.schema import Abstention, Answer, Question
from scripted import ScriptedAsker, quote_of

TEXT = "One sentence of the corpus."
ASKINGS = [
    Asking("a", question_of("First?")),
    Asking("b", question_of("Third?"), (question_of("Second?"),)),
    Asking("a", question_of("Fourth?")),
]


class Interrupted(ScriptedAsker):
    """Is interrupted when it hears the question `at`."""

    at = "Third?"

    def answer(self, question: Question) -> Answer | Abstention:
        if question.question == self.at:
            raise KeyboardInterrupt
        return super().answer(question)


def scripted(kind: type[ScriptedAsker] = ScriptedAsker) -> ScriptedAsker:
    return kind(quotes={"First?": [quote_of("d", TEXT, TEXT)]})


def interrupted(path: Path, fingerprint: str = "f") -> None:
    with pytest.raises(KeyboardInterrupt), Journal(path, fingerprint) as journal:
        list(ask_each(scripted(Interrupted), ASKINGS, journal=journal))


def test_an_interrupted_experiment_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = journal_of(tmp_path / "r.json")
    assert path.name == "r.json.partial"
    interrupted(path)
    assert f"1 outcomes are kept in {path}: repeat the command" in capsys.readouterr().err
    asker = scripted()
    with Journal(path, "f") as journal:
        asked = list(ask_each(asker, ASKINGS, journal=journal))
    assert f"1 outcomes are taken over from {path}" in capsys.readouterr().err
    assert [question.question for question in asker.heard] == ["Second?", "Third?", "Fourth?"]
    alone = list(ask_each(scripted(), ASKINGS))
    assert [each.outcome.model_dump(exclude={"conversation_id"}) for each in asked] == [
        each.outcome.model_dump(exclude={"conversation_id"}) for each in alone
    ]
    again = scripted()
    with Journal(path, "f") as journal:
        assert list(ask_each(again, ASKINGS, journal=journal)) == asked
    assert not again.heard


def test_outcomes_of_another_experiment_are_not_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.json.partial"
    interrupted(path)
    capsys.readouterr()
    asker = scripted()
    with Journal(path, "g") as journal:
        list(ask_each(asker, ASKINGS, journal=journal))
    assert "is of other data, another index or other settings: starting anew" in capsys.readouterr().err
    assert len(asker.heard) == 4
    with Journal(path, "g") as journal:
        assert all(journal.recall(key) for key in ("1 a", "2 b", "3 a"))


def test_without_a_file_nothing_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Journal(None, "f") as journal:
        assert len(list(ask_each(scripted(), ASKINGS, journal=journal))) == 3
        assert journal.recall("1 a") is None
    assert capsys.readouterr().err == ""
    assert not list(tmp_path.iterdir())


@given(cut=st.integers(0, 20_000), noise=st.binary(max_size=30))
def test_whatever_a_crash_leaves_is_continued(
    tmp_path_factory: pytest.TempPathFactory, cut: int, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("crash") / "r.json.partial"
    with Journal(path, "f") as journal:
        whole = list(ask_each(scripted(), ASKINGS, journal=journal))
    written = path.read_bytes()
    path.write_bytes(written[:cut] + noise.replace(b"\n", b"") * (cut < len(written)))
    asker = scripted()
    with Journal(path, "f") as journal:
        asked = list(ask_each(asker, ASKINGS, journal=journal))
    assert [each.outcome.question for each in asked] == [each.outcome.question for each in whole]
    assert path.read_bytes().count(b"\n") == 4
    again = scripted()
    with Journal(path, "f") as journal:
        assert list(ask_each(again, ASKINGS, journal=journal)) == asked
    assert not again.heard
