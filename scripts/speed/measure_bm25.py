"""Compares BM25 engines on MedQuAD passages: build time, size, query time, and agreement with the reference.

All engines get the same terms of the same passages (the topic and 160 words each). Each term is replaced by a
short word of letters and digits that no tokenizer splits, so that only the engines differ.
"""

import argparse
import gzip
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.analysis import Analyser
from index.lexical import LexicalIndex, LuceneBM25
from index.lexical.bm25_reference import K1
from index.top_k import top_rows

ROOT = Path(__file__).resolve().parents[2]

DEPTH = 100
WORDS = 160
Texts = list[list[str]]
Found = list[tuple[int, float]]
Search = Callable[[list[str]], Found]
Engine = Callable[[Texts, Path], tuple[float, Search]]


def bm25s(texts: Texts, folder: Path) -> tuple[float, Search]:
    """The engine of index/lexical/bm25.py, opened as a memory map."""
    started = time.perf_counter()
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in text] for text in texts]
    LexicalIndex.build(ids, vocabulary).save(folder)
    seconds = time.perf_counter() - started
    index = LexicalIndex.open(folder)

    def search(terms: list[str]) -> Found:
        rows, scores = index.top(terms, DEPTH)
        return list(zip(rows.tolist(), ((K1 + 1) * scores).tolist(), strict=True))

    return seconds, search


def tantivy(texts: Texts, folder: Path) -> tuple[float, Search]:
    """Tantivy with a stored number and a text field."""
    import tantivy as engine

    started = time.perf_counter()
    schema = engine.SchemaBuilder().add_integer_field("row", stored=True).add_text_field("text").build()
    index = engine.Index(schema, path=str(folder))
    writer = index.writer(num_threads=1)
    for row, text in enumerate(texts):
        writer.add_document(engine.Document(row=row, text=" ".join(text)))
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.perf_counter() - started
    index.reload()
    searcher = index.searcher()

    def search(terms: list[str]) -> Found:
        if not terms:
            return []
        query = index.parse_query(" ".join(terms), ["text"])
        hits = searcher.search(query, DEPTH).hits
        return [(searcher.doc(address)["row"][0], score) for score, address in hits]

    return seconds, search


def fts5(texts: Texts, folder: Path) -> tuple[float, Search]:
    """SQLite's FTS5, which uses another inverse document frequency."""
    started = time.perf_counter()
    connection = sqlite3.connect(folder / "fts.db")
    connection.execute("CREATE VIRTUAL TABLE passage USING fts5(text, content='')")
    rows = ((row, " ".join(text)) for row, text in enumerate(texts))
    with connection:
        connection.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", rows)
    seconds = time.perf_counter() - started
    statement = "SELECT rowid, -rank FROM passage WHERE passage MATCH ? ORDER BY rank, rowid LIMIT ?"

    def search(terms: list[str]) -> Found:
        words = " OR ".join(terms)
        return connection.execute(statement, (words, DEPTH)).fetchall() if words else []

    return seconds, search


def rank_bm25(texts: Texts, _: Path) -> tuple[float, Search]:
    """The reference, in memory."""
    started = time.perf_counter()
    scorer = LuceneBM25(texts)
    seconds = time.perf_counter() - started

    def search(terms: list[str]) -> Found:
        scores = scorer.get_scores(terms)
        rows = top_rows(scores, DEPTH, scores > 0)
        return list(zip(rows.tolist(), scores[rows].tolist(), strict=True))

    return seconds, search


ENGINES: dict[str, Engine] = {"rank-bm25": rank_bm25, "bm25s": bm25s, "tantivy": tantivy, "SQLite FTS5": fts5}


def main() -> None:
    """Prints the table."""
    options = _options()
    analyser = Analyser()
    words: dict[str, str] = {}
    texts = _words(_passages(options.data, analyser), words)
    queries = _words([analyser.terms(question) for question in _questions(options.data, options.queries)], words)
    print(f"{len(texts)} passages, {sum(map(len, texts))} terms, {len(queries)} queries, {DEPTH} results each")
    print("| engine | build s | files MB | query ms p50 | p95 | same best 10 | largest score error |")
    print("|---|---|---|---|---|---|---|")
    expected: list[Found] = []
    for name, engine in ENGINES.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                seconds, search = engine(texts, Path(folder))
            except ModuleNotFoundError as error:
                print(f"| {name} | not installed ({error.name}) | | | | | |")
                continue
            asked = queries if name != "rank-bm25" else queries[: options.reference]
            found, times = _timed(search, asked)
            expected = expected or found
            size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6
            p50, p95 = 1000 * np.percentile(times, [50, 95])
            same, apart = _agreement(expected, found)
            print(
                f"| {name} | {seconds:.1f} | {size:.1f} | {p50:.2f} | {p95:.2f} | {same:.1%} | {apart:.2g} |",
                flush=True,
            )


def _timed(search: Search, queries: Sequence[list[str]]) -> tuple[list[Found], list[float]]:
    search(queries[0])
    found, times = [], []
    for query in queries:
        started = time.perf_counter()
        found.append(search(query))
        times.append(time.perf_counter() - started)
    return found, times


def _agreement(expected: Sequence[Found], found: Sequence[Found]) -> tuple[float, float]:
    """The share of queries whose top ten score the same in both engines, and the largest relative error."""
    alike, largest = [], 0.0
    for reference, other in zip(expected, found, strict=False):
        scores = dict(reference)
        errors = [abs(score / scores[row] - 1) for row, score in other if row in scores]
        largest = max([largest, *errors])
        rows = [scores.get(row, 0.0) for row, _ in other[:10]]
        alike.append(
            np.allclose(rows, [score for _, score in reference[:10]], rtol=1e-5) if reference else not other
        )
    return float(np.mean(alike)), largest


def _passages(data: Path, analyser: Analyser) -> Texts:
    texts = []
    with gzip.open(data / "medquad" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            title, words = analyser.terms(record["title"]), record["text"].split()
            texts += [
                title + analyser.terms(" ".join(words[start : start + WORDS]))
                for start in range(0, len(words), WORDS)
            ]
    return texts


def _questions(data: Path, count: int) -> list[str]:
    with gzip.open(data / "medquad" / "queries_distinct.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(count), lines, strict=False)]


def _words(texts: Texts, words: dict[str, str]) -> Texts:
    return [[words.setdefault(term, f"t{len(words)}") for term in text] for text in texts]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared/data"))
    )
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--reference", type=int, default=100, help="number of queries for the slow reference")
    return parser.parse_args()


if __name__ == "__main__":
    main()
