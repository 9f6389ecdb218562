"""Data sets of a few invented documents, in the layouts that the harness reads."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "zorbitis": (
        "Zorbitis is an invented disease of the seventh toe.",
        "Zorbine cures zorbitis in nine of ten adults.",
        "Children with zorbitis recover without any zorbine.",
        "A cold bath makes the pain of zorbitis worse.",
    ),
    "quixosis": (
        "Quixosis is an invented disease of the left elbow.",
        "Rest for two weeks cures quixosis in most patients.",
        "Zorbine does not help patients with quixosis.",
    ),
    "snarkopathy": (
        "Snarkopathy is an invented disease of hunters.",
        "Mirabiline prevents snarkopathy in ships' cooks.",
        "A map without land makes snarkopathy more frequent.",
    ),
    "boojumia": ("Boojumia is what snarkopathy turns into.", "Nobody has described boojumia and stayed."),
}
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "q1": ("Does zorbine cure zorbitis in adults?", "zorbitis"),
    "q2": ("Does rest for two weeks cure quixosis?", "quixosis"),
    "q3": ("Does mirabiline prevent snarkopathy in cooks?", "snarkopathy"),
    "q4": ("Who has described boojumia and stayed?", "boojumia"),
}
UNANSWERABLE: Mapping[str, str] = {
    "u1": "Which pizza oven bakes quickest?",
    "u2": "How tall is the lighthouse keeper?",
    "u3": "Why do violins need rosin?",
}


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """A JSON Lines file of the records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def write_collection(folder: Path, split: str = "test") -> Path:
    """A data set in BEIR's layout; `boojumia` is from the page of `snarkopathy`."""
    pages = {"boojumia": "https://example.org/snarkopathy"}
    write_lines(
        folder / "corpus.jsonl",
        (
            {
                "_id": id_,
                "title": id_.title(),
                "text": " ".join(sentences),
                "metadata": {
                    "sentences": list(sentences),
                    "url": pages.get(id_, f"https://example.org/{id_}"),
                },
            }
            for id_, sentences in SENTENCES.items()
        ),
    )
    write_lines(folder / "queries.jsonl", ({"_id": id_, "text": text} for id_, (text, _) in QUESTIONS.items()))
    rows = "".join(f"{id_}\t{document}\t1\n" for id_, (_, document) in QUESTIONS.items())
    (folder / "qrels").mkdir(exist_ok=True)
    (folder / "qrels" / f"{split}.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}")
    return folder


def write_claims(folder: Path) -> Path:
    """Claims with evidence in the collection's documents, one with two sets of it, and one without any."""
    write_lines(
        folder / "claims.jsonl",
        (
            claim(1, "Zorbine cures zorbitis in adults.", {"zorbitis": [[1]]}),
            claim(2, "Quixosis is cured by rest for two weeks.", {"quixosis": [[1], [1, 2]]}),
            claim(3, "Violins need rosin.", {}),
            claim(4, "Mirabiline prevents snarkopathy.", {"snarkopathy": [[1]]}, split="train"),
        ),
    )
    return folder


def claim(id_: int, text: str, evidence: Mapping[str, list[list[int]]], split: str = "dev") -> dict[str, Any]:
    """A claim as SciFact writes it: `evidence` has one or more sets of sentence numbers for each document."""
    sets = [
        {"doc_id": document, "label": "SUPPORT", "sentences": numbers}
        for document, found in evidence.items()
        for numbers in found
    ]
    return {"id": id_, "split": split, "claim": text, "evidence": sets, "cited_doc_ids": list(evidence)}


def write_spans(folder: Path) -> Path:
    """Documents, and questions whose answer is marked in one of them."""
    write_lines(
        folder / "documents.jsonl",
        ({"_id": id_, "title": id_.title(), "text": " ".join(sentences)} for id_, sentences in SENTENCES.items()),
    )
    write_lines(
        folder / "questions.jsonl",
        (
            span("s1", "What does zorbine cure in adults?", "zorbitis", "cures zorbitis in nine of ten"),
            span("s2", "Does rest for two weeks cure quixosis in most patients?", "quixosis", "two weeks"),
        ),
    )
    return folder


def span(id_: str, text: str, document: str, answer: str) -> dict[str, Any]:
    """A question as COVID-QA writes it."""
    start = " ".join(SENTENCES[document]).index(answer)
    marked = {"text": answer, "start": start, "end": start + len(answer)}
    return {"_id": id_, "text": text, "doc_id": document, "answer": marked}


def write_tasks(folder: Path) -> Path:
    """Conversations, of which the first ends in a question that can be answered and the second does not."""
    turns = (("user", "Does zorbine cure zorbitis?"), ("agent", "Yes."), ("user", "Does it help with quixosis?"))
    write_lines(
        folder / "tasks.jsonl",
        (
            task("t1", turns, "ANSWERABLE"),
            task("t2", (*turns[:2], ("user", UNANSWERABLE["u1"])), "UNANSWERABLE"),
            task("t3", turns, "UNDERSPECIFIED"),
        ),
    )
    return folder


def task(id_: str, turns: Iterable[tuple[str, str]], label: str) -> dict[str, Any]:
    """A task as MTRAG-UN writes it."""
    return {
        "task_id": f"{id_}<::>2",
        "conversation_id": id_,
        "input": [{"speaker": speaker, "text": text} for speaker, text in turns],
        "answerability": [label],
    }


def write_unanswerable(path: Path) -> Path:
    """Questions that the collection does not answer."""
    return write_lines(path, ({"_id": id_, "text": text} for id_, text in UNANSWERABLE.items()))
