"""The files between Pincite and another system: sentences and questions in, answers out, all as JSON Lines.

This module runs in the other system's virtual environment and therefore needs nothing but Python.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

QUOTED = 3


class Sentence(NamedTuple):
    """A sentence of a document's canonical text, with the headings above it, outermost first."""

    document_id: str
    headings: tuple[str, ...]
    text: str

    @property
    def in_context(self) -> str:
        """The sentence under its headings, as systems index it."""
        return "\n".join((" > ".join(self.headings), self.text)) if self.headings else self.text


class Asked(NamedTuple):
    """What a system is asked: a question after the earlier ones of its thread, and the article if there is one."""

    id: str
    text: str
    document_id: str | None


class Quoted(NamedTuple):
    """A quote of an answer and the system's own score for it, if it gives one."""

    document_id: str
    text: str
    score: float | None


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file that `write_sentences` made."""
    return [Sentence(row["document_id"], tuple(row["headings"]), row["text"]) for row in _rows(path)]


def write_sentences(path: Path, sentences: Iterable[Sentence]) -> int:
    """Writes sentences, one a line, and returns their number."""
    return _write(path, (sentence._asdict() for sentence in sentences))


def read_questions(paths: Iterable[Path]) -> list[Asked]:
    """The questions of files of judged items; what is right is not read. ValueError if an id is used twice."""
    questions = [
        Asked(row["id"], " ".join([*row.get("thread", ()), row["question"]]), row.get("document_id"))
        for path in paths
        for row in _rows(path)
    ]
    repeated = [id_ for id_, times in Counter(question.id for question in questions).items() if times > 1]
    if repeated:
        raise ValueError(f"these ids are used twice: {', '.join(repeated)}; give each item its own id")
    return questions


def answer_row(question: Asked, quotes: Iterable[Quoted], system: str) -> dict[str, object]:
    """One line of an answers file, in a form that `pincite eval answers` reads.

    The confidence is the best quote's score, held to [0, 1], or null.
    """
    best = list(quotes)[:QUOTED]
    score = best[0].score if best else None
    return {
        "id": question.id,
        "quotes": [quote._asdict() for quote in best],
        "confidence": None if score is None else min(max(score, 0.0), 1.0),
        "run_id": system,
    }


def write_answers(path: Path, answers: Iterable[dict[str, object]]) -> int:
    """Writes answers, one a line and each at once, and returns their number."""
    return _write(path, answers)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _write(path: Path, rows: Iterable[dict[str, object]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding="utf-8", buffering=1) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    return written
