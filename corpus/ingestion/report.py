"""What an ingestion read: a line a document, a count a file, and what was refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.document import Document, Kind
from corpus.fingerprint import Change
from corpus.readers import Refusal
from corpus.reference_lint import Code, Finding

_WITHIN = re.compile(r", (?:(?:line|page) \d+|after \d+ records)\Z")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a document; `dangling` counts the references it uses and does not list."""

    id: str
    title: str
    kind: Kind
    year: int | None
    place: str
    sentences: int
    references: int
    dangling: int


@dataclass(slots=True)
class Tally:
    """How much was read of one file: documents by what became of them, and what is in those that were read."""

    read: int = 0
    unchanged: int = 0
    refused: int = 0
    sentences: int = 0
    references: int = 0
    dangling: int = 0

    def count(self, document: Understood) -> None:
        """Count a document that was read."""
        self.read += 1
        self.sentences += document.sentences
        self.references += document.references
        self.dangling += document.dangling


@dataclass(frozen=True)
class Report:
    """What became of the records: how many by change, the refusals, and the findings of the documents read.

    `documents` are those that were read, unchanged ones left out; `files` are the counts of every file.
    """

    changes: Mapping[Change, int]
    refusals: tuple[Refusal, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    documents: tuple[Understood, ...] = ()
    files: Mapping[str, Tally] = field(default_factory=dict)


def file_of(place: str) -> str:
    """The file of a place such as `file, line 17`."""
    return _WITHIN.sub("", place)


def understood(document: Document, place: str, findings: tuple[Finding, ...]) -> Understood:
    """The line of a document."""
    metadata = document.metadata
    return Understood(
        id=document.id,
        title=metadata.title,
        kind=metadata.kind,
        year=metadata.year,
        place=place,
        sentences=len(document.sentences),
        references=len(document.references),
        dangling=sum(1 for finding in findings if finding.code == Code.DANGLING),
    )
