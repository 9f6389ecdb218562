"""Search hits as the API sends them."""

from corpus.document import Document, Span
from corpus.store import Store
from index.types import Hit
from qa.citation import cut
from qa.schema import SearchHit


def search_hit(store: Store, rank: int, hit: Hit, document: Document, span: Span) -> SearchHit:
    """A ranked passage; its text is cut from the store and hashed like a quote. Raises ReceiptMismatch."""
    piece = cut(store, hit.document_id, hit.version, span, span.of(document.text))
    return SearchHit(
        rank=rank,
        document_id=hit.document_id,
        version=hit.version,
        title=document.metadata.title,
        section=hit.section,
        text=piece.text,
        byte_start=piece.byte_start,
        byte_end=piece.byte_end,
        sha256=piece.sha256,
        score=hit.score,
        lexical_score=hit.lexical_score,
        lexical_rank=hit.lexical_rank,
        dense_score=hit.dense_score,
        dense_rank=hit.dense_rank,
        sentence_score=hit.sentence_score,
        sentence_rank=hit.sentence_rank,
    )
