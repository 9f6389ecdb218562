import json
import re
from pathlib import Path

import pytest

from eval.errors import DataError
from eval.judging.key import Key, read_key, write_key
from eval.judging.page import sheet_page
from eval.judging.sheet import RunFile, make_sheet
from eval.report import RecordedOutcome
from judged_runs import answer, quote, silence, write_run

IDS = [f"item-{number:02}" for number in range(20)]


def run(path: Path, *outcomes: RecordedOutcome) -> RunFile:
    return RunFile.read(write_run(path, *outcomes))


def two_runs(folder: Path) -> list[RunFile]:
    return [
        run(folder / "stargazer.json", *(answer(id_, f"first of {id_}", confidence=0.8731) for id_ in IDS)),
        run(folder / "moonraker.json", *(answer(id_, f"second of {id_}", confidence=0.6127) for id_ in IDS)),
    ]


def test_a_sheet_holds_every_question_once_and_the_key_says_which_system_gave_what(tmp_path: Path) -> None:
    sheet, key = make_sheet(two_runs(tmp_path))
    assert sorted(case.id for case in key.cases) == IDS
    assert [case.id for case in key.cases] != IDS
    words = ("first", "second")
    for shown, keyed in zip(sheet.cases, key.cases, strict=True):
        for outcome, coded in zip(shown.outcomes, keyed.outcomes, strict=True):
            assert outcome.code == coded.code
            assert outcome.quotes[0].text == f"{words[coded.systems[0]]} of {keyed.id}"
    assert [system.name for system in key.systems] == ["stargazer", "moonraker"]


def test_each_system_is_shown_first_for_half_of_the_questions(tmp_path: Path) -> None:
    _, key = make_sheet(two_runs(tmp_path))
    assert sum(case.outcomes[0].systems == (1,) for case in key.cases) == len(IDS) // 2


def test_nothing_on_the_page_tells_the_systems_apart(tmp_path: Path) -> None:
    def outcomes(text: str, confidence: float) -> list[RecordedOutcome]:
        given = (answer(id_, text, confidence=confidence, category="zebra") for id_ in IDS)
        return [
            outcome.model_copy(update={"question": "What helps?", "verdicts": {"hit@1": 0.4477}})
            for outcome in given
        ]

    runs = [
        run(tmp_path / "stargazer.json", *outcomes("Take one.", 0.8731)),
        run(tmp_path / "moonraker.json", *outcomes("Take two.", 0.6127)),
    ]
    page = sheet_page(make_sheet(runs)[0])
    assert "Take one." in page
    for hidden in ("stargazer", "moonraker", "0.8731", "0.6127", "zebra", "hit@1", "item-", "is right about"):
        assert hidden not in page, hidden
    for hidden in (str(tmp_path), "tiny", *(each.sha256[:12] for each in runs)):
        assert hidden not in page, hidden


def test_a_sheet_is_the_same_for_the_same_runs_and_seed_and_another_for_others(tmp_path: Path) -> None:
    runs = two_runs(tmp_path)
    assert make_sheet(runs) == make_sheet(runs)
    others = [make_sheet(runs, seed=1)[1], make_sheet(runs[:1])[1], make_sheet(runs[::-1])[1]]
    codes = [outcome.code for key in (*others, make_sheet(runs)[1]) for _, outcome in key.outcomes()]
    assert len(set(codes)) == len(codes)


def test_a_higher_limit_adds_questions_and_keeps_the_codes(tmp_path: Path) -> None:
    runs = two_runs(tmp_path)
    (_, few), (_, more) = make_sheet(runs, limit=5), make_sheet(runs, limit=12)
    assert more.cases[:5] == few.cases
    assert len(more.cases) == 12
    assert few.sheet == more.sheet


def test_what_two_systems_show_alike_is_judged_once(tmp_path: Path) -> None:
    runs = [
        run(tmp_path / f"{name}.json", answer("q", "alike", confidence=c)) for name, c in (("a", 0.7), ("b", 0.8))
    ]
    sheet, key = make_sheet(runs)
    assert len(sheet.cases[0].outcomes) == 1
    assert key.cases[0].outcomes[0].systems == (0, 1)


def test_only_questions_of_both_runs_are_on_the_sheet(tmp_path: Path) -> None:
    runs = [run(tmp_path / "a.json", answer("q", "x"), answer("r", "x")), run(tmp_path / "b.json", silence("q"))]
    assert [case.id for case in make_sheet(runs)[1].cases] == ["q"]


def test_a_quote_is_shown_with_its_place_and_an_outcome_with_its_reading(tmp_path: Path) -> None:
    quoted = quote("text", "A title", section=("Care", "Drugs"), page=7)
    outcome = answer("q").model_copy(update={"quotes": (quoted,), "interpreted_question": "What about q then?"})
    shown = make_sheet([run(tmp_path / "a.json", outcome)])[0].cases[0].outcomes[0]
    assert shown.quotes == (("text", "A title", "Care > Drugs > page 7"),)
    assert shown.interpreted == "What about q then?"


@pytest.mark.parametrize("gold", [True, False])
def test_what_was_wanted_is_on_the_sheet_only_if_asked_for(tmp_path: Path, gold: bool) -> None:
    page = sheet_page(make_sheet([run(tmp_path / "a.json", answer("q", "x"))], gold=gold)[0])
    assert ("what is right about q" in page) is gold


def test_a_run_without_answers_cannot_be_judged(tmp_path: Path) -> None:
    ranked = RecordedOutcome(id="q", question="?", documents=("d",))
    path = write_run(tmp_path / "a.json", ranked)
    with pytest.raises(DataError, match="holds no answers to judge"):
        RunFile.read(path)


def test_runs_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    first = run(tmp_path / "a.json", answer("q", "x"))
    other_question = answer("q", "x").model_copy(update={"question": "Another?"})
    for other, problem in (
        (run(tmp_path / "b.json", answer("r", "x")), "no question in common"),
        (run(tmp_path / "c.json", other_question), "asks another question as 'q'"),
        (run(tmp_path / "d.json", answer("q", "x")), "holds the same as the first run"),
    ):
        with pytest.raises(DataError, match=problem):
            make_sheet([first, other])


def test_a_question_id_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="two outcomes of one question id"):
        make_sheet([run(tmp_path / "a.json", answer("q", "x"), answer("q", "y"))])


def test_runs_of_one_name_are_named_after_their_folders(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    runs = [
        run(tmp_path / "old" / "run.json", answer("q", "x")),
        run(tmp_path / "new" / "run.json", answer("q", "y")),
    ]
    assert [system.name for system in make_sheet(runs)[1].systems] == ["old-run", "new-run"]


def test_a_key_is_read_as_it_was_written_and_nothing_else_is_a_key(tmp_path: Path) -> None:
    _, key = make_sheet(two_runs(tmp_path))
    write_key(key, tmp_path / "sheet.key.json")
    assert read_key(tmp_path / "sheet.key.json") == key
    (tmp_path / "other.json").write_text(json.dumps({"format": "other"}))
    with pytest.raises(DataError, match="is not the key of a sheet"):
        read_key(tmp_path / "other.json")
    with pytest.raises(DataError, match="cannot be read"):
        read_key(tmp_path / "missing.json")


def test_the_page_is_one_file_whose_policy_allows_only_what_it_holds(tmp_path: Path) -> None:
    page = sheet_page(make_sheet([run(tmp_path / "a.json", answer("q", "</script><script>alert(1)</script>"))])[0])
    assert page.count("<script") == page.count("</script>") == 2
    assert "unsafe" not in page
    assert not re.search(r"""\b(?:src|href)="(?!data:,)|url\(|^import |^export """, page, re.MULTILINE)


def test_a_key_needs_systems_and_questions() -> None:
    with pytest.raises(ValueError, match="at least 1 item"):
        Key(sheet="s", seed=0, systems=(), cases=())
