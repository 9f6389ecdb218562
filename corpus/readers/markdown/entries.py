"""The reference list of an article, with entries `1. **Kind** Title. *Container*, 2025. https://... doi:...`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, groupby

from corpus.document import Kind, Reference
from corpus.readers.base import ReadError
from corpus.readers.markdown.elements import Element
from corpus.readers.shared import StyledRun, kind_of, parse_reference, reference
from corpus.text import LINE_BREAK, is_visible

_NUMBERED = re.compile(r"\s*\[(\d{1,3})\][.:]?\s+")


@dataclass(slots=True)
class _Entry:
    number: int
    line: int
    written: bool = False  # whether the number was written as [1]; such entries keep it
    runs: list[StyledRun] = field(default_factory=list)


def references_of(elements: Sequence[Element], place: str, first_line: int) -> tuple[Reference, ...]:
    """The references in the elements under a `References` heading.

    The numbers are those of the list; if every item is numbered 1, as Markdown allows, they are the positions.
    Raises `ReadError` with the line for a repeated number, because markers with it would be ambiguous.
    """
    entries = _counted(list(_entries(elements)))
    found: dict[int, Reference] = {}
    for entry in entries:
        if entry.number in found:
            raise ReadError(
                f"{place}, line {first_line + entry.line}",
                f"reference {entry.number} is listed twice: renumber it",
            )
        found[entry.number] = _reference(entry)
    return tuple(found.values())


def _counted(entries: list[_Entry]) -> list[_Entry]:
    if len(entries) > 1 and all(entry.number == 1 and not entry.written for entry in entries):
        return [_Entry(number, entry.line, False, entry.runs) for number, entry in enumerate(entries, start=1)]
    return entries


def _entries(elements: Iterable[Element]) -> Iterator[_Entry]:
    """The entries: numbered list items and `[n] ...` lines; lines without a number continue the entry above."""
    entry: _Entry | None = None
    for element in elements:
        number = element.number
        for line in _lines(element.runs):
            written = _NUMBERED.match(line[0].text)
            if written:
                number = int(written[1])
                line[0] = line[0]._replace(text=line[0].text[written.end() :])
            if number is not None:
                if entry is not None:
                    yield entry
                entry, number = _Entry(number, element.line, written is not None), None
            if entry is not None:
                entry.runs += [*line, StyledRun(" ")]
    if entry is not None:
        yield entry


def _lines(parts: Iterable[StyledRun]) -> Iterator[list[StyledRun]]:
    """The runs of each source line that has visible text."""
    for is_break, line in groupby(parts, key=lambda run: run.text in ("\n", LINE_BREAK)):
        visible = list(dropwhile(lambda run: not is_visible(run.text), line))
        if visible and not is_break:
            yield visible


def _reference(entry: _Entry) -> Reference:
    """The reference of an entry: a leading bold label is the kind, the last italics the container."""
    parts = entry.runs
    kind = kind_of(parts[0].text) if parts[0].style == "strong" else None
    if kind is not None:
        parts = parts[1:]
    italic = [at for at, part in enumerate(parts) if part.style == "em"]
    links = " ".join(part.href for part in parts if part.href.startswith("http"))
    if not italic or not _joined(parts[: italic[-1]]).strip():
        return parse_reference(entry.number, entry.runs)
    at = italic[-1]
    tail = f"{_joined(parts[at + 1 :])} {links}"
    return reference(entry.number, _joined(parts[:at]), tail, kind or Kind.OTHER, parts[at].text)


def _joined(parts: Iterable[StyledRun]) -> str:
    return "".join(part.text for part in parts)
