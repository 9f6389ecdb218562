"""JSON encoding of a document's metadata, and the digest of everything in a document except its text."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date

from corpus.document import Document, Kind, Metadata, Reference, ReviewStatus, Standing

_DATES = ("published", "last_updated", "standing_date")
_TUPLES = ("authors", "audience")


def metadata_to_json(metadata: Metadata) -> str:
    """The fields that are set, as JSON, in the order of the dataclass; dates in ISO 8601."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    values["extra"] = dict(sorted(metadata.extra.items()))
    return _json({name: value for name, value in values.items() if value is not None and value not in ((), {})})


def metadata_from_json(stored: str) -> Metadata:
    """The metadata that `metadata_to_json` encoded."""
    values = json.loads(stored)
    for name in _DATES:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in _TUPLES:
        if name in values:
            values[name] = tuple(values[name])
    values["kind"] = Kind(values["kind"])
    values["standing"] = Standing(values["standing"])
    if "review_status" in values:
        values["review_status"] = ReviewStatus(values["review_status"])
    return Metadata(**values)


def digest(document: Document) -> str:
    """The SHA-256 of everything in a document except its text, in hexadecimal.

    Of two documents with the same text, it is equal exactly if they are equal. The standing of references is
    excluded, because it comes from other documents.
    """
    parts = [
        metadata_to_json(document.metadata),
        [(b.span.start, b.span.end, b.kind, b.section, b.level, b.stem) for b in document.blocks],
        [(s.span.start, s.span.end, s.block, s.references) for s in document.sentences],
        [_entry(reference) for reference in document.references],
        [(page.number, page.span.start, page.span.end) for page in document.pages],
    ]
    if document.notices:  # omitted if empty, so that digests from before notices existed stay valid
        parts.append([asdict(notice) for notice in document.notices])
    if document.dropped:
        parts.append(["dropped", *(asdict(dropped) for dropped in document.dropped)])
    if document.doubts:
        parts.append(["doubts", *((doubt.span.start, doubt.span.end, doubt.kind) for doubt in document.doubts)])
    return hashlib.sha256(_json(parts).encode()).hexdigest()


def _entry(reference: Reference) -> dict[str, object]:
    return {name: value for name, value in asdict(reference).items() if name != "standing"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
