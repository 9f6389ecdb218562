"""Reading of one article: from its bytes to the builder's blocks and the document's other parts."""

from dataclasses import dataclass

from corpus.document import Metadata, Notice, Reference
from corpus.readers.jats.body import BodyWriter
from corpus.readers.jats.inline import Inline
from corpus.readers.jats.metadata import metadata_of, title_of
from corpus.readers.jats.notes import Notes
from corpus.readers.jats.notices import notices_of
from corpus.readers.jats.references import references_of
from corpus.readers.jats.tree import XmlError, parse_article
from corpus.text import DocumentBuilder


@dataclass(frozen=True)
class Article:
    """The parts of an article other than its text."""

    metadata: Metadata
    references: tuple[Reference, ...]
    notices: tuple[Notice, ...]


def read(raw: bytes, id_: str, builder: DocumentBuilder) -> Article:
    """Writes the article's title and text to the builder and returns the rest; raises `XmlError` for bad XML."""
    root = parse_article(raw)
    if root.tag != "article":
        raise XmlError(f"the root element is <{root.tag}> instead of <article>: put each article in its own file")
    title = title_of(root)
    if not title:
        raise XmlError("the article has no title: download the file again")
    numbers, references = references_of(root)
    builder.title(title)
    notes = Notes(root)
    BodyWriter(builder, Inline(numbers, notes), notes).write(root)
    metadata = metadata_of(root, id_, title)
    return Article(metadata, references, notices_of(root, metadata))
