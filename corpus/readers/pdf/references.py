"""A document's own reference list: the drafts under "References", parsed into entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from corpus.document import Reference
from corpus.readers.pdf.joining import Vocabulary, join_lines
from corpus.readers.pdf.layout import Draft, DraftKind, heading_text
from corpus.readers.pdf.page import Line
from corpus.readers.shared import is_reference_heading, is_reference_like, reference

FARTHEST_GAP = 3  # in the numbering: entries between may be unreadable
FIRST_TEXTS = 3  # the first entry is among this many texts after the heading
HANGING = 4.0  # points
_NUMBER = re.compile(r"(?:\[(\d{1,3})\]\s*|(\d{1,3})(?:[.)]\s*|\s+))(?=\S)")
_HEADING_MARKS = re.compile(r"\A\s*(?:\d{1,2}\.?|[A-Z]\.)\s+|[\d*†]+\s*\Z")
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|du|dos|das|la|le|el|al|bin|ter|ten)\s)*"
_SURNAME = rf"{_PARTICLES}[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?"
_AUTHORS = re.compile(
    rf"(?:{_SURNAME}\s[A-Z]{{1,4}}(?:\s(?:Jr|Sr|2nd|3rd))?(?:,\s|\.\s|\s(?=et al)))+(?:et al\.?,?\s)?"
)
_DATED = re.compile(r"[^()]{3,400}?\(((?:1[5-9]|20)\d\d)[a-z]?\)[.,:]?\s")  # Doe J, Roe R (2020)
_VOLUME = re.compile(r"\s\d+(?:\s?\([^()]{1,12}\))?\Z")
_TITLE_END = re.compile(r"[.?!]\s")
_CONTAINER = re.compile(r"[^.;:\d][^.;:]*(?:\.[^.;:\d]+)*(?=[.;:]|\s\d)")
_PUBLISHER = re.compile(r"(?<=[.?!]\s)[A-Z][\w ,()-]{2,40}:\s[^;:]{3,80}(?=;\s?\d{4})")
_IN_BRACKETS = re.compile(r"\((https?://[^\s()]+)\)")
LONGEST_ENTRY = 2000
_ACCESSED = re.compile(r"[,;]?\s*accessed\s[^)]{4,30}\)", re.IGNORECASE)


def split_references(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts of the text and those of the reference list.

    The list extends from its heading to the next heading of the same or a higher level. A heading without entries
    below it, such as the title of a table column, starts no list. Tables and captions among the entries, and the
    drafts after them up to the next entry, belong to the text.
    """
    body: list[Draft] = []
    listed: list[Draft] = []
    level, aside = 0, False
    for at, draft in enumerate(drafts):
        if draft.kind is DraftKind.HEADING:
            if is_reference_heading(_HEADING_MARKS.sub("", heading_text(draft))) and _lists(drafts[at + 1 :]):
                level, aside = draft.level, False
                continue
            if draft.level <= level:
                level = 0
        aside = draft.kind in (DraftKind.CAPTION, DraftKind.ROW) or (aside and not _goes_on(listed, draft))
        (listed if level and not aside else body).append(draft)
    return body, listed


def _lists(following: Sequence[Draft]) -> bool:
    """Whether one of the following texts is the first entry of a list."""
    below = takewhile(lambda draft: draft.kind is not DraftKind.HEADING, following)
    texts = (draft for draft in below if draft.kind in (DraftKind.PARAGRAPH, DraftKind.ITEM))
    return any(_number(draft) == 1 or is_reference_like(_text(draft)) for draft in islice(texts, FIRST_TEXTS))


def _goes_on(listed: Sequence[Draft], draft: Draft) -> bool:
    """Whether a text continues the list: by its number or, in a list without numbers, by its form."""
    if draft.kind not in (DraftKind.PARAGRAPH, DraftKind.ITEM):
        return False
    numbers = [number for entry in listed if (number := _number(entry))]
    if not numbers:
        return is_reference_like(_text(draft))
    return 0 < _number(draft) - max(numbers) <= FARTHEST_GAP


def _number(draft: Draft) -> int:
    """The number at the start of an entry; 0 if there is none."""
    match = _NUMBER.match(_text(draft))
    return int(match[1] or match[2]) if match else 0


def _text(draft: Draft) -> str:
    return " ".join(line.text for line in _relabelled(draft))


def references(listed: Sequence[Draft], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The references in order, with the numbers of the list or, if it has none, their positions."""
    lines = [line for draft in listed if draft.kind is not DraftKind.NOTE for line in _relabelled(draft)]
    found: dict[int, Reference] = {}
    for number, entry in _numbered(lines) or _counted(lines):
        found.setdefault(number, _reference(number, join_lines(entry, vocabulary).text))
    return tuple(found.values())


def _relabelled(draft: Draft) -> Iterator[Line]:
    first, *rest = draft.lines
    if draft.label:
        text = f"{draft.label} {first.text}"
        flags = bytes(len(draft.label) + 1) + first.flags
        first = Line(text, flags, first.x0, first.x1, first.y, first.size, first.font, first.row, first.page)
    yield first
    yield from rest


def _numbered(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    """The entries of a numbered list; empty if the list does not begin with number 1."""
    entries: list[tuple[int, list[Line]]] = []
    for line in lines:
        match = _NUMBER.match(line.text)
        number = int(match[1] or match[2]) if match else 0
        expected = entries[-1][0] + 1 if entries else 1
        if match and expected <= number < expected + (FARTHEST_GAP if entries else 1):
            rest = replace(line, text=line.text[match.end() :], flags=line.flags[match.end() :])
            entries.append((number, [rest]))
        elif entries:
            entries[-1][1].append(line)
    return entries


def _counted(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    """The entries of a list without numbers but with hanging indents, numbered by position."""
    entries: list[tuple[int, list[Line]]] = []
    for line in lines:
        if not entries or line.page != entries[-1][1][0].page or line.x0 - entries[-1][1][0].x0 < HANGING:
            entries.append((len(entries) + 1, [line]))
        else:
            entries[-1][1].append(line)
    return entries


def _reference(number: int, entry: str) -> Reference:
    """The reference of an entry: authors, title, container and the rest if recognised, else all as the title."""
    entry = _IN_BRACKETS.sub(r" \1 ", _ACCESSED.sub(")", entry[:LONGEST_ENTRY]))
    dated = _DATED.match(entry)
    authors = dated or _AUTHORS.match(entry)
    begin = authors.end() if authors else 0
    end = _TITLE_END.search(entry, begin)
    container = _CONTAINER.match(entry, end.end()) if authors and end else _PUBLISHER.search(entry)
    if container is None or not entry[begin : container.start()].strip():
        return reference(number, entry)
    rest = entry[container.end() :]
    found = reference(number, entry[begin : container.start()], rest or entry, container=container[0])
    if dated is None:
        return found
    return replace(found, year=int(dated[1]), container=_VOLUME.sub("", found.container or "") or None)
