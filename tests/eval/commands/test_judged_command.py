"""`pincite eval judged` over the real engine, in this process and behind a socket."""

from pathlib import Path

import pytest

from eval.report import read_result
from judging import write_items
from qa.commands import Exit
from serving import served_from
from shell import Run, shell
from tiny import write_collection


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    return shell(tmp_path / "own", XDG_CACHE_HOME=str(tmp_path))


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "tiny") / "corpus.jsonl"


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    return write_items(tmp_path / "items.jsonl")


def test_items_are_judged_over_a_corpus(run: Run, corpus: Path, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "judged.json"
    done = run("eval", "judged", file, "--corpus", corpus, "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "judged on items.jsonl"
    assert lines[1].split()[:4] == ["%", "[95", "%]", "n"]
    assert [line.split()[0] for line in lines[2:6]] == ["direct", "follow-up", "outside", "all"]
    assert all(len(line) <= 120 for line in lines)
    assert done.stderr.startswith("1 of 6 items cannot be answered from the documents")
    assert "  gone: no document is called 'gnorbitis'" in done.stderr
    result = read_result(out)
    assert result.figure("first quote right").value == 1
    assert result.figure("direct: right among the first 3 quotes").eligible == 2
    thread = next(outcome for outcome in result.outcomes if outcome.id == "thread")
    assert thread.interpreted_question == "Does zorbine help with quixosis?"
    assert thread.thread == ("Does zorbine cure zorbitis in adults?",)
    page = tmp_path / "page.html"
    assert run("eval", "report", out, "--out", page).exit_code == Exit.DONE
    assert "first quote right" in page.read_text()


def test_what_the_user_ingested_is_asked_by_default(run: Run, corpus: Path, file: Path, tmp_path: Path) -> None:
    nothing = run("eval", "judged", file)
    assert nothing.exit_code == Exit.NO_INDEX
    assert run("ingest", corpus).exit_code == Exit.DONE
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    assert run("eval", "judged", file, "--json", ours).exit_code == Exit.DONE
    assert run("eval", "judged", file, "--corpus", corpus, "--json", theirs).exit_code == Exit.DONE
    assert read_result(ours).figures == read_result(theirs).figures


def test_a_service_is_judged_as_the_engine_is(run: Run, corpus: Path, file: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    assert run("eval", "judged", file, "--corpus", corpus, "--json", ours).exit_code == Exit.DONE
    with served_from(tmp_path / "home", corpus, model="hash") as base:
        done = run("eval", "judged", file, "--url", base, "--json", theirs)
    assert done.exit_code == Exit.DONE, done.stderr
    assert read_result(theirs).figures == read_result(ours).figures
    assert [outcome.quotes for outcome in read_result(theirs).outcomes] == [
        outcome.quotes for outcome in read_result(ours).outcomes
    ]


def test_items_that_cannot_be_reached_count_as_wrong_on_request(run: Run, corpus: Path, file: Path) -> None:
    done = run("eval", "judged", file, "--corpus", corpus, "--unreachable", "count-wrong")
    assert "  first quote right                                    0.7500" in done.stdout
    assert "1 counted as wrong; --unreachable count-wrong" in done.stderr


def test_a_part_of_the_items_is_asked(run: Run, corpus: Path, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.json"
    asked: list[str] = []
    for half in ("even", "odd"):
        assert (
            run("eval", "judged", file, "--corpus", corpus, "--half", half, "--json", out).exit_code == Exit.DONE
        )
        asked += [outcome.id for outcome in read_result(out).outcomes]
    assert sorted(asked) == sorted(["cure", "rest", "thread", "pizza", "near", "gone"])


def test_a_malformed_item_is_named_in_one_line(run: Run, corpus: Path, file: Path) -> None:
    file.write_text('{"id": "1", "question": "What?", "gold": {"doc": "("}}\n')
    ended = run("eval", "judged", file, "--corpus", corpus)
    assert ended.exit_code == Exit.REFUSED
    assert "items.jsonl, line 1" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
