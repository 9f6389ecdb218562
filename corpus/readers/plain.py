"""The reader for plain text: paragraphs, bullets, unambiguous headings and a reference list."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby

from corpus.document import Document, Kind, Metadata, Reference
from corpus.readers.base import Record, Refusal, SourceFile, nothing_to_quote, peek
from corpus.readers.shared import (
    HEADING_CHARACTERS,
    default_title,
    is_heading,
    is_reference_heading,
    reference,
    slug,
)
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter, clean, decode, is_visible, lines

HEADING_WORDS = 8
TITLE_CHARACTERS = 150
_BULLET = re.compile(r"^(\s*)(?:[-*•◦▪–]|\d{1,2}[.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*(={3,}|-{3,}|~{3,})\s*$")
_RULE = re.compile(r"^\s*([-*_=~#]\s?){3,}\s*$")
_ENTRY = re.compile(r"^\s*(?:\[(\d{1,3})\][.:]?|(\d{1,3})[.)])\s+(?=\S)")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")

Group = list[str]


class PlainReader:
    """Reads any UTF-8 text; one file is one document, named after the file."""

    name = "plain"
    version = "2"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - accepts any text
        """Whether the file is anything but JSON."""
        return _JSON.match(peek(head)) is None

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, decode(raw), id_, source.stem, place)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, text: str, id_: str, stem: str, place: str) -> Document:
        groups, references = _divided(_groups(text))
        title, groups = _titled(groups, stem)
        builder = DocumentBuilder(self._splitter, MarkerStyle.BRACKETS if references else MarkerStyle.NONE)
        builder.title(title)
        for group, following in zip(groups, [*groups[1:], None], strict=False):
            _add(group, builder, leads=following is not None)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(Metadata(id_, title), references)


def _groups(text: str) -> list[Group]:
    """The groups of lines between blank lines; lines that are only horizontal rules are omitted."""
    filled = groupby(lines(text), key=is_visible)
    groups = [list(group) for visible, group in filled if visible]
    return [group for group in groups if len(group) > 1 or not _RULE.match(group[0])]


def _divided(groups: Sequence[Group]) -> tuple[list[Group], tuple[Reference, ...]]:
    """The groups of the text, and the references in a last part headed `References` with numbered entries."""
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not is_reference_heading(group[0]):
            continue
        listed = [*group[1:], *(line for rest in groups[at + 1 :] for line in rest)]
        listed = [line for line in listed if not _UNDERLINE.match(line)]
        references = tuple(_references(listed))
        if listed and _ENTRY.match(listed[0]) and len({entry.number for entry in references}) == len(references):
            return list(groups[:at]), references
    return list(groups), ()


def _references(listed: Sequence[str]) -> Iterator[Reference]:
    number, text = 0, ""
    for line in listed:
        entry = _ENTRY.match(line)
        if entry is None:
            text += " " + line
            continue
        if text:
            yield reference(number, text, kind=Kind.OTHER)
        number, text = int(entry[1] or entry[2]), line[entry.end() :]
    if text:
        yield reference(number, text, kind=Kind.OTHER)


def _titled(groups: Sequence[Group], stem: str) -> tuple[str, list[Group]]:
    """The title and the remaining groups; the title is a first line that is underlined or reads like a title."""
    if not groups:
        return default_title(stem), []
    first, *rest = groups[0]
    title = clean(first)
    if rest and _UNDERLINE.match(rest[0]):
        return title, [group for group in (rest[1:], *groups[1:]) if group]
    reads_like_one = len(title) <= TITLE_CHARACTERS and not title.endswith((".", ":", ";", ","))
    if reads_like_one and not rest and len(groups) > 1 and not _BULLET.match(first):
        return title, list(groups[1:])
    return default_title(stem), list(groups)


def _add(group: Group, builder: DocumentBuilder, *, leads: bool) -> None:
    """Adds a group as a heading, or as its bullets and paragraphs with wrapped lines joined."""
    first, rest = group[0], group[1:]
    if rest and _UNDERLINE.match(rest[0]) and len(first.strip()) <= HEADING_CHARACTERS:
        builder.heading(first, level=2 if "=" in rest[0] else 3)
        group = rest[1:]
    elif not rest and leads and _is_plain_heading(first):
        builder.heading(first)
        return
    open_indents: list[int] = []
    for bullet, text in _joined(group):
        if bullet is None:
            builder.paragraph(text)
        else:
            open_indents = [indent for indent in open_indents if indent < len(bullet)]
            builder.list_item(text, depth=len(open_indents))
            open_indents.append(len(bullet))


def _is_plain_heading(line: str) -> bool:
    """Whether a line is short, looks like a heading and is not a list item."""
    words = clean(line).split()
    if _BULLET.match(line) or len(words) > HEADING_WORDS:
        return False
    return is_heading(line)


def _joined(group: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """The group's texts, each with the indentation of its bullet, or None for a paragraph."""
    indent: str | None = None
    text = ""
    for line in group:
        bullet = _BULLET.match(line)
        if bullet is None:
            text += " " + line
            continue
        if text:
            yield indent, text
        indent, text = bullet[1], line[bullet.end() :]
    if text:
        yield indent, text
