"""The reader for copied article pages: the plain text of a web page with review status, bullets and references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from corpus.document import Document, Kind, Metadata, Reference, ReviewStatus
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote, peek
from corpus.readers.shared import is_heading, is_reference_heading, kind_of, reference, slug
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter, clean, decode, lines

_UPDATED = re.compile(r"^Last updated:\s*([A-Z][a-z]+ \d{1,2}, \d{4})", re.MULTILINE)
_STATUS = re.compile(r"^(?:Article )?Review Status\s*$", re.MULTILINE | re.IGNORECASE)
_PENDING = re.compile(r"\bpending human review\b", re.IGNORECASE)
_BULLET = re.compile(r"^(\s*)[•◦▪*-]\s+(?=\S)")
_FURNITURE = re.compile(
    r"(?:Medical Advisory Board|Educational purpose only|(?:Article )?Review Status$|Submitted$|Under Review$|"
    r"Approved$|Last updated:|Personalize$|Help us tailor|Which best describes you)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:Professional Medical Disclaimer|Medical Disclaimer|Have a follow-up question\?)$", re.IGNORECASE
)
_NESTED_INDENT = 4
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    body: tuple[str, ...]
    references: tuple[Reference, ...]
    updated: date | None
    status: ReviewStatus | None


class CopiedPageReader:
    """Reads a web page copied as text, without its page furniture (status steps, disclaimer, prompts)."""

    name = "page"
    version = "2"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - the content is enough
        """Whether there is a `Last updated:` line and a review status line."""
        text = "\n".join(line.strip() for line in lines(peek(head)))
        return bool(_UPDATED.search(text) and _STATUS.search(text))

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record, named after the file."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, decode(raw), id_, place)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, text: str, id_: str, place: str) -> Document:
        page = _page(lines(text), place)
        builder = DocumentBuilder(self._splitter, MarkerStyle.TRAILING)
        builder.title(page.title)
        for line in page.body:
            _add(line, builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        metadata = Metadata(id_, page.title, Kind.ARTICLE, last_updated=page.updated, review_status=page.status)
        return builder.build(metadata, page.references)


def _add(line: str, builder: DocumentBuilder) -> None:
    bullet = _BULLET.match(line)
    if bullet:
        builder.list_item(line[bullet.end() :], depth=int(len(bullet[1]) >= _NESTED_INDENT))
    elif is_heading(line) and not re.search(r"\s\d{1,2}$", line):
        builder.heading(line)
    else:
        builder.paragraph(line)


def _page(source: Sequence[str], place: str) -> _Page:
    """The parts of the page; blank lines are ignored."""
    filled = [line for line in source if clean(line)]
    whole = "\n".join(filled)
    content = _before_end(filled)
    listed_from = _list_start(content)
    title = clean(content[0]) if content and not _FURNITURE.match(content[0].strip()) else ""
    if not title:
        raise ReadError(place, "the page has no title: put it on the first line")
    updated = _UPDATED.search(whole)
    return _Page(
        title=title,
        body=tuple(_without_furniture(content[1:listed_from], title)),
        references=tuple(_references(content[listed_from + 1 :])),
        updated=_date(updated[1]) if updated else None,
        status=ReviewStatus.SUBMITTED if _PENDING.search(whole) else None,
    )


def _before_end(filled: Sequence[str]) -> list[str]:
    """The lines up to the disclaimer or the prompt for a question."""
    end = next((at for at, line in enumerate(filled) if _END.match(line.strip())), len(filled))
    return list(filled[:end])


def _list_start(content: Sequence[str]) -> int:
    """The index of the `References` line that a kind label follows; the number of lines if there is none."""
    for at in range(len(content) - 2, -1, -1):
        if is_reference_heading(content[at]) and kind_of(content[at + 1]):
            return at
    return len(content)


def _without_furniture(body: Sequence[str], title: str) -> Iterator[str]:
    """The lines of the body after the repeated title (if it is repeated), without page furniture."""
    again = next((at for at, line in enumerate(body) if clean(line) == title), -1)
    for line in body[again + 1 :]:
        if not _FURNITURE.match(line.strip()) and clean(line) != title:
            yield line


def _references(listed: Sequence[str]) -> Iterator[Reference]:
    """The entries in order; each has a kind label, the title, then container and year."""
    starts = [at for at, line in enumerate(listed) if kind_of(line)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(listed)], strict=False), start=1):
        title, *rest = [*listed[start + 1 : end], ""]
        tail = " ".join(rest)
        container = re.split(r",\s*(?=\d{4}\b)|\bhttps?://|\bdoi:|\bpmid:", tail, maxsplit=1, flags=re.IGNORECASE)[
            0
        ]
        yield reference(number, title, tail or title, kind_of(listed[start]) or Kind.OTHER, container)


def _date(written: str) -> date | None:
    """The date in `November 3, 2025`; None if there is no such day."""
    month, day, year = written.replace(",", "").split()
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
