"""A document's parts as JSON, and the digest that tells two readings of one text apart."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date

from corpus.document import Document, Kind, Metadata, Reference, ReviewStatus, Standing

_DATES = ("published", "last_updated", "standing_date")
_TUPLES = ("authors", "audience")


def metadata_to_json(metadata: Metadata) -> str:
    """The fields that are set, in the order of the dataclass; dates in ISO 8601."""
    values = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    values["extra"] = dict(sorted(metadata.extra.items()))
    return _json({name: value for name, value in values.items() if value is not None and value not in ((), {})})


def metadata_from_json(stored: str) -> Metadata:
    """What `metadata_to_json` wrote."""
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
    """SHA-256 of everything in a document but its text: equal for two readings exactly if they are equal.

    The standing of a reference is no part of it: other documents say that.
    """
    parts = [
        metadata_to_json(document.metadata),
        [(b.span.start, b.span.end, b.kind, b.section, b.level, b.stem) for b in document.blocks],
        [(s.span.start, s.span.end, s.block, s.references) for s in document.sentences],
        [_entry(reference) for reference in document.references],
        [(page.number, page.span.start, page.span.end) for page in document.pages],
    ]
    if document.notices:  # else as it was before there were any, so that nothing needs reading again
        parts.append([asdict(notice) for notice in document.notices])
    return hashlib.sha256(_json(parts).encode()).hexdigest()


def _entry(reference: Reference) -> dict[str, object]:
    return {name: value for name, value in asdict(reference).items() if name != "standing"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
