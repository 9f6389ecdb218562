"""Reading doubts: why a stored text may differ from what its source shows, and where to check it."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from corpus.byte_offsets import ByteRuler
from corpus.document import Document, Doubt, DoubtKind, Span
from qa.schema.body import Body

DOUBTS: Mapping[DoubtKind, str] = {
    DoubtKind.BORDER: "the text crosses a drawn border, so it may mix two cells or columns",
    DoubtKind.NO_SPACES: "spaces between words are missing",
    DoubtKind.UNMAPPED: "some characters could not be read and may be missing or wrong",
    DoubtKind.TABLE: "the rows and columns of this table could not be read with certainty",
}


class ReadingDoubt(Body):
    """Why a quote may differ from what its source shows: a code, and a caution for people."""

    kind: DoubtKind
    caution: str = Field(min_length=1)


class DoubtfulPassage(Body):
    """A part of a document's text that may not be what its source shows, as UTF-8 byte offsets."""

    kind: DoubtKind
    page: int | None
    byte_start: int
    byte_end: int

    @classmethod
    def all_of(cls, document: Document) -> tuple[Self, ...]:
        """The doubtful passages of a document, in order."""
        ruler = ByteRuler(document.text)
        offsets = {at for doubt in document.doubts for at in (doubt.span.start, doubt.span.end)}
        places = {at: ruler.at(at) for at in sorted(offsets)}
        return tuple(
            cls(
                kind=doubt.kind,
                page=document.page_of(doubt.span),
                byte_start=places[doubt.span.start],
                byte_end=places[doubt.span.end],
            )
            for doubt in document.doubts
        )


def reading_doubts(document: Document, span: Span) -> tuple[ReadingDoubt, ...]:
    """The doubts about a span, one of each kind, with the page of the first of that kind."""
    first: dict[DoubtKind, Doubt] = {}
    for doubt in document.doubts_about(span):
        first.setdefault(doubt.kind, doubt)
    return tuple(ReadingDoubt(kind=kind, caution=_caution(document, first[kind], span)) for kind in sorted(first))


def _caution(document: Document, doubt: Doubt, span: Span) -> str:
    begin = max(doubt.span.start, span.start)
    page = document.page_of(Span(begin, begin))
    return f"Check {'the source' if page is None else f'page {page}'}: {DOUBTS[doubt.kind]}."
