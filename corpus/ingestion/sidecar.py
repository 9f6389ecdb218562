"""Metadata beside a file: `name.meta.yaml` says of `name.pdf` what the file does not, or says wrongly."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.document import Document
from corpus.readers import Declared, ReadError, Record, SourceFile, declared_in, explain
from corpus.text import DecodeError, decode

SUFFIX = ".meta.yaml"
MAX_BYTES = 1024 * 1024
OF_ONE = ("id", "title")
SEVERAL = ("authors", "audience")


class OptionError(ValueError):
    """An option that declares no metadata; the message names it and what is wrong."""


def is_sidecar(path: Path) -> bool:
    """Whether a file is the metadata of another; it is never a document itself."""
    return path.name.endswith(SUFFIX)


def beside(path: Path) -> Path:
    """Where the metadata of a file would stand: `name.meta.yaml` for `name.pdf` and for `name.jsonl.gz`."""
    return path.with_name(SourceFile(path).stem + SUFFIX)


def declared_beside(path: Path) -> Declared | None:
    """What is declared beside a file, None where nothing is; raises `ReadError` with file, line and field."""
    sidecar = beside(path)
    if not sidecar.is_file():
        return None
    place = str(sidecar)
    try:
        if sidecar.stat().st_size > MAX_BYTES:
            raise ReadError(place, f"more than {MAX_BYTES} bytes: metadata are a few lines")
        source = decode(sidecar.read_bytes())
    except DecodeError as error:
        raise ReadError(place, str(error)) from error
    except OSError as error:
        raise ReadError(place, f"cannot be read ({error.strerror}): check its permissions") from error
    return declared_in(source, place, "the file")


def declared_by(options: Sequence[str]) -> Declared | None:
    """What `field=value` options declare of every document of a run, None where there are none.

    `authors` and `audience` may be given several times, and `extra.name=value` is a field of your own. Raises
    `OptionError` for what is no field, no value of it, given twice, or the id or title of one document.
    """
    fields: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not value:
            raise OptionError(f"{option!r} is no field=value")
        if name in OF_ONE:
            raise OptionError(f"{name} belongs to one document: write it into a NAME{SUFFIX} beside it")
        own = name.removeprefix("extra.")
        if name in SEVERAL:
            fields.setdefault(name, []).append(value)
        elif name in fields or own in fields.get("extra", {}):
            raise OptionError(f"{name} is given twice: keep one")
        elif own != name:
            fields.setdefault("extra", {})[own] = value
        else:
            fields[name] = value
    try:
        return Declared.model_validate(fields) if fields else None
    except ValidationError as error:
        raise OptionError(explain(error.errors(include_url=False, include_input=False)[0])) from error


def described(record: Record, *declared: Declared | None) -> Record:
    """The record with what is declared of it, a later declaration before one in front; its fingerprint tells."""
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


def _given(declared: Declared) -> dict[str, Any]:
    """The fields that are declared, and the year of a publication date that comes without one."""
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
