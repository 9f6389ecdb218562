import errno
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner, Result

from corpus.store import Store
from fakes import disk_full
from index.storage import BuildLock
from pdfs import column, made
from qa.cli import COMMANDS, build_app
from qa.commands import Exit
from repository import ROOT

ARTICLE = """---
id: {id}
title: {title}
kind: guideline
publisher: A publisher
year: 2024
review_status: submitted
---

## Treatment

Resting a {title} for two days relieves the pain. [1] Cooling a {title} with ice reduces the swelling. [1, 2]

## References

1. **Guideline** On sprains. *A journal*, 2020.
"""
QUESTION = "Does resting a sprained ankle relieve the pain?"
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*arguments: object, given: str | None = None) -> Result:
        environment = {"PINCITE_HOME": str(home), "PINCITE_MODEL": "hash"}
        return CliRunner().invoke(build_app(), [str(part) for part in arguments], env=environment, input=given)

    return invoke


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "ankle", "sprained ankle")
    write(folder, "wrist", "broken wrist")
    (folder / "README.md").write_text("About this folder.")
    return folder


def write(folder: Path, document_id: str, title: str) -> Path:
    path = folder / f"{document_id}.md"
    path.write_text(ARTICLE.format(id=document_id, title=title))
    return path


def test_the_main_help_names_all_commands_and_exit_codes(run: Run) -> None:
    shown = run("--help")
    assert shown.exit_code == Exit.DONE
    for command in COMMANDS:
        assert f"  {command.__name__} " in shown.stdout
    for code in Exit:
        assert f"\n    {code:d} " in shown.stdout
    assert run().exit_code == Exit.USAGE
    assert run("--version").stdout.strip() == version("pincite")


def test_every_command_shows_examples_of_itself(run: Run) -> None:
    for command, examples in COMMANDS.items():
        shown = run(command.__name__, "--help")
        assert shown.exit_code == Exit.DONE
        assert "Examples:" in shown.stdout
        for example in examples:
            assert example in shown.stdout
            assert command.__name__ in shlex.split(example)


def test_ingest_ask_and_verify(run: Run, articles: Path, tmp_path: Path) -> None:
    read = run("ingest", articles)
    assert read.exit_code == Exit.DONE, read.stderr
    assert "added 2, updated 0, revised 0, unchanged 0, refused 0" in read.stdout
    assert "ankle: used in the text and not in the list: reference 2" in read.stdout
    assert "now holds 2 documents" in read.stdout

    asked = run("ask", QUESTION)
    assert asked.exit_code == Exit.DONE, asked.stderr
    for part in ("Resting a sprained ankle", "Treatment", "1. (guideline) On sprains.", "Disclaimer:", "Caution:"):
        assert part in asked.stdout

    answer = run("ask", QUESTION, "--json", "--max-quotes", 1, "--document", "ankle")
    body = json.loads(answer.stdout)
    assert body["outcome"] == "answer"
    assert [quote["document_id"] for quote in body["quotes"]] == ["ankle"]
    path = tmp_path / "answer.json"
    path.write_text(answer.stdout)
    verified = run("verify", path)
    assert verified.exit_code == Exit.DONE
    assert "[1] valid" in verified.stdout
    assert run("verify", "-", given=answer.stdout).exit_code == Exit.DONE
    assert json.loads(run("verify", path, "--json").stdout)["valid"] is True


def test_a_follow_up_names_its_conversation(run: Run, articles: Path) -> None:
    run("ingest", articles)
    first = json.loads(run("ask", QUESTION, "--json").stdout)
    followed = run("ask", QUESTION, "--json", "--conversation", first["conversation_id"])
    assert json.loads(followed.stdout)["conversation_id"] == first["conversation_id"]
    lost = run("ask", QUESTION, "--conversation", "gone")
    assert lost.exit_code == Exit.REFUSED
    assert "ask without --conversation" in lost.stderr


def test_a_question_that_is_not_to_be_kept_has_no_conversation(run: Run, articles: Path) -> None:
    run("ingest", articles)
    assert json.loads(run("ask", QUESTION, "--json", "--no-store").stdout)["conversation_id"] is None
    assert "deleted 0" in run("forget", "--all").stdout


def test_conversations_are_deleted_by_id_or_all_at_once(run: Run, articles: Path) -> None:
    run("ingest", articles)
    first, second, third = (json.loads(run("ask", QUESTION, "--json").stdout)["conversation_id"] for _ in range(3))
    deleted = run("forget", first)
    assert (deleted.exit_code, deleted.stdout) == (Exit.DONE, "deleted 1\n")
    assert run("ask", QUESTION, "--conversation", first).exit_code == Exit.REFUSED
    partly = run("forget", first, second)
    assert (partly.exit_code, partly.stdout) == (Exit.REFUSED, "deleted 1\n")
    assert "1 of the ids names no conversation" in partly.stderr
    assert first not in partly.stdout + partly.stderr
    assert run("forget", "--all").stdout == "deleted 1\n"
    assert run("ask", QUESTION, "--conversation", third).exit_code == Exit.REFUSED
    for unclear in (("forget",), ("forget", "--all", third)):
        assert run(*unclear).exit_code == Exit.USAGE


def test_an_unknown_variable_is_reported_at_the_start(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_CORS_ORIGIN", "https://secret.example")
    monkeypatch.setenv("PINCITE_XYZZY", "secret")
    warning = run("forget", "--all").stderr
    assert "PINCITE_CORS_ORIGIN is not a setting and is ignored; did you mean PINCITE_CORS_ORIGINS?" in warning
    assert "PINCITE_XYZZY is not a setting and is ignored\n" in warning
    assert "secret" not in warning


def test_an_abstention_has_an_exit_code_of_its_own(run: Run, articles: Path) -> None:
    run("ingest", articles)
    asked = run("ask", "What is the best pizza in Naples?")
    assert asked.exit_code == Exit.ABSTAINED
    assert "No answer" in asked.stdout
    assert "Disclaimer:" in asked.stdout
    given = run("ask", "What is the best pizza in Naples?", "--json")
    assert given.exit_code == Exit.ABSTAINED
    assert run("verify", "-", given=given.stdout).exit_code == Exit.ABSTAINED


def test_search_ranks_passages(run: Run, articles: Path) -> None:
    run("ingest", articles)
    shown = run("search", "swelling of a broken wrist", "--limit", 1)
    assert shown.exit_code == Exit.DONE
    assert "1. broken wrist > Treatment (id wrist, score" in shown.stdout
    hits = json.loads(run("search", "swelling of a broken wrist", "--json").stdout)["hits"]
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))


def test_documents_are_listed(run: Run, articles: Path) -> None:
    empty = run("documents")
    assert (empty.exit_code, empty.stdout) == (Exit.DONE, "")
    assert "pincite ingest PATH" in empty.stderr
    run("ingest", articles)
    lines = run("documents").stdout.splitlines()
    assert lines[0] == "ankle  sprained ankle (guideline, A publisher, 2024, submitted)"
    assert [record["id"] for record in json.loads(run("documents", "--json").stdout)] == ["ankle", "wrist"]


def test_a_second_ingest_changes_nothing(run: Run, articles: Path) -> None:
    first = json.loads(run("ingest", articles, "--json").stdout)
    second = json.loads(run("ingest", articles, "--json").stdout)
    assert first["changes"] == {"added": 2, "updated": 0, "revised": 0, "unchanged": 0}
    assert second["changes"] == {"added": 0, "updated": 0, "revised": 0, "unchanged": 2}
    assert first["index"]["is_new"] is True
    assert second["index"] == {**first["index"], "is_new": False}
    assert [finding["number"] for finding in first["findings"]["ankle"]] == [2]


def test_an_old_answer_verifies_after_its_document_changed(run: Run, articles: Path) -> None:
    run("ingest", articles)
    answer = run("ask", QUESTION, "--json").stdout
    write(articles, "ankle", "twisted ankle")
    changed = run("ingest", articles)
    assert "updated 1" in changed.stdout
    assert run("verify", "-", given=answer).exit_code == Exit.DONE


def test_what_is_refused_is_named_and_the_rest_is_in(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n")
    read = run("ingest", articles, tmp_path / "nope")
    assert read.exit_code == Exit.REFUSED
    assert "added 2" in read.stdout
    assert "refused 2" in read.stdout
    assert f"refused: {articles / 'broken.md'}" in read.stderr
    assert "no such file or folder" in read.stderr
    body = json.loads(run("ingest", articles, "--json").stdout)
    assert [Path(refusal["place"].split(",")[0]).name for refusal in body["refusals"]] == ["broken.md"]


def test_where_all_is_refused_there_is_nothing_to_index(run: Run, tmp_path: Path) -> None:
    read = run("ingest", tmp_path / "nope")
    assert read.exit_code == Exit.REFUSED
    assert read.stdout.splitlines()[-1] == "nothing to index yet"
    assert run("status").exit_code == Exit.NO_INDEX


def test_a_setting_out_of_bounds_is_reported_in_one_line(home: Path) -> None:
    ended = CliRunner().invoke(build_app(), ["documents"], env={"PINCITE_HOME": str(home), "PINCITE_PORT": "-1"})
    assert ended.exit_code == Exit.USAGE
    assert ended.stderr.startswith("pincite: port: ")
    assert len(ended.stderr.splitlines()) == 1


def test_findings_of_many_documents_are_counted(run: Run, tmp_path: Path) -> None:
    for number in range(21):
        write(tmp_path, f"a{number}", "sprained ankle")
    read = run("ingest", *tmp_path.glob("a*.md"))
    assert "21 documents have problems with their references (--json lists them):" in read.stdout
    assert ": 21 in 21 documents" in read.stdout


def test_remove_takes_documents_out_of_the_answers(run: Run, articles: Path) -> None:
    run("ingest", articles)
    answer = run("ask", QUESTION, "--json", "--max-quotes", 1).stdout
    removed = run("remove", "ankle", "nope")
    assert removed.exit_code == Exit.REFUSED
    assert "removed 1" in removed.stdout
    assert "no document 'nope'" in removed.stderr
    left = json.loads(run("ask", QUESTION, "--json").stdout)
    assert "ankle" not in {quote["document_id"] for quote in left.get("quotes", ())}
    verified = run("verify", "-", given=answer)
    assert verified.exit_code == Exit.REFUSED
    assert "unknown document" in verified.stdout
    assert run("remove", "wrist").exit_code == Exit.DONE
    assert run("ask", QUESTION).exit_code == Exit.ABSTAINED


def test_status_tells_a_live_index_from_a_stale_and_a_damaged_one(run: Run, articles: Path, home: Path) -> None:
    assert run("status").exit_code == Exit.NO_INDEX
    run("ingest", articles)
    sound = run("status")
    assert sound.exit_code == Exit.DONE
    assert "all files match their checksums" in sound.stdout
    assert "stored: 2 documents" in sound.stdout
    body = json.loads(run("status", "--json").stdout)
    assert body["index"]["is_current"] is True
    assert body["index"]["problems"] == []

    largest = max((home / "generations" / body["index"]["generation"]).rglob("*.npy"), key=os.path.getsize)
    content = bytearray(largest.read_bytes())
    content[-1] ^= 1
    largest.write_bytes(content)
    damaged = run("status")
    assert damaged.exit_code == Exit.REFUSED
    assert f"{largest.name} has been altered" in damaged.stdout
    assert "to rebuild it" in damaged.stderr


@pytest.mark.parametrize("command", [("ask", "Why?"), ("search", "pain"), ("status",)])
def test_without_an_index_the_remedy_is_named(run: Run, command: tuple[str, ...]) -> None:
    ended = run(*command)
    assert ended.exit_code == Exit.NO_INDEX
    assert ended.stderr == "pincite: no index yet: run `pincite ingest PATH`\n"


def test_misuse_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    blank = run("ask", "  ")
    assert blank.exit_code == Exit.USAGE
    assert blank.stderr == "pincite: question: the question is blank: write what you want to know\n"
    assert run("ask", "Why?", "--max-quotes", 99).exit_code == Exit.USAGE
    assert run("search", "x" * 3000).exit_code == Exit.USAGE
    assert run("ask", "Why?", "--audience", "nobody").exit_code == Exit.USAGE
    (tmp_path / "file").write_text("")
    blocked = run("--home", tmp_path / "file", "documents")
    assert blocked.exit_code == Exit.REFUSED
    assert "choose another one with --home or PINCITE_HOME" in blocked.stderr
    assert len(blocked.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("not json", "is not JSON"),
        ("{}", "neither quotes nor receipts"),
        ("[]", "neither quotes nor receipts"),
        ('{"quotes": [1]}', "pincite: "),
        ('{"quotes": [{"document_id": "a"}]}', "version"),
    ],
)
def test_what_is_no_answer_cannot_be_verified(run: Run, content: str, complaint: str) -> None:
    ended = run("verify", "-", given=content)
    assert ended.exit_code == Exit.REFUSED
    assert complaint in ended.stderr
    assert ended.stdout == ""


def test_a_full_disk_is_reported_in_one_line(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", articles)

    def full(*_: object) -> object:
        raise disk_full("database or disk is full")

    monkeypatch.setattr("qa.engine.Engine.answer", full)
    ended = run("ask", "What causes asthma?")
    assert ended.exit_code == Exit.REFUSED
    assert ended.stderr.startswith("pincite: database or disk is full (the disk of the data folder ")
    assert "KiB free): free space on that disk, or check its permissions and its health, then run" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_disk_that_fills_during_an_ingest_leaves_the_former_index(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "dense.faiss")

    run("ingest", articles / "ankle.md")
    with monkeypatch.context() as patched:
        patched.setattr("index.dense.FaissIndex.save", full)
        ended = run("ingest", articles)
    assert ended.exit_code == Exit.REFUSED
    assert "pincite: dense.faiss: No space left on device (the disk of the data folder " in ended.stderr
    assert ended.stderr.rstrip().endswith("then run the command again; the index in use is unchanged")
    assert run("status").exit_code == Exit.DONE
    assert run("ingest", articles).exit_code == Exit.DONE


def test_a_missing_answer_is_reported(run: Run, tmp_path: Path) -> None:
    ended = run("verify", tmp_path / "nope.json")
    assert ended.exit_code == Exit.REFUSED
    assert "nope.json" in ended.stderr


def test_an_altered_answer_does_not_verify(run: Run, articles: Path) -> None:
    run("ingest", articles)
    body = json.loads(run("ask", QUESTION, "--json").stdout)
    altered = json.loads(json.dumps(body))
    altered["quotes"][0]["text"] = altered["quotes"][0]["text"].replace("relieves", "worsens")
    ended = run("verify", "-", given=json.dumps(altered))
    assert ended.exit_code == Exit.REFUSED
    assert "was altered" in ended.stderr
    moved = json.loads(json.dumps(body))
    moved["quotes"][0]["byte_start"] += 1
    assert run("verify", "-", given=json.dumps(moved)).exit_code == Exit.REFUSED
    receipts = [{name: body["quotes"][0][name] for name in ("document_id", "version", "byte_start", "byte_end")}]
    receipts[0]["sha256"] = body["quotes"][0]["sha256"]
    assert run("verify", "-", given=json.dumps({"receipts": receipts})).exit_code == Exit.DONE


def test_two_commands_that_change_a_home_do_not_run_at_once(run: Run, articles: Path, home: Path) -> None:
    with BuildLock(home):
        ended = run("ingest", articles)
    assert ended.exit_code == Exit.REFUSED
    assert "another build is running" in ended.stderr


def test_help_waits_neither_for_models_nor_for_what_only_ingestion_needs() -> None:
    slow = {"torch", "faiss", "fastapi", "numpy", "multiprocessing", "corpus.ingestion.run"}
    script = f"import sys; import qa.cli; qa.cli.build_app(); print(sorted({slow} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert shown.stdout == "[]\n"


def test_a_pipe_that_closes_early_is_no_accident(home: Path, articles: Path, run: Run) -> None:
    run("ingest", articles)
    command = f"{shlex.quote(sys.executable)} -m qa.cli --home {shlex.quote(str(home))} documents | true"
    ended = subprocess.run(command, shell=True, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.stderr == ""


def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    text = " ".join(["Resting a sprained ankle for two days relieves the pain."] * 40)
    path.write_text(
        "".join(json.dumps({"_id": f"d{n}", "title": "Ankle", "text": text}) + "\n" for n in range(20_000))
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "--home", str(home), "ingest", str(path)],
        cwd=ROOT,
        env={**os.environ, "PINCITE_MODEL": "hash"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert wait_for(lambda: count(home) > 0)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    with process.stderr as stderr:
        complaint = stderr.read()
    assert process.wait(60) == Exit.INTERRUPTED
    assert complaint.splitlines()[-1] == (
        "pincite: interrupted: documents read so far are stored; run the same command to continue"
    )
    kept = count(home)
    assert 0 < kept < 20_000
    path.write_text("".join(path.read_text().splitlines(keepends=True)[: kept + 1]))
    again = subprocess.run(
        [sys.executable, "-m", "qa.cli", "--home", str(home), "ingest", str(path)],
        cwd=ROOT,
        env={**os.environ, "PINCITE_MODEL": "hash"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert f"added 1, updated 0, revised 0, unchanged {kept}" in again.stdout


def count(home: Path) -> int:
    if not (home / "store.db").exists():
        return 0
    with Store(home / "store.db") as store:
        return len(store.ids())


def test_serve_answers_until_ctrl_c(home: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "qa.cli", "--home", str(home), "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "PINCITE_MODEL": "hash"},
            stdout=log,
            stderr=log,
        )
    try:
        assert wait_for(lambda: healthy(port))
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(60) == Exit.DONE
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines[0] == f"serving {home} on http://127.0.0.1:{port} (press Ctrl-C to stop)"
    assert lines[-1] == "stopped"


@pytest.mark.parametrize(("hosts", "is_told"), [("", True), ("ask.clinic.example", False)])
def test_serve_on_all_addresses_says_that_names_are_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, hosts: str, is_told: bool
) -> None:
    monkeypatch.setattr("qa.api.serve", lambda *_: None)
    environment = {"PINCITE_HOME": str(home), "PINCITE_MODEL": "hash", "PINCITE_ALLOWED_HOSTS": hosts}
    ended = CliRunner().invoke(build_app(), ["serve", "--host", "0.0.0.0"], env=environment)
    assert ended.exit_code == Exit.DONE
    assert ("PINCITE_ALLOWED_HOSTS" in ended.stderr) is is_told


def test_serve_on_a_taken_port_fails(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "qa.cli", "--home", str(home), "serve", "--port"]
        ended = subprocess.run(
            [*command, str(taken.getsockname()[1])],
            cwd=ROOT,
            env={**os.environ, "PINCITE_MODEL": "hash"},
            check=False,
            capture_output=True,
            text=True,
        )
    assert ended.returncode == Exit.REFUSED
    assert "free that address, or choose another --port" in ended.stderr
    assert "Traceback" not in ended.stderr


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_for(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_a_dry_run_tells_what_it_understood_and_keeps_nothing(run: Run, articles: Path, home: Path) -> None:
    read = run("ingest", articles, "--dry-run", "--meta", "year=2001")
    assert read.exit_code == Exit.DONE, read.stderr
    lines = read.stdout.splitlines()
    assert lines[0] == "dry run, nothing is stored: read 2, refused 0"
    assert lines[1] == "ankle: sprained ankle (guideline, 2001): 4 sentences, 1 reference, 1 dangling"
    assert not home.exists()
    body = json.loads(run("ingest", articles, "--dry-run", "--json").stdout)
    assert (body["changes"], body["index"]) == (None, None)
    assert [document["year"] for document in body["documents"]] == [2024, 2024]
    assert [file["dangling"] for file in body["files"]] == [1, 1]


def test_metadata_given_with_the_command_are_part_of_what_is_read(run: Run, articles: Path) -> None:
    run("ingest", articles)
    assert "revised 2" in run("ingest", articles, "--meta", "kind=trial").stdout
    assert "unchanged 2" in run("ingest", articles, "--meta", "kind=trial").stdout
    assert "(trial, A publisher" in run("documents").stdout


def test_a_bad_field_is_reported_before_anything_is_read(run: Run, articles: Path, home: Path) -> None:
    ended = run("ingest", articles, "--meta", "kind=recipe")
    assert ended.exit_code == Exit.USAGE
    assert ended.stderr.startswith("pincite: --meta: kind: ")
    assert not home.exists()


def test_many_documents_are_reported_per_file(run: Run, tmp_path: Path) -> None:
    for folder in range(3):
        path = tmp_path / f"corpus{folder}.jsonl"
        lines = [{"_id": f"{folder}-{n}", "title": "Ankle", "text": "Rest helps."} for n in range(10)]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{\n" * folder)
    read = run("ingest", *sorted(tmp_path.glob("*.jsonl")), "--dry-run")
    assert read.exit_code == Exit.REFUSED
    table = read.stdout.splitlines()[1:]
    assert table[0].split() == [
        "read",
        "unchanged",
        "refused",
        "sentences",
        "references",
        "dangling",
        "doubtful",
        "file",
    ]
    assert table[1].split() == ["10", "0", "0", "20", "0", "0", "0", str(tmp_path / "corpus0.jsonl")]
    assert table[-1].split() == ["30", "0", "3", "60", "0", "0", "0", "all", "files"]


def test_a_table_of_very_many_files_is_cut(run: Run, tmp_path: Path) -> None:
    for number in range(45):
        (tmp_path / f"n{number}.txt").write_text("Rest helps.")
    table = run("ingest", tmp_path, "--dry-run").stdout.splitlines()
    assert table[-2] == "... and 5 more files (--json lists them)"
    assert table[-1].split()[0] == "45"


def test_reading_doubts_are_counted_listed_and_shown_with_the_quote(run: Run, tmp_path: Path) -> None:
    page = "<h1>Sprains</h1><p>Resting a sprained ankle for 2 � relieves the pain. Ice helps.</p>" * 2
    (tmp_path / "ankle.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    read = run("ingest", tmp_path / "ankle.html")
    assert "2 doubtful (`pincite show ankle --doubts` lists them)" in read.stdout
    doubt = "some characters could not be read and may be missing or wrong"
    listed = run("show", "ankle", "--doubts").stdout.splitlines()
    assert listed == [f"{doubt}: Resting a sprained ankle for 2 � relieves the pain."] * 2
    assert [each["kind"] for each in json.loads(run("show", "ankle", "--json").stdout)["doubts"]] == [
        "unmapped"
    ] * 2
    assert f"Caution: Check the source: {doubt}." in run("ask", QUESTION).stdout


def test_a_document_is_shown(run: Run, articles: Path) -> None:
    run(
        "ingest",
        articles,
        "--meta",
        "standing=retracted",
        "--meta",
        "standing_notice=Not true",
        "--meta",
        "extra.grade=A",
    )
    shown = run("show", "ankle")
    assert shown.exit_code == Exit.DONE, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[:2] == ["sprained ankle", "  RETRACTED: Not true"]
    for part in (
        "  id: ankle",
        "  review status: submitted",
        "  year: 2024",
        "  grade: A",
        "    Treatment (2)",
        "References: 1",
    ):
        assert part in lines
    assert "  ankle: used in the text and not in the list: reference 2" in lines
    body = json.loads(run("show", "ankle", "--json").stdout)
    assert body["document"]["standing"] == "retracted"
    assert body["outline"] == [
        {"path": ["sprained ankle"], "page": None, "sentences": 2},
        {"path": ["Treatment"], "page": None, "sentences": 2},
    ]
    assert body["dropped"] == []
    assert run("show", "ankle", "--dropped").stdout == "Nothing was left out of ankle.\n"
    assert run("show", "ankle", "--doubts").stdout == "There are no reading doubts about ankle.\n"
    lost = run("show", "nope")
    assert lost.exit_code == Exit.REFUSED
    assert "no document 'nope'" in lost.stderr


def test_show_lists_what_was_left_out_of_a_pdf(run: Run, tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["A guide to ankles"], y=30)
            column(canvas, [f"Rest the ankle in week {number}."] * 3)

        return paint

    path = tmp_path / "ankles.pdf"
    path.write_bytes(made(*map(page, (1, 2, 3))))
    assert run("ingest", path).exit_code == Exit.DONE
    lines = run("show", "ankles", "--dropped").stdout.splitlines()
    assert lines == [f"page {number}: page furniture: A guide to ankles" for number in (1, 2, 3)]


def test_show_compares_a_pdf_with_a_second_reading(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tmp_path / "programs" / "pdftotext"
    reader.parent.mkdir()
    reader.write_text("#!/bin/sh\necho 'Rest the ankle. Never it cool.'\n")
    reader.chmod(0o700)
    path = tmp_path / "ankles.pdf"
    path.write_bytes(made(lambda canvas: column(canvas, ["Rest the ankle. Never cool it."])))
    assert run("ingest", path).exit_code == Exit.DONE
    monkeypatch.setenv("PATH", str(reader.parent), prepend=os.pathsep)
    assert run("show", "ankles", "--compare").stdout.splitlines() == [
        "page 1: Never cool it.",
        "1 of 2 sentences and table cells of ankles are read differently.",
    ]
    path.write_bytes(path.read_bytes() + b"\n")
    changed = run("show", "ankles", "--compare")
    assert changed.exit_code == Exit.REFUSED
    assert "is not the file that is stored" in changed.stderr


def test_status_names_a_document_that_was_altered_in_the_store(run: Run, articles: Path, home: Path) -> None:
    run("ingest", articles)
    assert "all documents match their digests" in run("status").stdout
    with Store(home / "store.db") as store, store._database.transaction() as connection:
        connection.execute("UPDATE version SET metadata = replace(metadata, 'broken wrist', 'broken ankle')")
    ended = run("status")
    assert ended.exit_code == Exit.REFUSED
    assert "wrist: its metadata, spans or references have been altered" in ended.stdout
    assert "ankle:" not in ended.stdout
    assert "the store is damaged: restore the data folder from a backup" in ended.stderr
    assert json.loads(run("status", "--json").stdout)["store"]["problems"]
