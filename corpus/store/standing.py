"""The effective standing of works: the worst of what a work declares and what stored notices say about it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corpus.document import Document, Metadata, Notice, Reference, Standing

# If a document declares one of these for itself, it holds for all copies of the work; the others hold for that
# copy only.
_OF_THE_WORK = (Standing.EXPRESSION_OF_CONCERN, Standing.WITHDRAWN, Standing.RETRACTED)

# SQL expressions that normalise an identifier for comparison. A blank one becomes NULL, which equals nothing.
# A DOI is compared from `10.` on, ignoring case.
_DOI_KEY = "nullif(trim(lower(substr({0}, max(instr({0}, '10.'), 1)))), '')"
_PMID_KEY = "nullif(trim({0}), '')"


def write_notices(connection: sqlite3.Connection, key: int, document: Document) -> None:
    """Inserts the notices of the version with this key, and the standing that it declares for its own work."""
    rows = [(False, notice) for notice in document.notices] + [
        (True, notice) for notice in _own(document.metadata)
    ]
    connection.executemany(
        f"INSERT INTO notice VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, {_DOI_KEY.format('?5')})",  # noqa: S608 (our own keys)
        (
            (key, n, own, x.standing, x.doi, x.pmid, x.date and x.date.isoformat(), x.title)
            for n, (own, x) in enumerate(rows)
        ),
    )


def read_notices(connection: sqlite3.Connection, key: int) -> tuple[Notice, ...]:
    """The notices of the version with this key."""
    rows = connection.execute(
        "SELECT standing, doi, pmid, dated, title FROM notice WHERE version = ? AND NOT own ORDER BY ordinal",
        (key,),
    )
    return tuple(_notice(row) for row in rows)


def with_effective_standing(connection: sqlite3.Connection, metadata: Metadata) -> Metadata:
    """The metadata with the worst standing that it declares or that a current document's notice gives its work."""
    notice = max(_about(connection, metadata), key=lambda notice: notice.standing.severity, default=None)
    if notice is None:
        return metadata
    if notice.standing.severity < metadata.standing.severity:
        return replace(metadata, standing_notice=metadata.standing_notice or notice.title)
    if notice.standing is metadata.standing:
        dated = metadata.standing_date or notice.date
        return replace(metadata, standing_date=dated, standing_notice=metadata.standing_notice or notice.title)
    return replace(metadata, standing=notice.standing, standing_date=notice.date, standing_notice=notice.title)


def cited_standings(connection: sqlite3.Connection, key: int) -> dict[int, Standing]:
    """The worst standing that current documents give each work in this version's reference list, by number."""
    rows = connection.execute(
        "SELECT reference.number, notice.standing FROM reference"  # noqa: S608 (our own keys)
        f" JOIN notice ON notice.doi_key = {_DOI_KEY.format('reference.doi')}"
        " JOIN current_version ON current_version.key = notice.version WHERE reference.version = :key"
        " UNION SELECT reference.number, notice.standing FROM reference"
        f" JOIN notice ON notice.pmid = {_PMID_KEY.format('reference.pmid')}"
        " JOIN current_version ON current_version.key = notice.version WHERE reference.version = :key",
        {"key": key},
    )
    worst: dict[int, Standing] = {}
    for number, written in rows:
        worst[number] = max(worst.get(number, Standing.CURRENT), Standing(written), key=lambda one: one.severity)
    return worst


def with_standings(references: tuple[Reference, ...], standings: dict[int, Standing]) -> tuple[Reference, ...]:
    """The references, with the given standings by reference number."""
    if not standings:
        return references
    return tuple(
        replace(entry, standing=standings[entry.number]) if entry.number in standings else entry
        for entry in references
    )


def _own(metadata: Metadata) -> Iterator[Notice]:
    if metadata.standing in _OF_THE_WORK and (metadata.doi or metadata.pmid):
        yield Notice(
            metadata.standing, metadata.doi, metadata.pmid, metadata.standing_date, metadata.standing_notice
        )


def _about(connection: sqlite3.Connection, metadata: Metadata) -> Iterator[Notice]:
    """The notices of current documents about a work, in the order of the documents' ids."""
    if not (metadata.doi or metadata.pmid):
        return
    rows = connection.execute(
        "SELECT notice.standing, notice.doi, notice.pmid, notice.dated, notice.title FROM notice"  # noqa: S608 (our own keys)
        " JOIN current_version ON current_version.key = notice.version"
        f" WHERE notice.doi_key = {_DOI_KEY.format('?1')} OR notice.pmid = {_PMID_KEY.format('?2')}"
        " ORDER BY document_id, ordinal",
        (metadata.doi, metadata.pmid),
    )
    yield from map(_notice, rows)


def _notice(row: tuple[str, str | None, str | None, str | None, str | None]) -> Notice:
    standing, doi, pmid, dated, title = row
    return Notice(Standing(standing), doi, pmid, date.fromisoformat(dated) if dated else None, title)
