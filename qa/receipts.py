"""Receipts: a quote is cut from the stored text anew and hashed anew, and can be verified by anyone later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span, Standing
from corpus.store import Store, UnknownDocument, UnknownVersion
from qa.answer import Receipt
from qa.question import Verdict, Verdicts


class ReceiptMismatch(Exception):
    """A stored text is not what its hash says; nothing of it may be sent."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The exact bytes of a span: their offsets, their text and their SHA-256."""

    text: str
    byte_start: int
    byte_end: int
    sha256: str


def cut(store: Store, document_id: str, version: str, span: Span, expected: str) -> Cut:
    """Cut `span` (code points) from the stored text of that version, read again for the purpose.

    Raises ReceiptMismatch where the text does not hash to its version or the slice is not `expected`.
    """
    text = store.text(document_id, version)
    encoded = text.encode()
    if hashlib.sha256(encoded).hexdigest() != version:
        raise ReceiptMismatch(f"the stored text of {document_id!r} does not hash to its version: ingest it again")
    start = len(text[: span.start].encode())
    sliced = text[span.start : span.end].encode()
    if sliced != expected.encode() or encoded[start : start + len(sliced)] != sliced:
        raise ReceiptMismatch(f"a sentence of {document_id!r} is not where it was recorded: ingest it again")
    return Cut(sliced.decode(), start, start + len(sliced), hashlib.sha256(sliced).hexdigest())


def verify(store: Store, receipts: Sequence[Receipt]) -> Verdicts:
    """Say of each receipt whether the stored copy still holds exactly those bytes."""
    verdicts = tuple(_verdict(store, receipt) for receipt in receipts)
    return Verdicts(valid=all(verdict.verdict == "valid" for verdict in verdicts), verdicts=verdicts)


def _verdict(store: Store, receipt: Receipt) -> Verdict:
    try:
        encoded = store.text(receipt.document_id, receipt.version).encode()
    except UnknownVersion:
        return Verdict(
            receipt=receipt,
            verdict="unknown_version",
            current=False,
            message="this version of the document is not in the store",
        )
    except UnknownDocument:
        return Verdict(
            receipt=receipt, verdict="unknown_document", current=False, message="this document is not in the store"
        )
    current, standing = _state(store, receipt)
    if not receipt.byte_start < receipt.byte_end <= len(encoded):
        return Verdict(
            receipt=receipt,
            verdict="out_of_range",
            current=current,
            standing=standing,
            message=f"the byte range does not fit a text of {len(encoded)} bytes",
        )
    sliced = encoded[receipt.byte_start : receipt.byte_end]
    matches = (
        hashlib.sha256(sliced).hexdigest() == receipt.sha256
        and hashlib.sha256(encoded).hexdigest() == receipt.version
    )
    return Verdict(
        receipt=receipt,
        verdict="valid" if matches else "mismatch",
        current=current,
        standing=standing,
        message=_message(matches, current),
    )


def _message(matches: bool, current: bool) -> str:
    if not matches:
        return "the stored copy holds other bytes at this place"
    if not current:
        return "the stored copy holds these bytes; a newer version of the document exists"
    return "the stored copy holds these bytes"


def _state(store: Store, receipt: Receipt) -> tuple[bool, Standing]:
    current = any(
        stored.current and stored.version == receipt.version for stored in store.versions(receipt.document_id)
    )
    return current, store.metadata(receipt.document_id).standing
