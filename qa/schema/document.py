"""The bodies that describe a stored document: its record, versions, sections and references."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Self

from pydantic import Field

from corpus.byte_offsets import ByteRuler
from corpus.document import BlockKind, Document, Kind, Metadata, ReviewStatus, Standing
from corpus.reference_lint import Finding
from corpus.stored_version import StoredVersion
from qa.schema.answer import CitedReference
from qa.schema.body import Body
from qa.schema.reading_doubts import DoubtfulPassage


class DocumentRecord(Body):
    """A document's bibliographic record, without its text. What the source does not state is null or empty."""

    id: str
    title: str
    kind: Kind
    publisher: str | None
    authors: tuple[str, ...]
    year: int | None
    published: date | None
    last_updated: date | None
    doi: str | None
    pmid: str | None
    url: str | None
    licence: str | None
    language: str | None
    audience: tuple[str, ...]
    review_status: ReviewStatus | None
    editorial_policy_url: str | None
    standing: Standing
    standing_date: date | None
    standing_notice: str | None
    topic: str | None
    extra: dict[str, str] = Field(description="Other metadata of the source.")

    @classmethod
    def of(cls, metadata: Metadata) -> Self:
        """The record of a document."""
        return cls(**asdict(metadata))


class RecordPage(Body):
    """One page of the list of documents, ordered by id."""

    total: int = Field(description="Number of stored documents.")
    documents: tuple[DocumentRecord, ...]
    next: str | None = Field(description="Send it as `after` to get the next page; null on the last page.")


class Version(Body):
    """One stored version of a document."""

    version: str = Field(description="SHA-256 of the canonical text.")
    current: bool
    stored: datetime


class Section(Body):
    """A section: its heading and the text up to the next heading of the same or a higher level."""

    title: str
    path: tuple[str, ...]
    level: int
    byte_start: int
    byte_end: int


class LintFinding(Body):
    """A problem with one of a document's references."""

    code: str
    number: int = Field(description="The number of the reference.")
    message: str


class Description(Body):
    """A document: its record, versions, sections and references, and any problems with these and with its text."""

    document: DocumentRecord
    version: str
    bytes: int = Field(description="Length of the canonical text in UTF-8.")
    sentences: int
    versions: tuple[Version, ...] = Field(description="Oldest first.")
    sections: tuple[Section, ...]
    references: tuple[CitedReference, ...] = Field(
        description="All references, including those used in the text but not listed."
    )
    findings: tuple[LintFinding, ...]
    doubts: tuple[DoubtfulPassage, ...] = Field(description="Passages that may not be what the source shows.")


def describe(document: Document, versions: Sequence[StoredVersion], findings: Sequence[Finding]) -> Description:
    """The description of a document's current version."""
    return Description(
        document=DocumentRecord.of(document.metadata),
        version=document.version,
        bytes=len(document.text.encode()),
        sentences=len(document.sentences),
        versions=tuple(Version(version=v.version, current=v.current, stored=v.stored) for v in versions),
        sections=_sections(document),
        references=_references(document),
        findings=tuple(LintFinding(code=f.code, number=f.number, message=f.message) for f in findings),
        doubts=DoubtfulPassage.all_of(document),
    )


def _references(document: Document) -> tuple[CitedReference, ...]:
    used = {number for sentence in document.sentences for number in sentence.references}
    numbers = sorted(used | {reference.number for reference in document.references})
    return tuple(CitedReference(**asdict(document.reference(number))) for number in numbers)


def _sections(document: Document) -> tuple[Section, ...]:
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING and block.section]
    ruler = ByteRuler(document.text)
    starts = [ruler.at(heading.span.start) for heading in headings]
    whole = ruler.at(len(document.text))
    sections = []
    for position, heading in enumerate(headings):
        after = (later for later in range(position + 1, len(headings)) if headings[later].level <= heading.level)
        sections.append(
            Section(
                title=heading.section[-1],
                path=heading.section,
                level=heading.level,
                byte_start=starts[position],
                byte_end=next((starts[later] for later in after), whole),
            )
        )
    return tuple(sections)
