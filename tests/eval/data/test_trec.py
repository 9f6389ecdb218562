"""Run and judgement files: what is written comes back, the order is trec_eval's, and errors name the line."""

import gzip
import math
from collections.abc import Mapping
from pathlib import Path

import pytest
import pytrec_eval
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.data.trec import Qrels, Ranked, Run, ordered, read_qrels, read_run, write_run
from eval.errors import DataError

IDS = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=4)
SCORES = st.one_of(st.sampled_from([0.0, 1.0, 1.0 + 1e-12, -1.0]), st.floats(-1e30, 1e30))
FOUND = st.dictionaries(IDS, SCORES, max_size=8)


@given(st.dictionaries(IDS, FOUND.filter(bool), max_size=3))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_run_comes_back_as_it_was_written(tmp_path: Path, found: dict[str, dict[str, float]]) -> None:
    run: Run = {query: ordered(Ranked(*item) for item in scores.items()) for query, scores in found.items()}
    write_run(run, tmp_path / "run.txt")
    assert read_run(tmp_path / "run.txt") == run


@given(st.dictionaries(st.text("abé7", min_size=1, max_size=3), SCORES, min_size=1, max_size=8))
@settings(max_examples=100)
def test_the_order_is_that_of_trec_eval(scores: Mapping[str, float]) -> None:
    order = [item.document for item in ordered(Ranked(*item) for item in scores.items())]
    for rank, document in enumerate(order, start=1):
        evaluator = pytrec_eval.RelevanceEvaluator({"q": {document: 1}}, {"recip_rank"})
        assert evaluator.evaluate({"q": dict(scores)})["q"]["recip_rank"] == pytest.approx(1 / rank)


def test_ties_go_by_document_descending_even_where_only_double_precision_tells_them_apart() -> None:
    found = [Ranked("a", 1.0 + 1e-12), Ranked("b", 1.0), Ranked("c", 2.0)]
    assert [item.document for item in ordered(found)] == ["c", "b", "a"]


def test_the_file_has_six_columns_and_ranks_from_one(tmp_path: Path) -> None:
    write_run({"q1": [Ranked("d2", 0.5), Ranked("d1", 2.0)]}, tmp_path / "run.txt", tag="mine")
    assert (tmp_path / "run.txt").read_text() == "q1 Q0 d1 1 2.0 mine\nq1 Q0 d2 2 0.5 mine\n"


def test_ranks_in_a_file_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "run.txt.gz"
    path.write_bytes(gzip.compress(b"q Q0 low 1 0.1 t\n\nq Q0 high 2 0.9 t\n"))
    assert read_run(path) == {"q": [Ranked("high", 0.9), Ranked("low", 0.1)]}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("q Q0 d 1 0.5", "5 columns"),
        ("q Q0 d 1 high t", "'high' is not a finite number"),
        ("q Q0 d 1 nan t", "'nan' is not a finite number"),
        ("q Q0 a 2 0.2 t", "listed twice"),
    ],
)
def test_a_bad_line_of_a_run_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "run.txt"
    path.write_text(f"q Q0 a 1 0.9 t\n{line}\n")
    with pytest.raises(DataError, match=rf"run\.txt, line 2: .*{problem}"):
        read_run(path)


@pytest.mark.parametrize(
    "run",
    [
        {"q": [Ranked("d", 1.0), Ranked("d", 0.5)]},
        {"q": [Ranked("d", math.inf)]},
        {"q": [Ranked("two words", 1.0)]},
        {"": [Ranked("d", 1.0)]},
    ],
)
def test_what_a_run_file_cannot_hold_is_refused(tmp_path: Path, run: Run) -> None:
    with pytest.raises(ValueError, match=r"twice|finite|white space"):
        write_run(run, tmp_path / "run.txt")


@pytest.mark.parametrize(
    "text",
    [
        "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t-1\nq2\td1\t0\n",
        "q1\td1\t2\r\nq1\td2\t-1\r\nq2\td1\t0\r\n",
        "q1 0 d1 2\nq1 0 d2 -1\n\nq2 0 d1 0\n",
    ],
)
def test_judgements_are_read_in_the_forms_of_beir_and_trec(tmp_path: Path, text: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(text)
    expected: Qrels = {"q1": {"d1": 2, "d2": -1}, "q2": {"d1": 0}}
    assert read_qrels(path) == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("q1\td2", "2 columns"),
        ("q1\td2\tyes", "'yes' is not a whole number"),
        ("q1\td2\t0.5", r"'0\.5' is not a whole number"),
        ("q1\td1\t0", "already judged for .q1. on line 2"),
    ],
)
def test_a_bad_judgement_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(f"query-id\tcorpus-id\tscore\nq1\td1\t1\n{line}\n")
    with pytest.raises(DataError, match=rf"qrels\.tsv, line 3: .*{problem}"):
        read_qrels(path)


def test_a_first_row_with_a_bad_grade_is_no_header(tmp_path: Path) -> None:
    (tmp_path / "qrels.tsv").write_text("q1\td1\tyes\n")
    with pytest.raises(DataError, match="line 1"):
        read_qrels(tmp_path / "qrels.tsv")


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.txt: cannot be read: No such file"):
        read_run(tmp_path / "absent.txt")
    (tmp_path / "latin.txt").write_bytes(b"q Q0 a 1 1.0 t\nq Q0 \xe9 2 0.5 t\n")
    with pytest.raises(DataError, match="line 2: byte 5 is not UTF-8"):
        read_run(tmp_path / "latin.txt")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"q Q0 a 1 1.0 t\n")[:-6])
    with pytest.raises(DataError, match="damaged"):
        read_run(tmp_path / "cut.gz")
