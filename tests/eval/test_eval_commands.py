import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.commands import COMMANDS
from eval.report import read_result
from eval.statistics import bootstrap_interval
from qa.cli import build_app
from qa.commands import Exit
from qa.settings import Settings
from serving import served_from
from shell import Run, shell
from tiny import write_claims, write_collection, write_spans, write_tasks, write_unanswerable


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return shell(tmp_path / "unused", "eval", XDG_CACHE_HOME=str(tmp_path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tasks(write_claims(write_collection(tmp_path / "tiny")))


def test_every_command_shows_examples_of_itself(run: Run) -> None:
    listed = run("--help").stdout
    for command, examples in COMMANDS.items():
        name = command.__name__.replace("_", "-")
        shown = run(name, "--help")
        assert shown.exit_code == Exit.DONE
        assert f"  {name} " in listed
        for example in examples:
            assert example in shown.stdout
            assert shlex.split(example)[:3] == ["pincite", "eval", name]


def test_retrieval_writes_its_figures_and_its_run(run: Run, folder: Path, tmp_path: Path) -> None:
    out, trec = tmp_path / "r.json", tmp_path / "r.run"
    done = run("retrieval", folder, "--json", out, "--run-out", trec, "--depth", 10)
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout.startswith("retrieval on tiny, test\n  nDCG@10 ")
    result = read_result(out)
    assert result.figure("success@1").value == 1
    assert result.provenance.configuration["model"] == "hash"
    compared = run("compare", out, trec, "--qrels", folder / "qrels" / "test.tsv", "--json", tmp_path / "c.json")
    assert compared.exit_code == Exit.DONE, compared.stderr
    assert {row["difference"] for row in json.loads((tmp_path / "c.json").read_text())} == {0}
    assert not (tmp_path / "unused").exists()


def test_a_run_that_is_written_is_deep_by_default(run: Run, folder: Path, tmp_path: Path) -> None:
    out, trec = tmp_path / "r.json", tmp_path / "r.run"
    for options, depth in ((("--run-out", trec), 1000), ((), 100)):
        assert run("retrieval", folder, "--json", out, *options).exit_code == Exit.DONE
        assert f"depth {depth}" in read_result(out).notes


def test_every_experiment_runs_and_the_report_shows_them(run: Run, folder: Path, tmp_path: Path) -> None:
    spans = write_spans(tmp_path / "spans")
    unanswerable = write_unanswerable(tmp_path / "unanswerable.jsonl")
    experiments = {
        "evidence": ("quotes", folder),
        "spans": ("quotes", spans),
        "sources": ("end-to-end", folder),
        "silence": ("abstention", folder, "--unanswerable", unanswerable),
        "claims": ("abstention", folder, "--split", "dev"),
        "receipts": ("receipts", folder),
    }
    paths = []
    for name, arguments in experiments.items():
        paths.append(tmp_path / f"{name}.json")
        done = run(*arguments, "--json", paths[-1])
        assert done.exit_code == Exit.DONE, done.stderr
        assert read_result(paths[-1]).figures[0].value == 1
    page = tmp_path / "page.html"
    assert run("report", *paths, "--out", page).exit_code == Exit.DONE
    for name in experiments:
        assert f">{name}</a>" in page.read_text()


def test_tasks_are_asked_where_there_are_no_claims(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "claims.jsonl").unlink()
    out = tmp_path / "tasks.json"
    assert run("abstention", folder, "--json", out).exit_code == Exit.DONE
    assert read_result(out).provenance.split is None
    (folder / "tasks.jsonl").unlink()
    refused = run("abstention", folder)
    assert refused.exit_code == Exit.REFUSED
    assert "name a file of them with --unanswerable" in refused.stderr


def test_a_part_is_asked_and_named(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.json"
    assert run("end-to-end", folder, "--limit", 2, "--sample", 5, "--json", out).exit_code == Exit.DONE
    result = read_result(out)
    assert result.figures[0].eligible == 2
    assert result.provenance.selection == ("sample of 2, seed 5",)
    assert result.figures[0].value == bootstrap_interval(list(result.figures[0].values.values())).mean


def test_a_service_is_scored_as_the_engine_is(run: Run, folder: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    with served_from(tmp_path / "home", folder / "corpus.jsonl", model="hash") as base:
        for experiment in ("retrieval", "quotes", "end-to-end", "receipts"):
            assert run(experiment, folder, "--json", ours).exit_code == Exit.DONE
            done = run(experiment, folder, "--url", base, "--json", theirs)
            assert done.exit_code == Exit.DONE, done.stderr
            remote = read_result(theirs)
            assert remote.provenance.url == base
            for figure in remote.figures:
                assert read_result(ours).figure(figure.name) == figure


def test_a_service_with_another_corpus_is_not_scored(run: Run, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Another\n\nThis is no document of that data set.\n")
    with served_from(tmp_path / "home", other, model="hash") as base:
        ended = run("retrieval", folder, "--url", base)
    assert ended.exit_code == Exit.REFUSED
    assert f"{base} does not hold {folder / 'corpus.jsonl'}: ingest that file there" in ended.stderr


def test_records_that_cannot_be_found_are_named(run: Run, folder: Path) -> None:
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write('{"_id": "untitled", "text": "Zorbine is blue."}\n')
    done = run("retrieval", folder)
    assert done.exit_code == Exit.DONE
    assert "1 records of" in done.stderr
    assert f"{folder / 'corpus.jsonl'}, line 5: 'title' is missing" in done.stderr


def test_questions_without_an_answer_may_be_plain_text(run: Run, folder: Path, tmp_path: Path) -> None:
    plain = tmp_path / "off.txt"
    plain.write_text("Which pizza oven bakes quickest?\n\nWhy do violins need rosin?\n")
    done = run("abstention", folder, "--unanswerable", plain)
    assert done.exit_code == Exit.DONE, done.stderr
    assert "4 answerable and 2 unanswerable questions" in done.stderr


def test_a_part_without_a_relevant_document_is_refused(run: Run, folder: Path) -> None:
    (folder / "qrels" / "half.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tzorbitis\t1\nq2\tzorbitis\t0\n")
    ended = [run("retrieval", folder, "--split", "half", "--half", half) for half in ("even", "odd")]
    assert Exit.REFUSED in {each.exit_code for each in ended}
    assert all(each.exit_code == Exit.DONE or len(each.stderr.splitlines()) == 1 for each in ended)


def test_figures_are_not_computed_for_a_folder_that_is_missing(run: Run, folder: Path) -> None:
    ended = run("retrieval", folder, "--json", folder / "nowhere" / "out.json")
    assert ended.exit_code == Exit.USAGE
    assert "create it first" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("retrieval", "{}", "--split", "dev"), "no such split"),
        (("retrieval", "{}/nowhere"), "no such folder"),
        (("quotes", "{}", "--split", "test"), "no claim of the split 'test' has evidence"),
        (("quotes", "{}/qrels"), "no documents.jsonl"),
        (("retrieval", "{}", "--url", "localhost"), "not the address of a service"),
        (("compare", "{}/qrels/test.tsv"), "name them with --qrels"),
        (("report", "{}/corpus.jsonl"), "not a result"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    run: Run, folder: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    ended = run(*(argument.format(folder) for argument in arguments))
    assert ended.exit_code == Exit.REFUSED
    assert complaint in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_broken_receipt_ends_in_failure(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.experiments.receipts._incomplete", lambda _: iter(["no disclaimer"]))
    ended = run("receipts", folder)
    assert ended.exit_code == Exit.REFUSED
    assert "some receipts are not valid" in ended.stderr
    assert "notices and references complete" in ended.stdout


def write_guidelines(folder: Path) -> Path:
    folder.mkdir()
    for name in ("Zorbitis", "Quixosis"):
        sections = (
            f"## Treatment\n\nGive zorbine for {name.lower()} once a day.\n\n## Notes\n\nNothing is known.\n"
        )
        (folder / f"{name.lower()}.md").write_text(f"# {name}\n\n{sections}", encoding="utf-8")
    return folder


def test_questions_about_sections_need_no_judgements(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sections.json"
    done = run("sections", write_guidelines(tmp_path / "guidelines"), "--json", out)
    assert done.exit_code == Exit.DONE, done.stderr
    result = read_result(out)
    assert [(figure.name, figure.eligible) for figure in result.figures] == [
        ("right record", 4),
        ("right section", 4),
        ("record first", 4),
    ]
    assert len(result.provenance.data_sha256) == 64


def test_a_corpus_without_such_sections_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    for corpus, complaint in (
        (folder / "corpus.jsonl", "no document has a section named Treatment, "),
        (tmp_path / "nowhere", "no such file or folder"),
    ):
        ended = run("sections", corpus)
        assert ended.exit_code == Exit.REFUSED
        assert complaint in ended.stderr
    ended = run("sections", write_guidelines(tmp_path / "guidelines"), "--url", "http://127.0.0.1:9")
    assert "leave --url out" in ended.stderr


def test_the_evaluation_is_a_group_of_the_command_line() -> None:
    shown = CliRunner().invoke(build_app(), ["--help"], env={"PINCITE_HOME": str(Settings().home)})
    assert "  eval " in shown.stdout


@pytest.mark.parametrize("experiment", ["retrieval", "quotes"])
def test_a_half_without_questions_is_refused(run: Run, folder: Path, experiment: str) -> None:
    claims = (folder / "claims.jsonl").read_text().splitlines(keepends=True)
    (folder / "claims.jsonl").write_text(claims[0])
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tzorbitis\t1\n")
    ended = {half: run(experiment, folder, "--split", "dev", "--half", half) for half in ("even", "odd")}
    assert sorted(end.exit_code for end in ended.values()) == [Exit.DONE, Exit.REFUSED]
    (refused,) = (half for half, end in ended.items() if end.exit_code == Exit.REFUSED)
    assert f"{refused} half" in ended[refused].stderr


def test_documents_that_cannot_be_found_are_counted(run: Run, folder: Path) -> None:
    with (folder / "corpus.jsonl").open("a") as file:
        file.write('{"_id": "blank", "title": "Blank", "text": ""}\n')
    done = run("retrieval", folder)
    assert done.exit_code == Exit.DONE
    assert "1 records of" in done.stderr


def test_a_comparison_says_what_it_could_find_and_what_it_leaves_out(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    out, trec, table = tmp_path / "r.json", tmp_path / "r.run", tmp_path / "c.json"
    assert run("retrieval", folder, "--run-out", trec).exit_code == Exit.DONE
    assert run("retrieval", folder, "--json", out, "--depth", 1).exit_code == Exit.DONE
    qrels = ("--qrels", folder / "qrels" / "test.tsv")
    refused = run("compare", out, trec, *qrels)
    assert refused.exit_code == Exit.REFUSED
    assert "scored at different depths (r at " in refused.stderr
    assert run("retrieval", folder, "--json", out).exit_code == Exit.DONE
    cut = run("compare", out, trec, *qrels, "--difference", 0.1, "--json", table)
    assert cut.exit_code == Exit.DONE, cut.stderr
    assert "(randomisation)  n 4" in cut.stdout
    assert "and 6 more: only 4 questions" in cut.stdout
    rows = json.loads(table.read_text())
    assert {"detectable", "needed", "power", "warnings", "test"} <= rows[0].keys()
    assert "MAP@100" in {row["figure"] for row in rows}
    bare = run("compare", trec, trec, *qrels, "--depth", 5)
    assert bare.exit_code == Exit.DONE
    assert "MAP@5" in bare.stdout
