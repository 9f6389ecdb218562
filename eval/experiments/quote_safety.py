"""Whether a sentence that would mislead alone is quoted with what it needs, on sentences found by reading.

The data name documents, offsets and hashes, and hold no text: a place is found at its offsets while the text there
has its hash, and otherwise, when a reader has changed, as the sentence with that hash that lies nearest to them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Document, Span
from corpus.readers import Record, Refusal, read_records
from corpus.text import SentenceSplitter
from qa.selection import take

HASH = 12
ROOM = 5
Half = Literal["tune", "report", "after"]
Digest = Annotated[str, Field(pattern=f"^[0-9a-f]{{{HASH}}}$")]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Copy(_Row):
    """A document as it was when the data were written: its version, and its file in the folder of data sets."""

    version: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    file: Annotated[str, Field(min_length=1)]


class Place(NamedTuple):
    """A span of the canonical text, and the hash of its text with white space folded."""

    start: Annotated[int, Field(ge=0)]
    end: int
    text: Digest

    def find(self, document: Document) -> Span | None:
        """Where the text is now, None where no sentence has it."""
        span = Span(self.start, self.end)
        if self.end <= len(document.text) and digest(span.of(document.text)) == self.text:
            return span
        same = [s.span for s in document.sentences if digest(s.span.of(document.text)) == self.text]
        return min(same, key=lambda found: abs(found.start - self.start), default=None)


class Entry(_Row):
    """A sentence: one that would mislead without what it `needs`, or, with no needs, one that stands alone.

    What is `after` was read when the rules stood already.
    """

    id: Annotated[str, Field(min_length=1)]
    half: Half
    document: str
    at: Place
    needs: tuple[Place, ...] = ()
    category: Annotated[str, Field(min_length=1)]
    why: str = ""


class Sentences(_Row):
    """The data: the documents by their ids, the sentences that mislead alone, and those that do not."""

    documents: dict[str, Copy]
    misleading: tuple[Entry, ...]
    alone: tuple[Entry, ...]


class Verdict(StrEnum):
    """What became of a sentence when it was to be quoted."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry, its verdict, and how many sentences and quotes it took."""

    entry: Entry
    verdict: Verdict
    sentences: int = 0
    quotes: int = 0


def load(path: Path) -> Sentences:
    """The data of a YAML file; pydantic's errors name what is wrong where."""
    return Sentences.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def documents(sentences: Sentences, folder: Path) -> dict[str, Document]:
    """The documents of the data as the readers read them now, from the folder of data sets."""
    splitter, found = SentenceSplitter(), {}
    for file in sorted({copy.file for copy in sentences.documents.values()}):
        for record in read_records(folder / file, splitter):
            if isinstance(record, Record) and record.id in sentences.documents:
                found[record.id] = record.parse()
            elif isinstance(record, Refusal):
                raise FileNotFoundError(f"{record.place}: {record.reason}")
    return found


def judge(entry: Entry, document: Document | None, room: int = ROOM) -> Judged:
    """Right is: whole, for a sentence that needs others; alone, for one that does not.

    Refused is one for which there is no room; lost one that is no longer found, it or what it needs.
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
    shown = [run.span(document) for run in runs]
    wanted = [span for span in (bare, *needs) if span is not None]
    whole = all(any(span.start <= part.start and part.end <= span.end for span in shown) for part in wanted)
    right = whole if entry.needs else count == 1
    return Judged(entry, Verdict.RIGHT if right else Verdict.WRONG, count, len(runs))


def judge_all(
    entries: Iterable[Entry], found: Mapping[str, Document], half: Half | None = None
) -> Sequence[Judged]:
    """Every entry of a half, or of all."""
    return [judge(entry, found.get(entry.document)) for entry in entries if half in (None, entry.half)]


def digest(text: str) -> str:
    """The hash by which a text is known: of its words with one space between."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:HASH]
