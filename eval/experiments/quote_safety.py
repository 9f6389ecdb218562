"""Measures whether a sentence that would mislead alone is quoted together with what it needs.

The sentences were marked by hand. The data contain documents, offsets and hashes, but no text. If a reader has
changed, so that the text at the offsets has another hash, the nearest sentence with the hash is used instead.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import BlockKind, Document, Span
from corpus.readers import Record, Refusal, read_records
from corpus.text import SentenceSplitter
from qa.selection import Run, take

HASH = 12
ROOM = 5
Half = Literal["tune", "report", "after"]
Digest = Annotated[str, Field(pattern=f"^[0-9a-f]{{{HASH}}}$")]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Copy(_Row):
    """A document when the sentences were marked: its version, and its file in the folder of the data sets."""

    version: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    file: Annotated[str, Field(min_length=1)]


class Place(NamedTuple):
    """A span of the canonical text in code points, and the hash of its text with white space collapsed."""

    start: Annotated[int, Field(ge=0)]
    end: int
    text: Digest

    def find(self, document: Document) -> Span | None:
        """The current span of the text, or None if no sentence has its hash."""
        span = Span(self.start, self.end)
        if self.end <= len(document.text) and digest(span.of(document.text)) == self.text:
            return span
        same = [s.span for s in document.sentences if digest(s.span.of(document.text)) == self.text]
        return min(same, key=lambda found: abs(found.start - self.start), default=None)


class Entry(_Row):
    """A sentence that would mislead without what it `needs`, or, without needs, one that stands alone.

    Entries of the half `after` were marked when the rules were finished.
    """

    id: Annotated[str, Field(min_length=1)]
    half: Half
    document: str
    at: Place
    needs: tuple[Place, ...] = ()
    category: Annotated[str, Field(min_length=1)]
    why: str = ""


class Sentences(_Row):
    """The data: documents by id, sentences that mislead alone, and sentences that stand alone."""

    documents: dict[str, Copy]
    misleading: tuple[Entry, ...]
    alone: tuple[Entry, ...]


class Verdict(StrEnum):
    """The outcome of quoting a sentence: `REFUSED` if what it needs is too long, `LOST` if it is not found."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry, its verdict, and the number of sentences and quotes that it took."""

    entry: Entry
    verdict: Verdict
    sentences: int = 0
    quotes: int = 0


def load(path: Path) -> Sentences:
    """Reads the data of a YAML file; raises pydantic's ValidationError if it has another form."""
    return Sentences.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def documents(sentences: Sentences, folder: Path) -> dict[str, Document]:
    """Reads the documents of the data from the folder of the data sets; FileNotFoundError if one is refused."""
    splitter, found = SentenceSplitter(), {}
    for file in sorted({copy.file for copy in sentences.documents.values()}):
        for record in read_records(folder / file, splitter):
            if isinstance(record, Record) and record.id in sentences.documents:
                found[record.id] = record.parse()
            elif isinstance(record, Refusal):
                raise FileNotFoundError(f"{record.place}: {record.reason}")
    return found


def judge(entry: Entry, document: Document | None, room: int = ROOM) -> Judged:
    """Quotes a sentence, with at most `room` quotes, and judges the result.

    Right means: together with everything it needs, or alone if it needs nothing. A heading is shown if it stands
    in the section path of a quote. Refused means that this takes more than `room` quotes. Lost means that the
    sentence, or something it needs, is no longer in the text.
    """
    bare = entry.at.find(document) if document else None
    needs = [place.find(document) for place in entry.needs] if document else []
    if document is None or bare is None or None in needs:
        return Judged(entry, Verdict.LOST)
    ordinal = next(n for n, sentence in enumerate(document.sentences) if sentence.span.end > bare.start)
    runs = take(document, (), ordinal, 1.0, room)
    if runs is None:
        return Judged(entry, Verdict.REFUSED)
    count = sum(run.last - run.first + 1 for run in runs)
    shown = [*(run.span(document) for run in runs), *_headings_shown(document, runs)]
    wanted = [span for span in (bare, *needs) if span is not None]
    whole = all(any(span.start <= part.start and part.end <= span.end for span in shown) for part in wanted)
    right = whole if entry.needs else count == 1
    return Judged(entry, Verdict.RIGHT if right else Verdict.WRONG, count, len(runs))


def _headings_shown(document: Document, runs: Iterable[Run]) -> Iterator[Span]:
    """The headings in the section paths of the quotes, and the title: an answer shows them beside the quotes."""
    paths = [run.section(document) for run in runs]
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and any(path[: len(block.section)] == block.section for path in paths):
            yield block.span


def judge_all(
    entries: Iterable[Entry], found: Mapping[str, Document], half: Half | None = None
) -> Sequence[Judged]:
    """Judges the entries of one half, or all of them."""
    return [judge(entry, found.get(entry.document)) for entry in entries if half in (None, entry.half)]


def digest(text: str) -> str:
    """The hash of a text: the first 12 digits of the SHA-256 of its words, joined by single spaces."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:HASH]
