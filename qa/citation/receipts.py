"""Receipts: cuts and hashes quotes from the stored text, and verifies them later."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Self

from corpus.document import Span, Standing
from corpus.store import Store, UnknownDocument, UnknownVersion
from qa.schema import Receipt, Verdict, Verdicts


class ReceiptMismatch(Exception):
    """A stored text does not match its hash, so nothing of it may be sent."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The exact bytes of a span: their offsets, their text and their SHA-256."""

    text: str
    byte_start: int
    byte_end: int
    sha256: str


def cut(store: Store, document_id: str, version: str, span: Span, expected: str) -> Cut:
    """Cut `span` (in code points) from the stored text of that version, which is read again from the store.

    Raises ReceiptMismatch if the text does not match the hash of its version, or the slice is not `expected`.
    """
    text = store.text(document_id, version)
    encoded = text.encode()
    if hashlib.sha256(encoded).hexdigest() != version:
        raise ReceiptMismatch(f"the stored text of {document_id!r} does not match its version: ingest it again")
    start = len(text[: span.start].encode())
    sliced = text[span.start : span.end].encode()
    if sliced != expected.encode() or encoded[start : start + len(sliced)] != sliced:
        raise ReceiptMismatch(f"a sentence of {document_id!r} is not at its recorded place: ingest it again")
    return Cut(sliced.decode(), start, start + len(sliced), hashlib.sha256(sliced).hexdigest())


def verify(store: Store, receipts: Sequence[Receipt]) -> Verdicts:
    """A verdict for each receipt, in order: whether the stored copy still contains exactly these bytes.

    Each version is read and hashed only once, even if several receipts name it.
    """
    named = groupby(sorted(receipts, key=_version), key=_version)
    found = {verdict.receipt: verdict for _, group in named for verdict in _verdicts(store, list(group))}
    verdicts = tuple(found[receipt] for receipt in receipts)
    return Verdicts(valid=all(verdict.verdict == "valid" for verdict in verdicts), verdicts=verdicts)


def _version(receipt: Receipt) -> tuple[str, str]:
    return receipt.document_id, receipt.version


def _verdicts(store: Store, receipts: Sequence[Receipt]) -> Iterator[Verdict]:
    """The verdicts on receipts of the same version of a document."""
    document_id, version = _version(receipts[0])
    try:
        copy = _Copy.of(store, document_id, version)
    except UnknownVersion:
        message = "this version of the document is not in the store"
        for receipt in receipts:
            yield Verdict(receipt=receipt, verdict="unknown_version", current=False, message=message)
    except UnknownDocument:
        message = "this document is not in the store"
        for receipt in receipts:
            yield Verdict(receipt=receipt, verdict="unknown_document", current=False, message=message)
    else:
        yield from map(copy.verdict, receipts)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The stored copy of a version: its bytes, its standing, whether it is unaltered and whether it is current."""

    encoded: bytes
    is_unaltered: bool
    is_current: bool
    standing: Standing

    @classmethod
    def of(cls, store: Store, document_id: str, version: str) -> Self:
        encoded = store.text(document_id, version).encode()
        return cls(
            encoded=encoded,
            is_unaltered=hashlib.sha256(encoded).hexdigest() == version,
            is_current=any(kept.current and kept.version == version for kept in store.versions(document_id)),
            standing=store.metadata(document_id).standing,
        )

    def verdict(self, receipt: Receipt) -> Verdict:
        """The verdict on a receipt of this version."""
        verdict = partial(Verdict, receipt=receipt, current=self.is_current, standing=self.standing)
        if not receipt.byte_start < receipt.byte_end <= len(self.encoded):
            message = f"the byte range is outside the text, which has {len(self.encoded)} bytes"
            return verdict(verdict="out_of_range", message=message)
        sliced = self.encoded[receipt.byte_start : receipt.byte_end]
        if not self.is_unaltered or hashlib.sha256(sliced).hexdigest() != receipt.sha256:
            return verdict(verdict="mismatch", message="the stored copy has other bytes at this place")
        newer = "" if self.is_current else "; a newer version of the document exists"
        return verdict(verdict="valid", message=f"the stored copy has exactly these bytes{newer}")
