"""Collections in BEIR's layout: what is opened, how parts of it are taken, and what is refused where."""

import gzip
import json
from pathlib import Path

import pytest

from eval.data.dataset import Dataset, read_queries
from eval.errors import DataError

HEADER = "query-id\tcorpus-id\tscore\n"


def _lines(prefix: str, count: int) -> str:
    return "".join(
        json.dumps({"_id": f"{prefix}{n}", "title": "", "text": f"{prefix} {n}"}) + "\n" for n in range(count)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four documents, forty questions, of which q39 is not judged."""
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(_lines("d", 4))
    (tmp_path / "queries.jsonl").write_text(_lines("q", 40))
    (tmp_path / "qrels" / "test.tsv").write_text(HEADER + "".join(f"q{n}\td{n % 4}\t1\n" for n in range(39)))
    return tmp_path


def test_a_split_holds_the_queries_that_it_judges(folder: Path) -> None:
    dataset = Dataset.open(folder, "test")
    assert list(dataset.queries) == [f"q{n}" for n in range(39)]
    assert dataset.queries["q7"] == "q 7"
    assert dataset.qrels["q7"] == {"d3": 1}
    assert dataset.corpus == folder / "corpus.jsonl"
    assert (dataset.name, dataset.split, dataset.selection) == (folder.name, "test", ())


def test_the_digest_is_of_the_content_and_not_of_the_packing(folder: Path) -> None:
    plain = Dataset.open(folder)
    for name in ("corpus", "queries"):
        path = folder / f"{name}.jsonl"
        path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert Dataset.open(folder).digest == plain.digest


def test_another_judgement_changes_the_digest_and_not_that_of_the_corpus(folder: Path) -> None:
    before = Dataset.open(folder)
    with (folder / "qrels" / "test.tsv").open("a") as file:
        file.write("q39\td0\t1\n")
    after = Dataset.open(folder)
    assert after.digest != before.digest
    assert after.corpus_digest == before.corpus_digest


def test_a_larger_sample_holds_the_smaller_one_and_another_seed_draws_others(folder: Path) -> None:
    dataset = Dataset.open(folder)
    small, large = dataset.sample(5, seed=3), dataset.sample(20, seed=3)
    assert len(small.queries) == len(small.qrels) == 5
    assert small.queries.keys() < large.queries.keys()
    assert (
        small.queries.keys()
        == dataset.sample(5, seed=3).queries.keys()
        != dataset.sample(5, seed=4).queries.keys()
    )
    assert dataset.sample(1000).queries == dataset.queries
    assert small.selection == ("sample of 5, seed 3",)
    assert small.digest == dataset.digest


def test_a_sample_is_the_same_on_every_machine(folder: Path) -> None:
    assert list(Dataset.open(folder).sample(3, seed=0).queries) == ["q2", "q31", "q38"]


def test_the_halves_share_nothing_and_make_the_whole(folder: Path) -> None:
    dataset = Dataset.open(folder)
    even, odd = dataset.half("even"), dataset.half("odd")
    assert not even.queries.keys() & odd.queries.keys()
    assert even.queries | odd.queries == dataset.queries
    assert odd.qrels.keys() == odd.queries.keys()
    assert odd.sample(2).selection == ("odd half", "sample of 2, seed 0")


def test_a_part_that_would_be_empty_or_does_not_exist_is_refused(folder: Path) -> None:
    dataset = Dataset.open(folder)
    with pytest.raises(ValueError, match=r"the odd half of .* test is empty"):
        dataset.half("even").half("odd")
    with pytest.raises(ValueError, match="'even' and 'odd', not 'left'"):
        dataset.half("left")  # type: ignore[arg-type]  # what the command line might pass
    with pytest.raises(ValueError, match="at least 1 query, not 0"):
        dataset.sample(0)


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("qrels/test.tsv", "nobody\td0\t1\n", r"test\.tsv, line 41: query 'nobody' is not in queries\.jsonl"),
        ("qrels/test.tsv", "q1\tnothing\t1\n", r"test\.tsv, line 41: document 'nothing' is not in the corpus"),
        ("qrels/test.tsv", "q1\td1\t0\n", r"test\.tsv, line 41: 'd1' is already judged for 'q1' on line 3"),
        (
            "corpus.jsonl",
            '{"_id": "d2", "text": "x"}\n',
            r"corpus\.jsonl, line 5: the id 'd2' is already used on line 3",
        ),
        ("corpus.jsonl", '{"_id": "d9"}\n', r'corpus\.jsonl, line 5: .*"_id" and "text"'),
        (
            "queries.jsonl",
            '{"_id": "q0", "text": "x"}\n',
            r"queries\.jsonl, line 41: the id 'q0' is already used on line 1",
        ),
        ("queries.jsonl", '{"_id": 7, "text": "x"}\n', r'queries\.jsonl, line 41: .*"_id" and "text"'),
        ("queries.jsonl", '["q"]\n', r"queries\.jsonl, line 41: a line is an object"),
        ("queries.jsonl", "{\n", r"queries\.jsonl, line 41: not valid JSON"),
    ],
)
def test_a_bad_line_is_named(folder: Path, name: str, line: str, problem: str) -> None:
    with (folder / name).open("a") as file:
        file.write(line)
    with pytest.raises(DataError, match=problem):
        Dataset.open(folder)


def test_an_empty_split_and_an_unknown_one_are_refused(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text(HEADER)
    with pytest.raises(DataError, match=r"dev\.tsv: the split is empty"):
        Dataset.open(folder, "dev")
    with pytest.raises(DataError, match="no such split; this collection has dev, test: name one"):
        Dataset.open(folder, "train")


@pytest.mark.parametrize("grade", ["0", "-1"])
def test_a_split_that_calls_nothing_relevant_is_refused(folder: Path, grade: str) -> None:
    (folder / "qrels" / "dev.tsv").write_text(f"{HEADER}q1\td1\t{grade}\n")
    with pytest.raises(DataError, match=r"dev\.tsv: has no relevant document: grade"):
        Dataset.open(folder, "dev")


def test_a_part_that_calls_nothing_relevant_is_refused(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text(HEADER + "".join(f"q{n}\td0\t{n // 39}\n" for n in range(40)))
    with pytest.raises(ValueError, match="has no relevant document: select more of it"):
        Dataset.open(folder).sample(1)


def test_a_blank_question_is_refused_with_its_line(folder: Path) -> None:
    (folder / "queries.jsonl").write_text(_lines("q", 2) + json.dumps({"_id": "q2", "text": " "}) + "\n")
    with pytest.raises(DataError, match=r"queries\.jsonl, line 3: the question 'q2' is blank"):
        Dataset.open(folder)


def test_a_folder_of_another_shape_is_refused(folder: Path) -> None:
    with pytest.raises(DataError, match=r"no such folder: name one with corpus\.jsonl"):
        Dataset.open(folder / "absent")
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(b""))
    with pytest.raises(DataError, match=r"has both corpus\.jsonl and corpus\.jsonl\.gz: keep one"):
        Dataset.open(folder)
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(DataError, match="has no documents"):
        Dataset.open(folder)
    (folder / "corpus.jsonl.gz").unlink()
    with pytest.raises(DataError, match=r"has neither corpus\.jsonl nor corpus\.jsonl\.gz: add one"):
        Dataset.open(folder)


def test_the_only_queries_file_is_taken_and_one_of_several_must_be_named(folder: Path) -> None:
    (folder / "queries.jsonl").rename(folder / "queries_short.jsonl")
    assert len(Dataset.open(folder).queries) == 39
    (folder / "queries_long.jsonl").write_text(_lines("q", 50))
    with pytest.raises(
        DataError, match=r"found queries_long\.jsonl, queries_short\.jsonl: name one with --queries"
    ):
        Dataset.open(folder)
    assert len(Dataset.open(folder, queries="queries_long").queries) == 39
    (folder / "queries.jsonl").write_text(_lines("q", 40))
    assert len(Dataset.open(folder).queries) == 39
    assert len(read_queries(folder / "queries_long.jsonl")) == 50


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "split", "queries", "rows"),
    [
        ("medquad", "test_distinct", 7158, 8236),
        ("scifact", "test", 300, 339),
        ("scifact", "train", 809, 919),
        ("mtrag_un", "test", 205, 667),
    ],
)
def test_the_public_collections_open_and_halve_evenly(
    data_dir: Path, name: str, split: str, queries: int, rows: int
) -> None:
    dataset = Dataset.open(data_dir / name, split)
    assert len(dataset.queries) == queries
    assert sum(map(len, dataset.qrels.values())) == rows
    assert 0.4 < len(dataset.half("even").queries) / queries < 0.6
