"""Checks of a document's reference list. Findings are reported; nothing is repaired."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Reference
from corpus.text import clean


class Code(StrEnum):
    """The types of findings."""

    DANGLING = "dangling"
    UNUSED = "unused"
    DUPLICATE = "duplicate"
    MISSING_YEAR = "missing_year"
    MISSING_TITLE = "missing_title"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about the reference with this number; `code` is a value of `Code`."""

    code: str
    number: int
    message: str

    def __str__(self) -> str:
        return f"reference {self.number}: {self.message}"


def lint(document: Document) -> tuple[Finding, ...]:
    """All findings, sorted by number, then by code.

    `unused` is reported only if the text has citation markers: without markers it cites its list as a whole.
    """
    used = {number for sentence in document.sentences for number in sentence.references}
    listed = {reference.number: reference for reference in document.references}
    findings = [
        *(
            Finding(Code.DANGLING, number, "used in the text and not in the list")
            for number in used - listed.keys()
        ),
        *(Finding(Code.UNUSED, number, "in the list and never used") for number in listed.keys() - used if used),
        *_duplicates(document.references),
        *_incomplete(document.references),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.number, finding.code)))


def _duplicates(references: Iterable[Reference]) -> Iterator[Finding]:
    """A finding for each reference that names the same work as an earlier one."""
    first: dict[str, int] = {}
    for reference in references:
        keys = list(_identities(reference))
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None:
            yield Finding(Code.DUPLICATE, reference.number, f"the same work as reference {earlier}")
        for key in keys:
            first.setdefault(key, reference.number)


def _identities(reference: Reference) -> Iterator[str]:
    """The keys of a reference; two references that share a key are the same work.

    The keys are the DOI, the PMID, the URL, and the title with the year (without a year, with the container).
    """
    if reference.doi:
        yield f"doi {reference.doi.casefold()}"
    if reference.pmid:
        yield f"pmid {reference.pmid}"
    if reference.url:
        yield f"url {reference.url.rstrip('/')}"
    title = "".join(character for character in reference.title.casefold() if character.isalnum())
    if title:
        yield f"title {title} {reference.year or clean(reference.container or '').casefold()}"


def _incomplete(references: Iterable[Reference]) -> Iterator[Finding]:
    for reference in references:
        if reference.year is None:
            yield Finding(Code.MISSING_YEAR, reference.number, "has no year")
        if not reference.title:
            yield Finding(Code.MISSING_TITLE, reference.number, "has no title")
