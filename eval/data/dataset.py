"""A test collection in BEIR's layout: corpus, queries and judgements."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from eval.data.lines import Digest, numbered
from eval.data.selection import Half, drawn, half_of
from eval.data.trec import Judgement, Qrels, as_qrels, eligible, judgements
from eval.errors import DataError

_SUFFIXES = (".jsonl", ".jsonl.gz")


@dataclass(frozen=True)
class Dataset:
    """One split of a collection, with the queries that the split judges, in the order of their file.

    `digest` is the SHA-256 over the uncompressed corpus, queries and judgements; `corpus_digest` covers the corpus
    alone, so that all splits share one index. `selection` describes in words which part of the split was selected,
    and is empty for the whole split.
    """

    name: str
    split: str
    corpus: Path
    queries: dict[str, str]
    qrels: Qrels
    digest: str
    corpus_digest: str
    selection: tuple[str, ...] = ()

    @classmethod
    def open(cls, folder: Path, split: str = "test", queries: str | None = None) -> Self:
        """Opens `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`; the first two may be gzipped.

        `queries` is the name, without suffix, of another queries file. Raises DataError, with the line if there is
        one, for a missing or malformed file, duplicate ids, blank questions, judgements of unknown documents or
        queries, and a split without a relevant document.
        """
        corpus, asked, judged = _corpus(folder), _queries(folder, queries), _qrels(folder, split)
        hashes = [hashlib.sha256() for _ in range(3)]
        documents, texts, rows = _ids(corpus, hashes[0]), _texts(asked, hashes[1]), judgements(judged, hashes[2])
        _check(rows, judged, documents, texts, asked)
        qrels = as_qrels(rows)
        kept = {query: text for query, text in texts.items() if query in qrels}
        whole = hashlib.sha256(b"".join(part.digest() for part in hashes)).hexdigest()
        return cls(folder.resolve().name, split, corpus, kept, qrels, whole, hashes[0].hexdigest())

    def sample(self, limit: int, seed: int = 0) -> Self:
        """Selects `limit` queries, or all if there are fewer; the same seed gives the same queries everywhere.

        Takes the queries with the lowest salted SHA-256, so a larger sample with the same seed contains a smaller.
        Raises ValueError for a limit below 1.
        """
        if limit < 1:
            raise ValueError(f"a sample needs at least 1 query, not {limit}")
        return self._only(frozenset(drawn(self.queries, limit, seed)), f"sample of {limit}, seed {seed}")

    def half(self, name: Half) -> Self:
        """Selects the queries with an even or an odd salted SHA-256: "even" for tuning, "odd" for reporting.

        The hash is salted because some collections are already a part selected by the plain SHA-256 of the id:
        halving that part by the same hash would leave one half empty. Raises ValueError for another name.
        """
        if name not in ("even", "odd"):
            raise ValueError(f"the halves are 'even' and 'odd', not {name!r}")
        return self._only({query for query in self.queries if half_of(query) == name}, f"{name} half")

    def _only(self, kept: Collection[str], words: str) -> Self:
        if not kept:
            raise ValueError(f"the {words} of {self.name} {self.split} is empty: use the whole split")
        if not any(eligible(self.qrels[query]) for query in kept):
            raise ValueError(
                f"the {words} of {self.name} {self.split} has no relevant document: select more of it"
            )
        return replace(
            self,
            queries={query: text for query, text in self.queries.items() if query in kept},
            qrels={query: judged for query, judged in self.qrels.items() if query in kept},
            selection=(*self.selection, words),
        )


def read_queries(path: Path) -> dict[str, str]:
    """The questions of a JSON Lines file by id; raises DataError as `Dataset.open` does."""
    return _texts(path)


def _corpus(folder: Path) -> Path:
    if not folder.is_dir():
        raise DataError(folder, "no such folder: name one with corpus.jsonl, queries.jsonl and qrels/")
    return _either(folder, "corpus")


def _queries(folder: Path, name: str | None) -> Path:
    """The named file, or the only queries file."""
    if name is not None:
        return _either(folder, name)
    found = sorted(path for path in folder.glob("queries*") if path.name.endswith(_SUFFIXES))
    plain = [path for path in found if path.name in {f"queries{suffix}" for suffix in _SUFFIXES}]
    if len(plain or found) == 1:
        return (plain or found)[0]
    names = ", ".join(path.name for path in found) or "none"
    raise DataError(folder, f"needs one queries.jsonl or queries.jsonl.gz, found {names}: name one with --queries")


def _either(folder: Path, stem: str) -> Path:
    """The file of that name, gzipped or not."""
    found = [path for suffix in _SUFFIXES if (path := folder / f"{stem}{suffix}").is_file()]
    if not found:
        raise DataError(folder, f"has neither {stem}.jsonl nor {stem}.jsonl.gz: add one of them")
    if len(found) > 1:
        raise DataError(folder, f"has both {stem}.jsonl and {stem}.jsonl.gz: keep one of them")
    return found[0]


def _qrels(folder: Path, split: str) -> Path:
    path = folder / "qrels" / f"{split}.tsv"
    if not path.is_file():
        splits = ", ".join(sorted(other.stem for other in path.parent.glob("*.tsv"))) or "none"
        raise DataError(path, f"no such split; this collection has {splits}: name one of them with --split")
    return path


def _ids(path: Path, digest: Digest) -> set[str]:
    ids = {id_ for _, id_, _ in _records(path, digest)}
    if not ids:
        raise DataError(path, "has no documents: add one per line")
    return ids


def _texts(path: Path, digest: Digest | None = None) -> dict[str, str]:
    texts: dict[str, str] = {}
    for line, id_, text in _records(path, digest):
        if not text.strip():
            raise DataError(path, f"the question {id_!r} is blank: add its text or delete the line", line)
        texts[id_] = text
    return texts


def _records(path: Path, digest: Digest | None) -> Iterator[tuple[int, str, str]]:
    """The number, id and text of each line."""
    seen: dict[str, int] = {}
    for line, raw in numbered(path, digest):
        id_, text = _record(raw, path, line)
        if id_ in seen:
            raise DataError(
                path, f"the id {id_!r} is already used on line {seen[id_]}: give each line its own id", line
            )
        seen[id_] = line
        yield line, id_, text


def _record(raw: str, path: Path, line: int) -> tuple[str, str]:
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DataError(path, f"not valid JSON: {error}", line) from error
    match fields:
        case {"_id": str(id_), "text": str(text)} if id_.strip():
            return id_, text
    raise DataError(path, 'a line is an object with the strings "_id" and "text"', line)


def _check(
    rows: list[Judgement], judged: Path, documents: Collection[str], texts: Collection[str], asked: Path
) -> None:
    if not rows:
        raise DataError(judged, "the split is empty: name another with --split")
    for row in rows:
        if row.query not in texts:
            raise DataError(judged, f"query {row.query!r} is not in {asked.name}", row.line)
        if row.document not in documents:
            raise DataError(judged, f"document {row.document!r} is not in the corpus", row.line)
    if not any(row.grade > 0 for row in rows):
        raise DataError(judged, "has no relevant document: grade the documents that answer with 1 or more")
