"""Sidecar files: `name.meta.yaml` declares metadata that `name.pdf` does not state, or states wrongly."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.document import Document
from corpus.readers import DeclaredMetadata, ReadError, Record, SourceFile, explain, parse_declared
from corpus.text import DecodeError, decode

SUFFIX = ".meta.yaml"
MAX_BYTES = 1024 * 1024
SINGLE_DOCUMENT_FIELDS = ("id", "title")
REPEATABLE_FIELDS = ("authors", "audience")


class OptionError(ValueError):
    """An option that does not declare valid metadata; the message names the option and the problem."""


def is_sidecar(path: Path) -> bool:
    """Whether a file holds the metadata of another file; such a file is never a document."""
    return path.name.endswith(SUFFIX)


def sidecar_path(path: Path) -> Path:
    """The path of a file's sidecar: `name.meta.yaml` for `name.pdf` and for `name.jsonl.gz`."""
    return path.with_name(SourceFile(path).stem + SUFFIX)


def read_sidecar(path: Path) -> DeclaredMetadata | None:
    """The metadata in a file's sidecar, None if there is none; raises `ReadError` with file, line and field."""
    sidecar = sidecar_path(path)
    if not sidecar.is_file():
        return None
    place = str(sidecar)
    try:
        if sidecar.stat().st_size > MAX_BYTES:
            raise ReadError(place, f"the file has more than {MAX_BYTES} bytes: metadata take only a few lines")
        source = decode(sidecar.read_bytes())
    except DecodeError as error:
        raise ReadError(place, str(error)) from error
    except OSError as error:
        raise ReadError(place, f"cannot be read ({error.strerror}): check its permissions") from error
    return parse_declared(source, place, "the file")


def declared_by_options(options: Sequence[str]) -> DeclaredMetadata | None:
    """The metadata that `field=value` options declare for all documents of a run, None if there are none.

    `authors` and `audience` may be repeated, and `extra.name=value` sets a custom field. Raises `OptionError` for
    an unknown field, an invalid value, a repeated field, and for `id` and `title`, which belong to one document.
    """
    fields: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not value:
            raise OptionError(f"{option!r} is not of the form field=value")
        if name in SINGLE_DOCUMENT_FIELDS:
            raise OptionError(
                f"{name} applies to a single document: write it to a NAME{SUFFIX} file next to the document"
            )
        own = name.removeprefix("extra.")
        if name in REPEATABLE_FIELDS:
            fields.setdefault(name, []).append(value)
        elif name in fields or own in fields.get("extra", {}):
            raise OptionError(f"{name} is given twice: give it once")
        elif own != name:
            fields.setdefault("extra", {})[own] = value
        else:
            fields[name] = value
    try:
        return DeclaredMetadata.model_validate(fields) if fields else None
    except ValidationError as error:
        raise OptionError(explain(error.errors(include_url=False, include_input=False)[0])) from error


def with_declared(record: Record, *declared: DeclaredMetadata | None) -> Record:
    """The record with declared metadata, later declarations taking precedence; its fingerprint reflects them."""
    fields: dict[str, Any] = {}
    for one in declared:
        fields |= _given(one) if one is not None else {}
    if not fields:
        return record
    id_ = str(fields.pop("id", record.id))
    return replace(
        record,
        id=id_,
        reader_version=f"{record.reader_version}+{_digest(fields)}",
        make=partial(_described, record, id_, fields),
    )


def _given(declared: DeclaredMetadata) -> dict[str, Any]:
    """The declared fields, plus the year of `published` if no year is declared."""
    fields = {name: getattr(declared, name) for name in declared.model_fields_set}
    if fields.get("published") and "year" not in fields:
        fields["year"] = fields["published"].year
    return {name: value for name, value in fields.items() if value is not None}


def _digest(fields: dict[str, Any]) -> str:
    return sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _described(record: Record, id_: str, fields: dict[str, Any]) -> Document:
    document = record.parse()
    metadata = document.metadata
    extra = {**metadata.extra, **fields.get("extra", {})}
    return replace(document, metadata=replace(metadata, **{**fields, "id": id_, "extra": extra}))
