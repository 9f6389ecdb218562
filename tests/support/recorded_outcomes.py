"""The outcomes of 600 fixed questions, kept as hashes: what a change of structure must leave as it is.

    scripts/outcomes compare    # names the questions whose outcome changed
    scripts/outcomes record     # after a change that is meant to change outcomes

The questions are asked of the sample articles and of a part of MedQuAD, on their own, under an article and in
threads. They come from the even halves of the data sets, so that nothing is learnt here about the halves that are
reported. The file holds ids and hashes, no text of the data sets.
"""

import argparse
import csv
import gzip
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple, Self

import yaml

from eval.data import drawn
from eval.data.selection import half_of
from qa.assembly import open_engine
from qa.engine import Engine
from qa.schema import Abstention, Answer, Audience, PastTurn, Question, Receipt
from qa.settings import Settings
from repository import ROOT, TESTS
from serving import ingest_into

SAMPLES = ROOT / "corpus" / "samples"
RECORD = TESTS / "data" / "outcomes.tsv"
COUNT = 600
ALONE, UNDER, SESSIONS, SWITCHES = 110, 50, 18, 13
ASPECTS = (
    "What is {}?",
    "What causes {}?",
    "How is {} diagnosed?",
    "How is {} treated?",
    "What is the outlook for people with {}?",
    "How can {} be prevented?",
    "Is {} hereditary?",
    "What is the dose of the first drug for {}?",
)


class Asked(NamedTuple):
    """A question in its place: a thread has the same name for each of its turns, asked in their order."""

    id: str
    thread: str
    question: str
    document_id: str | None = None
    section: str | None = None
    audience: Audience = "clinician"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of an outcome; `quotes`, `reading` and `suggested` are the starts of SHA-256 hashes."""

    id: str
    outcome: str
    quotes: str
    confidence: str
    reading: str
    suggested: str

    @classmethod
    def of(cls, id_: str, outcome: Answer | Abstention) -> Self:
        """The record of an outcome: its quotes with their offsets, its confidence, and what was understood."""
        if isinstance(outcome, Answer):
            kind = "answer"
            quotes: list[object] = [(q.document_id, q.byte_start, q.byte_end, q.sha256) for q in outcome.quotes]
        else:
            kind, quotes = outcome.reason, [source.document_id for source in outcome.nearest_sources]
        bindings = [(each.mention, each.resolved_to, each.turn) for each in outcome.bindings]
        reading = [outcome.interpreted_question, outcome.topic, bindings]
        confidence = f"{outcome.confidence.score:.4f}"
        return cls(id_, kind, _hashed(quotes), confidence, _hashed(reading), _hashed(outcome.suggested_questions))


FIELDS = tuple(field.name for field in fields(Recorded))


def outcomes(data: Path, folder: Path) -> list[Recorded]:
    """The outcomes of all questions, over an index that is built in the folder."""
    sessions = _sessions(data)
    part, asked = _medquad(data, sessions, folder / "medquad.jsonl")
    settings = Settings(home=folder / "home")
    ingest_into(settings, SAMPLES, part)
    questions = [*_on_samples(), *_own_threads(), *asked][:COUNT]
    engine = open_engine(settings)
    with engine.store:
        return list(_answered(engine, questions))


def recorded(path: Path = RECORD) -> dict[str, Recorded]:
    """The outcomes of a file by the id of their question."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Recorded(**row) for row in csv.DictReader(lines, delimiter="\t")}


def changed(now: Iterable[Recorded], before: Mapping[str, Recorded]) -> list[str]:
    """For each outcome that is another than before, its id and what differs."""
    differences = []
    for each in now:
        old = before.get(each.id)
        differing = [name for name in FIELDS if old is None or getattr(each, name) != getattr(old, name)]
        if differing:
            differences.append(f"{each.id}: {', '.join(differing)}")
    return differences


def _answered(engine: Engine, questions: Iterable[Asked]) -> Iterator[Recorded]:
    history: dict[str, list[PastTurn]] = {}
    for asked in questions:
        turns = history.setdefault(asked.thread, [])
        outcome = engine.answer(
            Question(
                question=asked.question,
                document_id=asked.document_id,
                section=asked.section,
                audience=asked.audience,
                history=tuple(turns),
                store=False,
            )
        )
        turns.append(
            PastTurn(
                question=asked.question,
                interpreted_question=outcome.interpreted_question,
                topic=outcome.topic,
                document_id=asked.document_id,
                quotes=_receipts(outcome),
            )
        )
        yield Recorded.of(asked.id, outcome)


def _receipts(outcome: Answer | Abstention) -> tuple[Receipt, ...]:
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    return tuple(Receipt.model_validate(each.model_dump(include=set(Receipt.model_fields))) for each in quotes)


def _on_samples() -> Iterator[Asked]:
    """Each aspect of each sample article, on its own, and under the article without its name."""
    for path in sorted(SAMPLES.glob("*.md")):
        if path.stem == "README":
            continue
        topic = path.stem.removesuffix("-overview").replace("-", " ")
        for n, aspect in enumerate(ASPECTS):
            yield Asked(f"{path.stem}/{n}", f"{path.stem}/{n}", aspect.format(topic))
            if n % 2:
                yield Asked(f"{path.stem}/under/{n}", f"{path.stem}/under/{n}", aspect.format("it"), path.stem)


def _own_threads() -> Iterator[Asked]:
    """The even half of the follow-up sessions that were written for this project."""
    for session in yaml.safe_load((TESTS / "data" / "followups.yaml").read_text(encoding="utf-8")):
        if session["half"] != "tune":
            continue
        for n, turn in enumerate(session["turns"]):
            place = session.get("document"), session.get("section"), session.get("audience", "clinician")
            yield Asked(f"{session['id']}/{n}", session["id"], turn["asked"], *place)


def _sessions(data: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """Some of the sessions on MedQuAD, of their even half."""
    found = []
    for name, count in (("sessions", SESSIONS), ("switch_sessions", SWITCHES)):
        turns = {each["session_id"]: each["turns"] for each in _lines(data / "followup" / f"{name}.jsonl.gz")}
        even = (id_ for id_ in turns if half_of(id_) == "even")
        found += [(f"{name}/{id_}", turns[id_]) for id_ in drawn(even, count, seed=0)]
    return found


def _medquad(data: Path, sessions: list[tuple[str, list[dict[str, Any]]]], part: Path) -> tuple[Path, list[Asked]]:
    """The part of MedQuAD that answers the questions, written to `part`, and its questions."""
    folder = data / "medquad"
    texts = {each["_id"]: each["text"] for each in _lines(folder / "queries_distinct.jsonl.gz")}
    relevant: dict[str, list[str]] = {}
    for row in _rows(folder / "qrels" / "test_distinct.tsv"):
        relevant.setdefault(row["query-id"], []).append(row["corpus-id"])
    even = (id_ for id_ in texts if id_ in relevant and half_of(id_) == "even")
    chosen = drawn(even, ALONE + UNDER, seed=0)
    asked = [Asked(f"medquad/{id_}", f"medquad/{id_}", texts[id_]) for id_ in chosen[:ALONE]]
    asked += [
        Asked(f"medquad/under/{id_}", f"medquad/under/{id_}", texts[id_], relevant[id_][0])
        for id_ in chosen[ALONE:]
    ]
    wanted = {document for id_ in chosen for document in relevant[id_]}
    for id_, turns in sessions:
        asked += [Asked(f"{id_}/{n}", id_, turn["utterance"]) for n, turn in enumerate(turns)]
        wanted |= {document for turn in turns for document in turn["relevant"]}
    kept = (each for each in _lines(folder / "corpus.jsonl.gz") if each["_id"] in wanted)
    part.write_text("".join(json.dumps(each) + "\n" for each in kept), encoding="utf-8")
    return part, asked


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _hashed(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def _write(found: Iterable[Recorded]) -> None:
    with RECORD.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(astuple(each) for each in found)


def main() -> int:
    """Record the outcomes, or compare them with the record; 1 where some changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("record", "compare"))
    what = parser.parse_args().what
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    with tempfile.TemporaryDirectory() as folder:
        found = outcomes(data, Path(folder))
    if what == "record":
        _write(found)
        return 0
    differences = changed(found, recorded())
    print("\n".join([*differences, f"{len(differences)} of {len(found)} outcomes changed"]))  # noqa: T201
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
