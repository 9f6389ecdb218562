"""The reader for BEIR's JSON Lines, gzipped or not: one document per line with `_id`, `title` and `text`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from corpus.document import Document
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote, peek
from corpus.readers.declared import DeclaredMetadata, explain
from corpus.readers.records.json_lines import Make, line_records
from corpus.readers.shared import add_layout
from corpus.text import DocumentBuilder, SentenceSplitter, clean, is_visible

MAX_EXTRA = 1000
TITLE_CHARACTERS = 80
_SUFFIXES = (".jsonl", ".ndjson")
_OTHER_NAMES = {"source": "publisher", "focus": "topic"}
_OWN_FIELDS = frozenset({"id", "title", "extra"})


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    title: str
    text: str
    metadata: Mapping[str, Any]


class BeirReader:
    """Reads a corpus file line by line. A bad line is refused with its number, and the others are read.

    Fields of `metadata` that are fields of `Metadata` are used if their values are valid; `source` also sets the
    publisher, and `focus` the topic. Other values go to `extra` as text, except those of more than `MAX_EXTRA`
    characters, which are copies of the document. The title defaults to the topic or the first words. A document
    without text is refused, because titles are never quoted on their own. Brackets are text, because these
    records have no references.
    """

    name = "beir"
    version = "2"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether the first line is an object, or the suffix is that of JSON Lines."""
        first, newline, _ = peek(head).lstrip().partition("\n")
        return (
            name.lower().endswith(_SUFFIXES)
            or (first.startswith("{") and first.rstrip().endswith("}"))
            or (first.startswith('{"') and not newline)
        )

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """A record or a refusal for each line that is not blank; raises `SourceError` for damaged data."""
        return line_records(source, self, self._taken, remedy="give each document its own id")

    def _taken(self, value: object, place: str) -> tuple[str, Make]:
        line = _line(value, place)
        return line.id, partial(self._document, line, place)

    def _document(self, line: _Line, place: str) -> Document:
        declared = _declared(line.metadata)
        title = clean(line.title) or declared.topic or _first_words(line.text)
        if not is_visible(title):
            raise nothing_to_quote(place)
        builder = DocumentBuilder(self._splitter)
        builder.title(title)
        add_layout(line.text, builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(declared.metadata(line.id, title))


def _line(fields: object, place: str) -> _Line:
    """The fields of one line, with their types checked."""
    if not isinstance(fields, dict):
        raise ReadError(place, 'the line is not an object: write {"_id": ..., "title": ..., "text": ...}')
    return _Line(
        _id(fields, place), _string(fields, "title", place), _string(fields, "text", place), _object(fields, place)
    )


def _id(fields: Mapping[str, Any], place: str) -> str:
    id_ = _string(fields, "_id", place)
    try:
        DeclaredMetadata.model_validate({"id": id_})
    except ValidationError as error:
        raise ReadError(place, explain(error.errors()[0]).replace("id:", "_id:", 1)) from error
    return id_


def _string(fields: Mapping[str, Any], name: str, place: str) -> str:
    value = fields.get(name)
    if value is None:
        raise ReadError(place, f"{name!r} is missing: each line needs _id, title and text")
    if not isinstance(value, str):
        raise ReadError(place, f"{name!r} is not a string: write it in quotes")
    return value


def _object(fields: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    value = fields.get("metadata") or {}
    if not isinstance(value, dict):
        raise ReadError(place, "'metadata' is not an object: write it as {...}, or leave it out")
    return value


def _declared(metadata: Mapping[str, Any]) -> DeclaredMetadata:
    """The declared metadata of a record: known fields with valid values, and the rest as text under `extra`."""
    fields: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for key in sorted(metadata, key=_OTHER_NAMES.__contains__):
        name = _OTHER_NAMES.get(key, key)
        if name in DeclaredMetadata.model_fields and name not in _OWN_FIELDS and name not in fields:
            fields[name], origin[name] = metadata[key], key
    try:
        DeclaredMetadata.model_validate(fields)
    except ValidationError as error:
        for wrong in error.errors():
            fields.pop(str(wrong["loc"][0]), None)
    known = {origin[name] for name in fields}
    return DeclaredMetadata.model_validate({**fields, "extra": _extra(metadata, known)})


def _extra(metadata: Mapping[str, Any], known: set[str]) -> dict[str, str]:
    texts = {clean(key): _as_text(value) for key, value in metadata.items() if key not in known}
    return {key: text for key, text in sorted(texts.items()) if text and len(text) <= MAX_EXTRA}


def _as_text(value: object) -> str:
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return "; ".join(clean(str(part)) for part in value)
    if isinstance(value, dict | list):
        return clean(json.dumps(value, ensure_ascii=False, sort_keys=True))
    return "" if value is None else clean(str(value))


def _first_words(text: str) -> str:
    """A title for a text without one: as many of its first words as fit."""
    words = clean(text)
    if len(words) <= TITLE_CHARACTERS:
        return words
    return words[:TITLE_CHARACTERS].rpartition(" ")[0] or words[:TITLE_CHARACTERS]
