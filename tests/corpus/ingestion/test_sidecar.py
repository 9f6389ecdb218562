import json
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.ingestion.file_reader import ReadOptions, read
from corpus.ingestion.run import Report, ingest
from corpus.ingestion.sidecar import MAX_BYTES, OptionError, declared_by_options, read_sidecar, sidecar_path
from corpus.ingestion.worker import WorkerConfig
from corpus.readers import Limits, ReadError
from corpus.store import Change, Store

PAGE = "<html><head><title>A page</title></head><body><p>Rest helps.</p></body></html>"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home" / "store.db") as opened:
        yield opened


def write(folder: Path, name: str, content: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(content)
    return path


def refused(report: Report) -> str:
    return "\n".join(str(refusal) for refusal in report.refusals)


def test_a_sidecar_takes_precedence_over_the_file(store: Store, tmp_path: Path) -> None:
    write(tmp_path / "in", "a.html", PAGE)
    write(
        tmp_path / "in",
        "a.meta.yaml",
        "title: On sprains\nkind: Guideline\npublished: 2023-04-05\nextra: {grade: A}\n",
    )
    report = ingest([tmp_path / "in"], store)
    assert (report.changes, report.refusals) == ({Change.ADDED: 1}, ())
    found = store.metadata("a")
    assert (found.title, found.kind, found.year, found.extra) == ("On sprains", "guideline", 2023, {"grade": "A"})
    assert store.document("a").text.startswith("A page\n")


def test_changed_sidecar_metadata_cause_a_new_reading_and_a_changed_comment_does_not(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path, "a.html", PAGE)
    assert ingest([path], store).changes == {Change.ADDED: 1}
    write(tmp_path, "a.meta.yaml", "year: 2020\n")
    assert ingest([path], store).changes == {Change.REVISED: 1}
    write(tmp_path, "a.meta.yaml", "# checked\nyear: 2020\n")
    assert ingest([path], store).changes == {Change.UNCHANGED: 1}
    write(tmp_path, "a.meta.yaml", "year: 2021\n")
    assert ingest([path], store).changes == {Change.REVISED: 1}
    (tmp_path / "a.meta.yaml").unlink()
    assert ingest([path], store).changes == {Change.REVISED: 1}
    assert store.metadata("a").year is None


def test_the_id_in_a_sidecar_is_the_id_of_the_document(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", PAGE)
    write(tmp_path, "a.meta.yaml", "id: sprains\n")
    ingest([path], store)
    assert store.ids() == ["sprains"]
    assert ingest([path], store).changes == {Change.UNCHANGED: 1}


def test_options_apply_to_every_document_except_where_its_sidecar_differs(store: Store, tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.html", PAGE) for name in "ab"]
    write(tmp_path, "b.meta.yaml", "year: 2001\n")
    declared = declared_by_options(["year=2020", "kind=trial"])
    ingest(paths, store, declared=declared)
    assert [(store.metadata(name).year, store.metadata(name).kind) for name in "ab"] == [
        (2020, "trial"),
        (2001, "trial"),
    ]
    assert ingest(paths, store, declared=declared).changes == {Change.UNCHANGED: 2}
    assert ingest(paths, store).changes == {Change.REVISED: 2}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("year: soon\n", "a.meta.yaml, line 1: year: "),
        ("kind: guideline\nyeer: 2020\n", "a.meta.yaml, line 2: yeer is not a known field: did you mean year?"),
        ("kind: trial\nkind: label\n", "line 2: kind is declared twice"),
        ("- a\n", "is not a list of `field: value` lines"),
        ("a: [\n", "is not valid YAML"),
        ("\x00", "is not valid YAML"),
        ("title: caf\udce9\n", "is not UTF-8"),
        ("#" * (MAX_BYTES + 1), "metadata take only a few lines"),
    ],
)
def test_an_invalid_sidecar_refuses_its_document_and_names_the_field(
    store: Store, tmp_path: Path, content: str, complaint: str
) -> None:
    path = write(tmp_path, "a.html", PAGE)
    (tmp_path / "a.meta.yaml").write_bytes(content.encode(errors="surrogateescape"))
    report = ingest([path, write(tmp_path, "b.html", PAGE)], store)
    assert complaint in refused(report)
    assert store.ids() == ["b"]


def test_an_empty_sidecar_declares_nothing(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", PAGE)
    ingest([path], store)
    write(tmp_path, "a.meta.yaml", "# nothing yet\n")
    assert ingest([path], store).changes == {Change.UNCHANGED: 1}


def test_a_sidecar_is_not_read_as_a_document(store: Store, tmp_path: Path) -> None:
    alone = write(tmp_path / "in", "lonely.meta.yaml", "year: 2020\n")
    write(tmp_path / "in", "a.html", PAGE)
    named = write(tmp_path / "in", "a.meta.yaml", "year: 2020\n")
    report = ingest([tmp_path / "in", named], store)
    assert store.ids() == ["a"]
    assert f"{alone}: there is no file that this metadata belongs to" in refused(report)
    assert f"{named}: this is the metadata of another file: name that file instead" in refused(report)


def test_the_path_of_a_sidecar() -> None:
    assert sidecar_path(Path("x/a.b.pdf")) == Path("x/a.b.meta.yaml")
    assert sidecar_path(Path("c.jsonl.gz")) == Path("c.meta.yaml")


def test_a_sidecar_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.html", PAGE)
    write(tmp_path, "a.meta.yaml", "year: 2020\n")

    def fail(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ReadError, match=r"a\.meta\.yaml: cannot be read \(Permission denied\)"):
        read_sidecar(path)


def test_options_declare_fields() -> None:
    declared = declared_by_options(
        ["kind=Guideline", "authors=A", "authors=B", "published=2020-01-02", "extra.grade=A", "extra.x=1=2"]
    )
    assert declared is not None
    assert (declared.kind, declared.authors, declared.published) == ("guideline", ("A", "B"), date(2020, 1, 2))
    assert declared.extra == {"grade": "A", "x": "1=2"}
    assert declared_by_options([]) is None


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["year"], "'year' is not of the form field=value"),
        (["year="], "is not of the form field=value"),
        (["year=soon"], "year: "),
        (["yeer=2020"], "yeer is not a known field: did you mean year?"),
        (["year=2020", "year=2021"], "year is given twice"),
        (["extra.a=1", "extra.a=2"], "extra.a is given twice"),
        (["id=a"], "id applies to a single document: write it to a NAME.meta.yaml"),
        (["title=a"], "title applies to a single document"),
        (["=a"], "is not a known field"),
        (["extra=a"], "extra: "),
    ],
)
def test_invalid_options_are_refused(options: list[str], complaint: str) -> None:
    with pytest.raises(OptionError, match=complaint.replace(".", r"\.").replace("?", r"\?")):
        declared_by_options(options)


def test_declared_metadata_can_be_sent_to_a_worker() -> None:
    declared = declared_by_options(["year=2020"])
    config = pickle.loads(pickle.dumps(WorkerConfig(ReadOptions(Limits(), {}, declared), read, 0)))
    assert config.options.declared == declared


def test_without_a_store_everything_is_read_and_nothing_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(
        "".join(json.dumps({"_id": name, "title": name, "text": "Rest [1] helps."}) + "\n" for name in "ab")
        + "{\n"
    )
    report = ingest([path, tmp_path / "nope"], None)
    assert report.changes == {}
    assert [(found.id, found.sentences, found.place) for found in report.documents] == [
        ("a", 2, f"{path}, line 1"),
        ("b", 2, f"{path}, line 2"),
    ]
    assert (report.files[str(path)].read, report.files[str(path)].refused) == (2, 1)
    assert report.files[str(tmp_path / "nope")].refused == 1
