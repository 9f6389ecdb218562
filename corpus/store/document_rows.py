"""Conversion between one version of a document and the rows of the store's tables."""

import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any

from corpus.document import (
    Block,
    BlockKind,
    Document,
    Doubt,
    DoubtKind,
    Dropped,
    Kind,
    Page,
    Reference,
    Sentence,
    Span,
)
from corpus.reference_lint import Code, Finding
from corpus.store.codec import metadata_from_json
from corpus.store.standing import (
    cited_standings,
    read_notices,
    with_effective_standing,
    with_standings,
    write_notices,
)

_PARTS = ("doubt", "dropped", "notice", "page", "reference", "sentence", "block")


def write_parts(connection: sqlite3.Connection, key: int, document: Document) -> None:
    """Inserts the blocks, sentences, references and the other parts of the version with this key."""
    connection.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (key, n, b.span.start, b.span.end, b.kind, _list(b.section), b.level, b.stem)
            for n, b in enumerate(document.blocks)
        ),
    )
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)",
        (
            (key, n, s.span.start, s.span.end, s.block, _list(s.references))
            for n, s in enumerate(document.sentences)
        ),
    )
    connection.executemany(
        "INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (key, n, r.number, r.kind, r.title, r.container, r.year, r.doi, r.pmid, r.url, r.missing)
            for n, r in enumerate(document.references)
        ),
    )
    connection.executemany(
        "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
        ((key, n, p.number, p.span.start, p.span.end) for n, p in enumerate(document.pages)),
    )
    connection.executemany(
        "INSERT INTO dropped VALUES (?, ?, ?, ?, ?)",
        ((key, n, d.page, d.text, d.reason) for n, d in enumerate(document.dropped)),
    )
    connection.executemany(
        "INSERT INTO doubt VALUES (?, ?, ?, ?, ?)",
        ((key, n, d.span.start, d.span.end, d.kind) for n, d in enumerate(document.doubts)),
    )
    write_notices(connection, key, document)


def delete_parts(connection: sqlite3.Connection, key: int) -> None:
    """Deletes the rows that `write_parts` inserted for this key."""
    for part in _PARTS:
        connection.execute(f"DELETE FROM {part} WHERE version = ?", (key,))  # noqa: S608 (our own table names)


def read_document(connection: sqlite3.Connection, key: int, metadata: str, text: str) -> Document:
    """The document stored under this key, with standings according to the current documents' notices."""
    return Document(
        metadata=with_effective_standing(connection, metadata_from_json(metadata)),
        text=text,
        blocks=_blocks(connection, key),
        sentences=_sentences(connection, key),
        references=with_standings(_references(connection, key), cited_standings(connection, key)),
        pages=read_pages(connection, key),
        notices=read_notices(connection, key),
        dropped=_dropped(connection, key),
        doubts=_doubts(connection, key),
    )


def write_findings(connection: sqlite3.Connection, key: int, findings: Sequence[Finding]) -> None:
    """Replaces the findings of the version with this key."""
    connection.execute("DELETE FROM finding WHERE version = ?", (key,))
    connection.executemany(
        "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
        ((key, n, finding.code, finding.number, finding.message) for n, finding in enumerate(findings)),
    )


def read_findings(connection: sqlite3.Connection, key: int) -> tuple[Finding, ...]:
    """The findings of the version with this key, in stored order."""
    rows = connection.execute(
        "SELECT code, number, message FROM finding WHERE version = ? ORDER BY ordinal", (key,)
    )
    return tuple(Finding(Code(code), number, message) for code, number, message in rows)


def _blocks(connection: sqlite3.Connection, key: int) -> tuple[Block, ...]:
    rows = connection.execute(
        "SELECT start_char, end_char, kind, section, level, stem FROM block WHERE version = ? ORDER BY ordinal",
        (key,),
    )
    read = cache(_tuple)  # most blocks of a document share a section, and most sentences cite nothing
    return tuple(
        Block(Span(start, end), BlockKind(kind), read(section), level, stem)
        for start, end, kind, section, level, stem in rows
    )


def _sentences(connection: sqlite3.Connection, key: int) -> tuple[Sentence, ...]:
    rows = connection.execute(
        "SELECT start_char, end_char, block, cited FROM sentence WHERE version = ? ORDER BY ordinal", (key,)
    )
    read = cache(_tuple)
    return tuple(Sentence(Span(start, end), block, read(cited)) for start, end, block, cited in rows)


def _references(connection: sqlite3.Connection, key: int) -> tuple[Reference, ...]:
    rows = connection.execute(
        "SELECT number, kind, title, container, year, doi, pmid, url, missing"
        " FROM reference WHERE version = ? ORDER BY ordinal",
        (key,),
    )
    return tuple(
        Reference(number, Kind(kind), title, container, year, doi, pmid, url, bool(missing))
        for number, kind, title, container, year, doi, pmid, url, missing in rows
    )


def read_pages(connection: sqlite3.Connection, key: int) -> tuple[Page, ...]:
    """The pages of the version with this key, in order."""
    rows = connection.execute(
        "SELECT number, start_char, end_char FROM page WHERE version = ? ORDER BY ordinal", (key,)
    )
    return tuple(Page(number, Span(start, end)) for number, start, end in rows)


def _dropped(connection: sqlite3.Connection, key: int) -> tuple[Dropped, ...]:
    rows = connection.execute("SELECT page, text, reason FROM dropped WHERE version = ? ORDER BY ordinal", (key,))
    return tuple(Dropped(*row) for row in rows)


def _doubts(connection: sqlite3.Connection, key: int) -> tuple[Doubt, ...]:
    rows = connection.execute(
        "SELECT start_char, end_char, kind FROM doubt WHERE version = ? ORDER BY ordinal", (key,)
    )
    return tuple(Doubt(Span(start, end), DoubtKind(kind)) for start, end, kind in rows)


def _list(values: tuple[str, ...] | tuple[int, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _tuple(written: str) -> tuple[Any, ...]:
    return tuple(json.loads(written))
