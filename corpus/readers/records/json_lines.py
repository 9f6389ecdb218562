"""Reading of JSON Lines as records: one per line with a unique id; a bad line does not stop the others."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256

from corpus.document import Document
from corpus.readers.base import Reader, ReadError, Record, Refusal, SourceFile

_BOM = b"\xef\xbb\xbf"

Make = Callable[[], Document]


def line_records(
    source: SourceFile, reader: Reader, taken: Callable[[object, str], tuple[str, Make]], remedy: str
) -> Iterator[Record | Refusal]:
    """A record or a refusal for each line that is not blank; raises `SourceError` for damaged data.

    `taken` returns the id and the parsing function for a line's value and place, or raises `ReadError`; `remedy`
    completes the message about a repeated id.
    """
    seen: dict[str, int] = {}
    for number, raw in enumerate(source.lines(), start=1):
        if not raw.strip():
            continue
        place = f"{source.path}, line {number}"
        try:
            id_, make = taken(_value(raw, place, source.limits.record_bytes), place)
        except ReadError as error:
            yield error.refusal
            continue
        if id_ in seen:
            yield Refusal(place, f"the id {id_!r} is already on line {seen[id_]}: {remedy}")
            continue
        seen[id_] = number
        yield Record(id_, place, sha256(raw.strip()).hexdigest(), reader.name, reader.version, make)


def _value(raw: bytes, place: str, limit: int) -> object:
    if len(raw) > limit:
        raise ReadError(place, f"the document has more than {limit} bytes: split it")
    try:
        value: object = json.loads(raw.removeprefix(_BOM).decode())
    except UnicodeDecodeError as error:
        raise ReadError(place, f"byte {error.start} of the line is not UTF-8: convert the file") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(place, f"the line is not valid JSON: {error}") from error
    return value
