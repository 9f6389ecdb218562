"""Small libraries of documents to look passages up in."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.interop.matching import Library, LibraryDocument, Matcher
from eval.interop.matching.library import stored_document
from factories import make_document

Sections = Mapping[str, Sequence[str]]


def library_document(id_: str, sections: Sections, **known: Any) -> LibraryDocument:  # noqa: ANN401 - metadata
    """A document of a library, with the sections of `make_document`."""
    title = known.pop("title", id_.title())
    origin = known.pop("origin", "")
    return stored_document(make_document(id_, title, sections, **known), origin)


def matcher_over(**documents: Sequence[str]) -> Matcher:
    """A matcher over documents of one section each."""
    return Matcher(Library(tuple(library_document(id_, {"Text": texts}) for id_, texts in documents.items())))
