"""A document's parts as JSON, and the digest that tells two readings of one text apart."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date

from corpus.document import Document, Kind, Metadata, ReviewStatus, Standing

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
    """SHA-256 of everything in a document but its text: equal for two readings exactly if they are equal."""
    parts = [
        metadata_to_json(document.metadata),
        [(b.span.start, b.span.end, b.kind, b.section, b.level, b.stem) for b in document.blocks],
        [(s.span.start, s.span.end, s.block, s.references) for s in document.sentences],
        [asdict(reference) for reference in document.references],
        [(page.number, page.span.start, page.span.end) for page in document.pages],
    ]
    return hashlib.sha256(_json(parts).encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
