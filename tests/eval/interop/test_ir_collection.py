import sys
from pathlib import Path
from typing import NamedTuple

import ir_datasets
import pytest

from eval.data import Dataset
from eval.errors import DataError
from eval.interop import write_collection
from eval.interop.ir_collection import _document, _query
from qa.commands import Exit
from shell import shell
from tiny import QUESTIONS, SENTENCES

NAME = "pincite-tests/tiny"


@pytest.fixture(autouse=True)
def _offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IR_DATASETS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IR_DATASETS_DL_DISABLED", "true")


@pytest.fixture(name="name")
def _name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A data set of local files, registered under a name of its own."""
    docs, queries, qrels = (tmp_path / name for name in ("docs.tsv", "queries.tsv", "qrels"))
    docs.write_text("".join(f"{id_}\t{' '.join(sentences)}\n" for id_, sentences in SENTENCES.items()))
    queries.write_text("".join(f"{id_}\t{text}\n" for id_, (text, _) in QUESTIONS.items()))
    rows = [f"{id_} 0 {document} 1" for id_, (_, document) in QUESTIONS.items()]
    qrels.write_text(
        "\n".join([*rows, "q1 0 quixosis 0", "q1 0 gone 1", "q9 0 zorbitis 1", "q1 0 zorbitis 2"]) + "\n"
    )
    dataset = ir_datasets.create_dataset(docs_tsv=str(docs), queries_tsv=str(queries), qrels_trec=str(qrels))
    monkeypatch.setitem(ir_datasets.registry._registered, NAME, dataset)
    return NAME


def test_a_data_set_becomes_a_folder_that_is_read(name: str, tmp_path: Path) -> None:
    written = write_collection(name, tmp_path / "tiny")
    assert written == (4, 4, 5, 2)
    dataset = Dataset.open(tmp_path / "tiny")
    assert dataset.queries == {id_: text for id_, (text, _) in QUESTIONS.items()}
    assert dataset.qrels["q1"] == {"zorbitis": 2, "quixosis": 0}
    assert sorted(path.name for path in tmp_path.iterdir() if "tiny" in path.name) == ["tiny"]


def test_retrieval_is_scored_on_it(name: str, tmp_path: Path) -> None:
    run = shell(tmp_path / "own", "eval", XDG_CACHE_HOME=str(tmp_path))
    done = run("ir-datasets", name, "--out", tmp_path / "tiny", "--split", "dev")
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout == f"4 documents, 4 queries and 5 judgements in {tmp_path / 'tiny'}\n"
    assert "2 judgements of documents or queries that the data set does not have were left out" in done.stderr
    scored = run("retrieval", tmp_path / "tiny", "--split", "dev")
    assert scored.exit_code == Exit.DONE, scored.stderr
    assert "success@1" in scored.stdout


class Paper(NamedTuple):
    doc_id: str
    title: str
    abstract: str
    body: str
    url: str


class Tweet(NamedTuple):
    doc_id: str
    message: str

    def default_text(self) -> str:
        return self.message


class Topic(NamedTuple):
    query_id: str
    title: str
    narrative: str


def test_records_of_any_fields_have_a_title_and_a_text() -> None:
    assert _document(Paper("1", " On zorbitis ", "It hurts.", "It heals.", "https://example.org")) == {
        "_id": "1",
        "title": "On zorbitis",
        "text": "It hurts.\n\nIt heals.",
        "metadata": {"url": "https://example.org"},
    }
    assert _document(Tweet("2", "Zorb!")) == {"_id": "2", "title": "2", "text": "Zorb!", "metadata": {}}
    assert _query(Topic("3", "zorbine", "Find it.")) == {"_id": "3", "text": "zorbine"}


def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match="has no data set 'pincite-tests/none'"):
        write_collection("pincite-tests/none", tmp_path / "new")
    with pytest.raises(DataError, match="exists already: name a new folder"):
        write_collection(name, tmp_path)
    with pytest.raises(DataError, match="create it first"):
        write_collection(name, tmp_path / "no" / "where")
    documents = tmp_path / "only.tsv"
    documents.write_text("d1\ttext\n")
    alone = ir_datasets.create_dataset(docs_tsv=str(documents))
    monkeypatch.setitem(ir_datasets.registry._registered, f"{NAME}-docs", alone)
    with pytest.raises(DataError, match="has no queries and no judgements: name one of its splits"):
        write_collection(f"{NAME}-docs", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".new")]


def test_a_damaged_data_set_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("q1\n")
    with pytest.raises(Exception, match=r".+"):
        write_collection(name, tmp_path / "new")
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]


def test_the_library_is_an_optional_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_datasets", None)
    with pytest.raises(DataError, match=r"install Pincite with the extra `ir-datasets`"):
        write_collection(NAME, tmp_path / "new")
