"""A folder of tiny data sets with the names and layouts of those that the packaged weights are fitted on."""

import gzip
from pathlib import Path

from tiny import SENTENCES, claim, span, task, write_collection, write_lines

ASKED = 8


def write_fitting_data(folder: Path) -> Path:
    """SciFact, COVID-QA, MedQuAD, MTRAG-UN and unanswerable questions, all about the invented diseases."""
    _scifact(folder / "scifact")
    _covid_qa(folder / "covid_qa")
    write_collection(folder / "medquad")
    _questions(folder / "medquad" / "queries_distinct.jsonl", "m", "Does zorbine cure zorbitis in {} adults?")
    _questions(folder / "unanswerable" / "queries.jsonl", "u", "Which pizza oven bakes {} pizzas quickest?")
    asked = [("user", f"How tall is lighthouse {number}?") for number in range(ASKED)]
    labels = ("ANSWERABLE", "UNANSWERABLE")
    tasks = (task(f"t{number}", (turn,), labels[number % 2]) for number, turn in enumerate(asked))
    write_lines(folder / "mtrag_un" / "tasks.jsonl", tasks)
    _guidance(folder)
    return folder


def _guidance(folder: Path) -> None:
    """Stand-ins for the files of PinciteBench: of its items, those on the sample articles remain."""
    corpus = folder / "medquad" / "corpus.jsonl"
    corpus.with_name("corpus.jsonl.gz").write_bytes(gzip.compress(corpus.read_bytes()))
    corpus.unlink()
    for name in ("nigeria_stg2022/conditions.jsonl.gz", "who_pdfs/guideline.pdf", "plos_jats/article.xml"):
        path = folder / name
        path.parent.mkdir()
        path.write_bytes(gzip.compress(b'{"_id": "rest", "title": "Rest", "text": "Rest is quiet."}\n'))


def _scifact(folder: Path) -> None:
    write_collection(folder)
    evidence = [
        claim(number, sentences[1], {document: [[1]]}, split="train")
        for number, (document, sentences) in enumerate(SENTENCES.items())
    ]
    none = [claim(100 + number, f"Violin {number} needs rosin.", {}, split="train") for number in range(4)]
    write_lines(folder / "claims.jsonl", [*evidence, *none])


def _covid_qa(folder: Path) -> None:
    documents = (
        {"_id": id_, "title": id_.title(), "text": " ".join(sentences)} for id_, sentences in SENTENCES.items()
    )
    write_lines(folder / "documents.jsonl", documents)
    write_lines(
        folder / "questions.jsonl",
        (
            span(f"{document}{number}", f"What is known of {document} in {number} people?", document, sentences[1])
            for document, sentences in SENTENCES.items()
            for number in range(ASKED)
        ),
    )


def _questions(path: Path, prefix: str, form: str) -> None:
    write_lines(path, ({"_id": f"{prefix}{n}", "text": form.format(n)} for n in range(ASKED)))
