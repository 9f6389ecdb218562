"""The reader for JATS XML, in which journals publish articles and notices, and for its NLM predecessors."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from corpus.document import Document
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote
from corpus.readers.jats.signature import is_jats
from corpus.readers.shared import slug
from corpus.text import DocumentBuilder, SentenceSplitter

__all__ = ["JatsReader"]


class JatsReader:
    """Reads an article; one file is one document, named after the file.

    Omits graphics, media, supplementary files, acknowledgements, competing interests, teasers, and articles
    nested in the article. The citation markers are the links to the reference list, whatever their text.
    """

    name = "jats"
    version = "2"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - the content is enough
        """Whether the file is XML with a JATS article as its root."""
        return is_jats(head)

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record; the XML is parsed when the record is."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, raw, id_, place)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, raw: bytes, id_: str, place: str) -> Document:
        from corpus.readers.jats import article  # noqa: PLC0415 (lxml is loaded only where XML is read)

        builder = DocumentBuilder(self._splitter)
        try:
            read = article.read(raw, id_, builder)
        except RecursionError as error:
            raise ReadError(place, "its elements are nested too deeply: download the file again") from error
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(read.metadata, read.references, read.notices)
