"""Ranked documents and relevance judgements, in memory and in the file formats of TREC and BEIR."""

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.data.lines import Digest, numbered
from eval.errors import DataError

TAG = "pincite"
_HEADERS = ("query-id", "query_id", "qid")
_RUN_SHAPE = "each line of a run is `query Q0 document rank score tag`"
_QRELS_SHAPE = "each line is `query document grade`, separated by tabs, or TREC's `query 0 document grade`"


class Ranked(NamedTuple):
    """A document found for a query, and its score: finite, higher is better."""

    document: str
    score: float


Run = dict[str, list[Ranked]]
"""Query id to ranked documents, best first."""

Qrels = dict[str, dict[str, int]]
"""Query id to document id to grade; 1 and above is relevant, 0 and below is not."""


def ordered(found: Iterable[Ranked]) -> list[Ranked]:
    """Sorts as trec_eval does: by score descending, then by document id descending.

    Scores are compared in single precision, in which trec_eval stores them, so that our figures are those that
    trec_eval computes from the run file.
    """
    ranked = sorted(found, key=lambda item: item.document, reverse=True)
    with np.errstate(over="ignore"):
        scores = np.asarray([item.score for item in ranked], dtype=np.float64).astype(np.float32)
    return [ranked[position] for position in np.argsort(-scores, kind="stable")]


def write_run(run: Run, path: Path, tag: str = TAG) -> None:
    """Writes a TREC run file, with the documents of each query in trec_eval's order, ranked from 1.

    Scores are written with all digits, so that reading them gives the same values. Raises ValueError for an id
    that is empty or contains white space, a score that is not finite, and a document listed twice for a query.
    """
    lines: list[str] = []
    for query, found in run.items():
        _check_found(query, found)
        lines += (
            f"{_word(query)} Q0 {_word(item.document)} {rank} {float(item.score)!r} {_word(tag)}\n"
            for rank, item in enumerate(ordered(found), start=1)
        )
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Reads a TREC run file, gzipped or not; documents are ranked by score, as in trec_eval.

    Raises DataError, with the line, for a wrong number of columns, a score that is not a finite number, and a
    document listed twice for a query.
    """
    scores: dict[str, dict[str, float]] = {}
    for line, text in numbered(path):
        fields = text.split()
        if len(fields) != 6:  # noqa: PLR2004 (the six columns named in the message)
            raise DataError(path, f"{len(fields)} columns: {_RUN_SHAPE}", line)
        query, _, document, _, score, _ = fields
        found = scores.setdefault(query, {})
        if document in found:
            raise DataError(path, f"document {document!r} is listed twice for query {query!r}: keep one", line)
        found[document] = _score(score, path, line)
    return {query: ordered(Ranked(*item) for item in found.items()) for query, found in scores.items()}


class Judgement(NamedTuple):
    """One row of a qrels file, and its line number."""

    line: int
    query: str
    document: str
    grade: int


def read_qrels(path: Path) -> Qrels:
    """Reads judgements, gzipped or not: BEIR's three columns with a header, or TREC's four.

    Raises DataError as `judgements` does.
    """
    return as_qrels(judgements(path))


def as_qrels(rows: Iterable[Judgement]) -> Qrels:
    """Groups rows by query and document, in the order of the file."""
    qrels: Qrels = {}
    for row in rows:
        qrels.setdefault(row.query, {})[row.document] = row.grade
    return qrels


def judgements(path: Path, digest: Digest | None = None) -> list[Judgement]:
    """The rows of a qrels file in order, without the header; `digest` receives the file's bytes.

    Raises DataError, with the line, for a wrong number of columns, a grade that is not a whole number, and a
    document judged twice for a query.
    """
    rows: list[Judgement] = []
    seen: dict[tuple[str, str], int] = {}
    for position, (line, text) in enumerate(numbered(path, digest)):
        query, document, grade = _columns(text, path, line)
        if position == 0 and query in _HEADERS:
            continue
        if not _is_whole(grade):
            raise DataError(path, f"the grade {grade!r} is not a whole number: {_QRELS_SHAPE}", line)
        if (query, document) in seen:
            first = seen[query, document]
            raise DataError(path, f"{document!r} is already judged for {query!r} on line {first}: keep one", line)
        seen[query, document] = line
        rows.append(Judgement(line, query, document, int(grade)))
    return rows


def _columns(text: str, path: Path, line: int) -> tuple[str, str, str]:
    """The query, document and grade of a row in either format."""
    match [field.strip() for field in text.split("\t")], text.split():
        case ([query, document, grade], _) if query and document:
            return query, document, grade
        case (_, [query, _, document, grade]):
            return query, document, grade
    raise DataError(path, f"{len(text.split())} columns: {_QRELS_SHAPE}", line)


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii()


def _score(text: str, path: Path, line: int) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        raise DataError(path, f"the score {text!r} is not a finite number: {_RUN_SHAPE}", line)
    return score


def _word(text: str) -> str:
    if len(text.split()) != 1 or text != text.strip():
        raise ValueError(
            f"{text!r} cannot be written to a run file: ids and tags must not be empty or contain white space"
        )
    return text


def _check_found(query: str, found: list[Ranked]) -> None:
    documents = {item.document for item in found}
    if len(documents) != len(found):
        raise ValueError(f"query {query!r} lists a document twice: keep the better one")
    if not all(math.isfinite(item.score) for item in found):
        raise ValueError(f"query {query!r} has a score that is not finite")


def relevant(judged: Mapping[str, int]) -> int:
    """The number of relevant documents."""
    return sum(grade > 0 for grade in judged.values())


def eligible(judged: Mapping[str, int]) -> bool:
    """Whether a query has a relevant document and can be scored. Others are left out, not scored 0."""
    return relevant(judged) > 0
