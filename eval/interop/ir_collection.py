"""Reads a data set of the library ir_datasets, and writes it in BEIR's layout."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from eval.errors import DataError

_TITLES = ("title", "headline", "doc_title", "heading")
_TEXTS = ("text", "abstract", "body", "contents", "plain_text", "main_content", "description")
_QUESTIONS = ("text", "title", "query", "question", "description")
_ADDRESSES = ("url", "uri")
_MISSING = (
    "ir_datasets is not installed: install Pincite with the extra `ir-datasets`,"
    " `pip install 'pincite[ir-datasets]'`, or `pip install ir_datasets`"
)


class Written(NamedTuple):
    """The numbers of documents, queries and judgements that were written, and of judgements that were left out.

    Judgements are left out if their document or query is not in the data set.
    """

    documents: int
    queries: int
    judgements: int
    left_out: int


def write_collection(name: str, folder: Path, *, split: str = "test") -> Written:
    """Writes the data set with this id as corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv in a new folder.

    Documents have their title, or their id where they have none, and their text. A document that is judged twice
    for a query has its highest grade. Raises DataError if the library or the data set is missing, if the data set
    has no documents, queries or judgements, and if the folder exists.
    """
    if folder.exists():
        raise DataError(folder, "exists already: name a new folder")
    if not folder.parent.is_dir():
        raise DataError(folder, "its parent folder does not exist: create it first")
    dataset = _load(name, folder)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        written = _write(dataset, aside, split)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    folder.chmod(0o755)
    return written


def _load(name: str, folder: Path) -> Any:  # noqa: ANN401 (the library has no types)
    try:
        import ir_datasets  # noqa: PLC0415 (an optional extra)
    except ImportError:
        raise DataError(folder, _MISSING) from None
    try:
        dataset = ir_datasets.load(name)
    except KeyError:
        raise DataError(folder, f"ir_datasets has no data set {name!r}: see https://ir-datasets.com") from None
    parts = {"documents": dataset.has_docs(), "queries": dataset.has_queries(), "judgements": dataset.has_qrels()}
    lacking = [part for part, there in parts.items() if not there]
    if lacking:
        raise DataError(
            folder, f"{name!r} has no {' and no '.join(lacking)}: name one of its splits, such as {name}/test"
        )
    return dataset


def _write(dataset: Any, folder: Path, split: str) -> Written:  # noqa: ANN401 (the library has no types)
    documents = _write_lines(folder / "corpus.jsonl", map(_document, dataset.docs_iter()))
    queries = _write_lines(folder / "queries.jsonl", map(_query, dataset.queries_iter()))
    grades: dict[tuple[str, str], int] = {}
    left_out = Counter[bool]()
    for row in dataset.qrels_iter():
        known = row.query_id in queries and row.doc_id in documents
        left_out[not known] += 1
        if known:
            pair = (row.query_id, row.doc_id)
            grades[pair] = max(int(row.relevance), grades.get(pair, int(row.relevance)))
    (folder / "qrels").mkdir()
    rows = "".join(f"{query}\t{document}\t{grade}\n" for (query, document), grade in grades.items())
    (folder / "qrels" / f"{split}.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}", encoding="utf-8")
    return Written(len(documents), len(queries), len(grades), left_out[True])


def _write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Writes the records, and returns their ids; raises DataError for an id that cannot be written in a table."""
    ids: set[str] = set()
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            if set(record["_id"]) & set("\t\r\n"):
                raise DataError(path, f"the id {record['_id']!r} has a tab or a line end: it cannot be written")
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            ids.add(record["_id"])
    return ids


def _document(document: Any) -> Mapping[str, Any]:  # noqa: ANN401 (a record of any fields)
    title = next(_fields(document, _TITLES), "") or document.doc_id
    text = "\n\n".join(_fields(document, _TEXTS)) or _default_text(document)
    address = next(_fields(document, _ADDRESSES), "")
    return {"_id": document.doc_id, "title": title, "text": text, "metadata": {"url": address} if address else {}}


def _query(query: Any) -> Mapping[str, Any]:  # noqa: ANN401 (a record of any fields)
    return {"_id": query.query_id, "text": next(_fields(query, _QUESTIONS), "") or _default_text(query)}


def _fields(record: Any, names: Iterable[str]) -> Iterator[str]:  # noqa: ANN401 (a record of any fields)
    """The fields of these names that have text."""
    for name in names:
        value = getattr(record, name, None)
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _default_text(record: Any) -> str:  # noqa: ANN401 (a record of any fields)
    """The text that the library itself takes a record for."""
    return str(record.default_text()) if hasattr(record, "default_text") else ""
