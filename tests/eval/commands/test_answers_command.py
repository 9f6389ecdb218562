"""`pincite eval answers`, `export` and `log` over the real engine."""

import json
from pathlib import Path

import pytest

from eval.report import read_result
from judging import CURE, write_items
from qa.commands import Exit
from shell import Run, shell
from tiny import write_collection, write_lines


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    return shell(tmp_path / "own", "eval", XDG_CACHE_HOME=str(tmp_path))


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "tiny") / "corpus.jsonl"


@pytest.fixture(name="items")
def _items(tmp_path: Path) -> Path:
    return write_items(tmp_path / "items.jsonl")


def test_answers_of_another_system_are_judged_by_the_same_rules(
    run: Run, corpus: Path, items: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model.json"
    file = write_lines(
        tmp_path / "model.jsonl",
        (
            {
                "topic_id": "cure",
                "run_id": "m1",
                "references": ["Zorbitis"],
                "answer": [{"text": CURE, "citations": [0]}],
            },
            {"id": "rest", "answer": "Resting cures it [1].", "references": ["quixosis"]},
            {"id": "pizza", "answer": "The largest [9999].", "references": []},
            {"id": "near", "answer": None},
            {"id": "other", "answer": None},
        ),
    )
    done = run("answers", file, "--items", items, "--corpus", corpus, "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout.startswith("judged on items.jsonl\n")
    assert "2 items have no answer and count as silence: thread, gone" in done.stderr
    assert "1 answers belong to no item and were not used: other" in done.stderr
    assert "1 citations name no document that is held: '9999'" in done.stderr
    result = read_result(out)
    assert result.figure("first quote right").values == {"cure": 1, "rest": 0, "thread": 0}
    assert result.figure("answered where silence is right").values == {"pizza": 1, "near": 0}
    assert result.figure("wrongly silent").values == {"cure": 0, "rest": 0, "thread": 1}
    assert result.figure("sentences that are verbatim in a cited document").value == pytest.approx(1 / 3)
    assert result.confidences is None
    assert not [figure.name for figure in result.figures if "AURC" in figure.name or "coverage" in figure.name]
    assert result.provenance.configuration["system"] == "m1"
    supported = {o.id: [quote.supports for quote in o.quotes] for o in result.outcomes if o.quotes}
    assert supported == {"cure": [True], "rest": [False], "pizza": [False]}
    assert run("report", out, "--out", tmp_path / "page.html").exit_code == Exit.DONE


def test_our_answers_survive_the_form_of_trec(run: Run, corpus: Path, items: Path, tmp_path: Path) -> None:
    ours, form, theirs = tmp_path / "ours.json", tmp_path / "ours.jsonl", tmp_path / "theirs.json"
    assert run("judged", items, "--corpus", corpus, "--json", ours).exit_code == Exit.DONE
    done = run("export", ours, "--to", "trec-rag", "--run-id", "pincite-1", "--out", form)
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout == f"6 answers in {form}\n"
    again = run("answers", form, "--items", items, "--corpus", corpus, "--json", theirs)
    assert again.exit_code == Exit.DONE, again.stderr
    first, second = read_result(ours), read_result(theirs)
    for name in ("answered", "first quote right", "right among the first 3 quotes", "wrongly answered"):
        assert second.figure(name).values == first.figure(name).values
    assert second.figure("sentences that are verbatim in a cited document").value == 1
    compared = run("compare", ours, theirs)
    assert compared.exit_code == Exit.DONE, compared.stderr
    logged = run("log", ours, theirs, "--out", tmp_path / "runs.jsonl")
    assert logged.exit_code == Exit.DONE, logged.stderr
    names = [json.loads(line)["name"] for line in (tmp_path / "runs.jsonl").read_text().splitlines()]
    assert names == ["ours", "theirs"]


def test_answers_to_other_questions_are_refused(run: Run, corpus: Path, items: Path, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "model.jsonl", [{"id": "x", "answer": None}])
    done = run("answers", file, "--items", items, "--corpus", corpus)
    assert done.exit_code == Exit.REFUSED
    assert "answers none of the items (the first is 'cure')" in done.stderr
