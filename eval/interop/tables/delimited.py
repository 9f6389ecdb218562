"""CSV and TSV files: decodes them, and parses them with a given separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from eval.errors import DataError

SEPARATORS: Mapping[str, str] = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
LONGEST_CELL = 10_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def decoded(path: Path) -> tuple[str, str]:
    """The text of a file and the name of its encoding: UTF-8, UTF-16, or else Windows-1252.

    Raises DataError for bytes that are text in none of them.
    """
    data = path.read_bytes()
    for encoding, name, skipped in _candidates(data):
        try:
            return data[skipped:].decode(encoding), name
        except UnicodeDecodeError:
            continue
    raise DataError(path, "is text in neither UTF-8, UTF-16 nor Windows-1252: save it as CSV in UTF-8")


def _candidates(data: bytes) -> list[tuple[str, str, int]]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return [(encoding, name, len(mark))]
    if b"\0" in data[:1000]:
        little = data[1:1000:2].count(0) >= data[0:1000:2].count(0)
        return [("utf-16-le" if little else "utf-16-be", "UTF-16", 0)]
    return [("utf-8", "UTF-8", 0), ("cp1252", "Windows-1252", 0)]


def parsed(path: Path, text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a text, without a first line `sep=;`, which Excel does not show either.

    Raises DataError for a text that is not CSV.
    """
    told = _SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    try:
        with _long_cells():
            return tuple(tuple(row) for row in csv.reader(io.StringIO(body, newline=""), delimiter=separator))
    except csv.Error as error:
        raise DataError(path, f"cannot be read as CSV ({error}): save it again as CSV in UTF-8") from error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Allows long cells; the limit is one of the whole process, so it is restored."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
