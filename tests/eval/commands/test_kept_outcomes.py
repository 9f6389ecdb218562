"""Every experiment keeps every question with its outcome and with its value in each figure."""

from pathlib import Path

import pytest

from eval.report import read_result
from qa.commands import Exit
from repository import TESTS
from shell import Run, shell
from tiny import write_claims, write_collection, write_spans, write_tasks, write_unanswerable

ANSWERS = (
    ("quotes", "tiny"),
    ("quotes", "spans"),
    ("end-to-end", "tiny"),
    ("abstention", "tiny", "--unanswerable", "unanswerable.jsonl"),
    ("receipts", "tiny"),
    ("sections", "guidelines"),
)


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    return shell(tmp_path / "unused", "eval", XDG_CACHE_HOME=str(tmp_path))


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tasks(write_claims(write_collection(tmp_path / "tiny")))
    write_spans(tmp_path / "spans")
    write_unanswerable(tmp_path / "unanswerable.jsonl")
    (tmp_path / "guidelines").mkdir()
    text = "Zorbitis is treated with zorbine. Drugs used for zorbitis are zorbine and mirabiline."
    (tmp_path / "guidelines" / "a.md").write_text(f"# Zorbitis\n\n## Treatment\n\n{text}\n")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("arguments", [*ANSWERS, ("retrieval", "tiny"), ("followups", "tiny")])
def test_values_of_figures_are_those_of_outcomes(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--json", tmp_path / "r.json")
    assert done.exit_code == Exit.DONE, done.stderr
    result = read_result(tmp_path / "r.json")
    outcomes = {outcome.id: outcome for outcome in result.outcomes}
    assert len(outcomes) == len(result.outcomes) > 0
    for figure in result.figures:
        kept = {
            id_: outcome.verdicts[figure.name]
            for id_, outcome in outcomes.items()
            if figure.name in outcome.verdicts
        }
        assert kept == figure.values, figure.name
    assert not (tmp_path / "r.json.partial").exists()


@pytest.mark.parametrize("arguments", ANSWERS)
def test_answers_are_kept_with_their_quotes(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, "--json", tmp_path / "r.json").exit_code == Exit.DONE
    outcomes = read_result(tmp_path / "r.json").outcomes
    assert all(outcome.outcome and outcome.wanted and outcome.milliseconds for outcome in outcomes)
    quotes = [quote for outcome in outcomes for quote in outcome.quotes]
    assert quotes
    assert all(quote.title and len(quote.text.encode()) == quote.byte_end - quote.byte_start for quote in quotes)


def test_rankings_are_kept_with_their_documents(run: Run, tmp_path: Path) -> None:
    assert run("retrieval", "tiny", "--json", tmp_path / "r.json").exit_code == Exit.DONE
    first = read_result(tmp_path / "r.json").outcomes[0]
    assert (first.id, first.documents[0], first.wanted, first.outcome) == ("q1", "zorbitis", ("zorbitis",), None)


def test_interpretations_are_kept_with_their_threads(run: Run, tmp_path: Path) -> None:
    file = TESTS / "data" / "followups.yaml"
    done = run("followups", file, "--limit", 2, "--json", tmp_path / "r.json")
    assert done.exit_code == Exit.DONE, done.stderr
    outcomes = read_result(tmp_path / "r.json").outcomes
    assert any(outcome.thread for outcome in outcomes)
    assert all(outcome.interpreted_question and outcome.wanted for outcome in outcomes)
