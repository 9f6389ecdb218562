"""What the service tells of a document: its record, its versions, its outline and its references."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Self

from pydantic import Field

from corpus.byte_offsets import ByteRuler
from corpus.document import BlockKind, Document, Kind, Metadata, ReviewStatus, Standing
from corpus.fingerprint import StoredVersion
from corpus.reference_lint import Finding
from qa.schema.answer import Body, CitedReference


class DocumentRecord(Body):
    """A document's bibliographic record, without its text. What its source does not say is null or empty."""

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
    extra: dict[str, str] = Field(description="what else the source says of itself")

    @classmethod
    def of(cls, metadata: Metadata) -> Self:
        """The record of a document."""
        return cls(**asdict(metadata))


class RecordPage(Body):
    """Records in the order of their ids."""

    total: int = Field(description="how many documents there are")
    documents: tuple[DocumentRecord, ...]
    next: str | None = Field(description="pass it as `after` for the next page; null on the last one")


class Version(Body):
    """One stored text of a document."""

    version: str = Field(description="SHA-256 of the canonical text")
    current: bool
    stored: datetime


class Section(Body):
    """A heading, and the part of the text from it to the next heading that is not below it."""

    title: str
    path: tuple[str, ...]
    level: int
    byte_start: int
    byte_end: int


class LintFinding(Body):
    """What is wrong with a document's references."""

    code: str
    number: int = Field(description="the reference number at fault")
    message: str


class Description(Body):
    """A document: its record, its versions, its sections, its references, and what is wrong with them."""

    document: DocumentRecord
    version: str
    bytes: int = Field(description="the length of the canonical text in UTF-8")
    sentences: int
    versions: tuple[Version, ...] = Field(description="oldest first")
    sections: tuple[Section, ...]
    references: tuple[CitedReference, ...] = Field(description="with those that are used and not listed")
    findings: tuple[LintFinding, ...]


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
    for place, heading in enumerate(headings):
        after = (later for later in range(place + 1, len(headings)) if headings[later].level <= heading.level)
        sections.append(
            Section(
                title=heading.section[-1],
                path=heading.section,
                level=heading.level,
                byte_start=starts[place],
                byte_end=next((starts[later] for later in after), whole),
            )
        )
    return tuple(sections)
