import re
from pathlib import Path

import pytest

from eval.data.gold import (
    GoldQuestion,
    answer_spans,
    catalogue,
    claims_by_evidence,
    file_of,
    named,
    queries,
    rationales,
    required_file,
    tasks_by_label,
)
from eval.errors import DataError
from tiny import (
    SENTENCES,
    claim,
    write_claims,
    write_collection,
    write_lines,
    write_spans,
    write_tasks,
    write_unanswerable,
)


def test_a_claims_evidence_sets_are_united_document_by_document(tmp_path: Path) -> None:
    folder = write_claims(write_collection(tmp_path))
    found = rationales(folder, "dev", catalogue(folder / "corpus.jsonl"))
    assert [(r.question.id, r.document, set(r.sentences)) for r in found] == [
        ("1/zorbitis", "zorbitis", {1}),
        ("2/quixosis", "quixosis", {1, 2}),
    ]
    assert found[0].question.unit == "1"


@pytest.mark.parametrize(
    ("evidence", "complaint"),
    [
        ({"nowhere": [[0]]}, "is not in the corpus: add it"),
        ({"zorbitis": [[4]]}, r"names the sentences \[4\] of 4"),
        ({"zorbitis": [[]]}, "names"),
    ],
)
def test_evidence_that_is_not_there_is_refused(
    tmp_path: Path, evidence: dict[str, list[list[int]]], complaint: str
) -> None:
    folder = write_collection(tmp_path)
    write_lines(folder / "claims.jsonl", [claim(1, "A claim.", evidence)])
    with pytest.raises(DataError, match=f"claims.jsonl.*{complaint}"):
        rationales(folder, "dev", catalogue(folder / "corpus.jsonl"))


def test_a_split_without_evidence_is_refused(tmp_path: Path) -> None:
    folder = write_claims(write_collection(tmp_path))
    with pytest.raises(DataError, match="no claim of the split 'test'"):
        rationales(folder, "test", catalogue(folder / "corpus.jsonl"))


def test_claims_are_told_apart_by_their_evidence(tmp_path: Path) -> None:
    both = claims_by_evidence(write_claims(tmp_path), "dev")
    assert [asked.id for asked in both.answerable] == ["1", "2"]
    assert both.unanswerable == (GoldQuestion("3", "Violins need rosin."),)
    with pytest.raises(DataError, match="1 answerable and 0 unanswerable"):
        claims_by_evidence(tmp_path, "train")


def test_tasks_keep_the_users_turns_before(tmp_path: Path) -> None:
    both = tasks_by_label(write_tasks(tmp_path))
    (asked,) = both.answerable
    assert asked.text == "Does it help with quixosis?"
    assert asked.before == ("Does zorbine cure zorbitis?",)
    assert asked.unit == "t1"
    assert [other.id for other in both.unanswerable] == ["t2<::>2"]


def test_answers_and_questions_are_read(tmp_path: Path) -> None:
    spans = answer_spans(write_spans(tmp_path))
    assert [(span.question.id, span.document, span.answer) for span in spans][1] == ("s2", "quixosis", "two weeks")
    assert [asked.id for asked in queries(write_unanswerable(tmp_path / "u.jsonl"))] == ["u1", "u2", "u3"]


def test_a_catalogue_knows_titles_pages_and_sentences(tmp_path: Path) -> None:
    known = catalogue(write_collection(tmp_path) / "corpus.jsonl")
    assert known["zorbitis"].sentences == SENTENCES["zorbitis"]
    assert known["boojumia"].page == known["snarkopathy"].page
    assert named("zorbitis", known) == "Zorbitis (zorbitis)"
    assert named("elsewhere", known) == "elsewhere"
    spans = catalogue(write_spans(tmp_path) / "documents.jsonl")
    assert spans["zorbitis"].page == "zorbitis"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"_id": "a", "text": "What?"}\n{"_id": "a", "text": "Why?"}\n', "the id 'a' is used twice"),
        ('{"_id": "a", "text": "What?"}\n{"_id": "b"}\n', "line 2: text: Field required"),
        ("[]\n", "line 1"),
        ("{\n", "line 1: Invalid JSON"),
        ("\n", "no questions"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text(content)
    with pytest.raises(DataError, match=re.escape(complaint)):
        queries(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert file_of(tmp_path, "claims") is None
    with pytest.raises(DataError, match=r"no claims\.jsonl or claims\.jsonl\.gz"):
        required_file(tmp_path, "claims")


@pytest.mark.real_data
def test_the_public_sets_are_read(data_dir: Path) -> None:
    known = catalogue(data_dir / "scifact" / "corpus.jsonl.gz")
    assert len({r.question.unit for r in rationales(data_dir / "scifact", "dev", known)}) == 188
    assert len(claims_by_evidence(data_dir / "scifact", "dev").unanswerable) == 112
    assert len(answer_spans(data_dir / "covid_qa")) == 1226
    tasks = tasks_by_label(data_dir / "mtrag_un")
    assert (len(tasks.answerable), len(tasks.unanswerable)) == (166, 40)
    assert len(queries(data_dir / "unanswerable" / "queries.jsonl.gz")) == 3159
