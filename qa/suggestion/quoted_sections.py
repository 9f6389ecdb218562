"""Finds the sections of a document that a conversation has quoted."""

from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.store import Store, UnknownDocument, UnknownVersion
from qa.conversation import Turn
from qa.schema import Abstention, Answer, Receipt

Section = tuple[str, ...]


def quoted_sections(
    store: Store, document_id: str, turns: Sequence[Turn], outcome: Answer | Abstention
) -> list[Section]:
    """The sections of a document quoted by the outcome and then by earlier turns, each once.

    A quote of a document or version that has left the store is ignored.
    """
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    sections = dict.fromkeys(quote.section for quote in quotes if quote.document_id == document_id)
    receipts = [receipt for turn in turns for receipt in turn.quotes if receipt.document_id == document_id]
    documents = {version: _document(store, document_id, version) for version in {r.version for r in receipts}}
    for receipt in receipts:
        document = documents[receipt.version]
        if document is not None:
            sections |= dict.fromkeys(_sections_at(document, receipt))
    return list(sections)


def _document(store: Store, document_id: str, version: str) -> Document | None:
    try:
        return store.document(document_id, version)
    except (UnknownDocument, UnknownVersion):
        return None


def _sections_at(document: Document, receipt: Receipt) -> Iterator[Section]:
    """The sections of the sentences that overlap a receipt's byte range; none if it lies outside the text."""
    encoded = document.text.encode()
    start, end = (len(encoded[:at].decode(errors="ignore")) for at in (receipt.byte_start, receipt.byte_end))
    for sentence in document.sentences:
        if sentence.span.start < end and start < sentence.span.end:
            yield document.blocks[sentence.block].section
