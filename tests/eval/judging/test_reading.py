import json
from pathlib import Path

import pytest

from eval.errors import DataError
from eval.judging.judgements import Judgement, Judgements
from eval.judging.key import Key
from eval.judging.reading import read_judgements
from eval.judging.sheet import RunFile, make_sheet
from judged_runs import answer, silence, write_run


@pytest.fixture
def key(tmp_path: Path) -> Key:
    run = write_run(tmp_path / "run.json", answer("q", "one", "two"), silence("r"))
    return make_sheet([RunFile.read(run)])[1]


def code(key: Key, id_: str) -> str:
    return next(outcome.code for case, outcome in key.outcomes() if case.id == id_)


def saved(path: Path, sheet: str, *judgements: Judgement, judge: str = "Ada") -> Path:
    path.write_text(Judgements(sheet=sheet, judge=judge, judgements=judgements).model_dump_json())
    return path


def test_judgements_are_read_as_they_were_saved(tmp_path: Path, key: Key) -> None:
    judged = Judgement(outcome=code(key, "q"), label="partly", quotes=("supports", None), note="n", informed=True)
    (read,) = read_judgements([saved(tmp_path / "a.json", key.sheet, judged)], key)
    assert read.judge == "Ada"
    assert read.judgements == (judged,)


def test_judgements_that_do_not_fit_the_sheet_are_refused(tmp_path: Path, key: Key) -> None:
    answered, silent = code(key, "q"), code(key, "r")
    for judgements, problem in (
        ((Judgement(outcome="q-z", label="right"),), "judges q-z, which the sheet does not have"),
        ((Judgement(outcome=silent, label="right"),), "cannot be 'right': use one of rightly-silent"),
        ((Judgement(outcome=answered, label="rightly-silent"),), "cannot be 'rightly-silent': use one of right"),
        ((Judgement(outcome=answered, quotes=("supports",)),), "has 2 quotes, and 1 are judged"),
        ((Judgement(outcome=answered), Judgement(outcome=answered)), "twice"),
    ):
        with pytest.raises(DataError, match=problem):
            read_judgements([saved(tmp_path / "a.json", key.sheet, *judgements)], key)
    with pytest.raises(DataError, match="belongs to the sheet other"):
        read_judgements([saved(tmp_path / "a.json", "other")], key)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    first = saved(tmp_path / "a.json", "s")
    with pytest.raises(DataError, match="another sheet"):
        read_judgements([first, saved(tmp_path / "b.json", "t", judge="Ben")], None)
    with pytest.raises(DataError, match="is by ada, as is"):
        read_judgements([first, saved(tmp_path / "c.json", "s", judge="ada")], None)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    unknown = {"outcome": "q-a", "label": "good"}
    for text, problem in (
        ("nothing", "the whole file: Invalid JSON"),
        ("{}", "sheet: Field required"),
        (json.dumps({"sheet": "s", "judge": "A", "judgements": [unknown]}), r"judgements.0.label.*'right'"),
    ):
        path.write_text(text)
        with pytest.raises(DataError, match=problem):
            read_judgements([path], None)
    with pytest.raises(DataError, match="no such file"):
        read_judgements([tmp_path / "missing.json"], None)
