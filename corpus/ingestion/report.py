"""The report of an ingestion: one summary per document, counts per file, and the refusals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.document import Document, Kind
from corpus.readers import Refusal
from corpus.reference_lint import Code, Finding
from corpus.stored_version import Change

_WITHIN = re.compile(r", (?:(?:line|page) \d+|after \d+ records)\Z")


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The main facts about a document.

    `dangling` counts references that it cites but does not list, `doubtful` sentences with a reading doubt.
    """

    id: str
    title: str
    kind: Kind
    year: int | None
    place: str
    sentences: int
    references: int
    dangling: int
    doubtful: int = 0


@dataclass(slots=True)
class Tally:
    """Counts for one file: documents by outcome, and the contents of those that were read."""

    read: int = 0
    unchanged: int = 0
    refused: int = 0
    sentences: int = 0
    references: int = 0
    dangling: int = 0
    doubtful: int = 0

    def count(self, document: DocumentSummary) -> None:
        """Counts a document that was read."""
        self.read += 1
        self.sentences += document.sentences
        self.references += document.references
        self.dangling += document.dangling
        self.doubtful += document.doubtful


@dataclass(frozen=True)
class Report:
    """The outcome of an ingestion: counts by change, the refusals, and the findings by document id.

    `documents` are those that were read, without unchanged ones; `files` has the counts by file name.
    """

    changes: Mapping[Change, int]
    refusals: tuple[Refusal, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    documents: tuple[DocumentSummary, ...] = ()
    files: Mapping[str, Tally] = field(default_factory=dict)


def file_of(place: str) -> str:
    """The file name in a place such as `file, line 17`."""
    return _WITHIN.sub("", place)


def summarise(document: Document, place: str, findings: tuple[Finding, ...]) -> DocumentSummary:
    """The summary of a document."""
    metadata = document.metadata
    return DocumentSummary(
        id=document.id,
        title=metadata.title,
        kind=metadata.kind,
        year=metadata.year,
        place=place,
        sentences=len(document.sentences),
        references=len(document.references),
        dangling=sum(1 for finding in findings if finding.code == Code.DANGLING),
        doubtful=sum(1 for sentence in document.sentences if document.doubts_about(sentence.span)),
    )
