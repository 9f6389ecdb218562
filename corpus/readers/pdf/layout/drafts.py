"""Drafts of blocks: the lines of a column, divided into paragraphs and list items before their text is joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile

from corpus.readers.pdf.layout.columns import Column
from corpus.readers.pdf.page import BOLD, RAISED, Line
from corpus.readers.pdf.tables import TableRow

SAME_SIZE = 0.07
WIDE_LEADING = 1.22  # of the usual line distance: a paragraph ends at a wider one
WIDEST_LEADING, WIDEST_LARGE_LEADING = 1.7, 1.35  # of the font size; headings are set more tightly
INDENT = 0.7  # of the font size
_DASHES = "-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d*\u00b7"  # also in running text, as is the letter o
_SIGNS = (
    "\u2022\u2219\u2023\u25a0-\u25a3\u25aa\u25ab\u25b6\u25ba\u25b8\u25b9\u25cb-\u25cf\u25e6\u25fc-\u25fe\u25c6\u25c7\u29bf"
    "\u29be\u2705\u2713\u2714\u2717\u27a2\u27a4\u2756\u2751\u2752\u2610-\u2612\uf000-\uf0ff"
)
_BULLET = re.compile(rf"(?:([{_SIGNS}])\s*|([{_DASHES}]|o)\s+)(?=\S)")
_ENUMERATOR = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(?[A-Z]\)|\[\d{1,3}\])\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*[\d,\s–⁰-⁹¹²³-]*\Z")
_FIRST_WORD = re.compile(r"\S+")


class DraftKind(StrEnum):
    """The type of a draft; a note is a footnote, apart from the running text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    NOTE = "note"
    ROW = "row"


@dataclass(slots=True)
class Draft:
    """A block before its text is joined. `label` is an item's bullet or number; `right` is the column's edge."""

    lines: list[Line]
    kind: DraftKind = DraftKind.PARAGRAPH
    label: str = ""
    right: float = 0.0
    box: int = -1
    level: int = 0
    row: TableRow | None = None
    closes: int = 0  # sections of this level and deeper, opened in a table or box, end before this draft
    cells: list[list["Draft"]] = field(default_factory=list)
    doubtful: bool = False  # it may have text of other rows or columns of its table

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def page(self) -> int:
        """The number of the page on which it begins."""
        return self.lines[0].page

    @property
    def is_bold(self) -> bool:
        """Whether all of its text is bold."""
        return all(line.all_flagged(BOLD) for line in self.lines)

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(len(line.text.split()) for line in self.lines)


def drafts(column: Column, leading: "Leading") -> list[Draft]:
    """The paragraphs and items of a column, in order."""
    found: list[Draft] = []
    for line in column.lines:
        label = _label(line, found)
        if label or not found or _parts(found[-1], line, column, leading):
            text = _without(line, label) if label else line
            kind = DraftKind.ITEM if label else DraftKind.PARAGRAPH
            found.append(Draft([text], kind, label.strip(), column.x1, column.box))
        else:
            found[-1].lines.append(line)
    return [draft for draft in _with_plain_enumerators(found) if draft.lines[0].text]


def is_ended(text: str) -> bool:
    """Whether a text ends like a sentence, ignoring citation markers."""
    return _ENDED.search(text[-24:]) is not None


class Leading:
    """The usual distance between lines in a document, by font size."""

    def __init__(self, columns: Sequence[Column]) -> None:
        distances: dict[int, Counter[float]] = {}
        for column in columns:
            for one, following in zip(column.lines, column.lines[1:], strict=False):
                distance = round(following.y - one.y, 1)
                if (
                    abs(one.size - following.size) < SAME_SIZE * one.size
                    and 0.8 * one.size < distance < 2.2 * one.size
                ):
                    distances.setdefault(round(one.size), Counter())[distance] += 1
        self._body = max(distances, key=lambda size: distances[size].total(), default=0)
        self._usual = {
            size: min(d for d, n in counts.items() if n >= 0.3 * counts.most_common(1)[0][1])
            for size, counts in distances.items()
        }

    def of(self, size: float) -> float:
        """The usual distance between lines of this font size, in points."""
        widest = WIDEST_LEADING if size <= self._body + 1 else WIDEST_LARGE_LEADING
        return min(self._usual.get(round(size), 1.25 * size), widest * size)


def _label(line: Line, found: Sequence[Draft]) -> str:
    """The bullet or number at the start of a line, with the space after it; empty if the line begins no item."""
    bullet = _BULLET.match(line.text)
    if bullet:
        letter = bullet[2] == "o" and bool(found) and not _is_level(found[-1], line)
        opens = not found or (is_ended(found[-1].lines[-1].text) if letter else _opens_after(found[-1], line))
        return bullet[0] if bullet[1] or opens else ""
    number = _ENUMERATOR.match(line.text)
    if number is None or line.flags[0] & RAISED:
        return ""
    return number[0] if not found or _opens_after(found[-1], line) else ""


def _opens_after(last: Draft, line: Line) -> bool:
    """Whether an item may begin after this draft: after its end, or at the position of the item before."""
    if _is_level(last, line):
        return True
    return (
        is_ended(last.lines[-1].text)
        or last.lines[-1].page != line.page
        or line.y - last.lines[-1].y > 1.3 * line.size
        or last.lines[-1].x1 < last.right - 6 * line.size
    )


def _is_level(last: Draft, line: Line) -> bool:
    """Whether a line begins where the item before it does."""
    return last.kind is DraftKind.ITEM and abs(last.first.x0 - line.x0) <= line.size / 2


def _without(line: Line, label: str) -> Line:
    cut = len(label)
    return Line(
        line.text[cut:], line.flags[cut:], line.x0, line.x1, line.y, line.size, line.font, line.row, line.page
    )


def _parts(last: Draft, line: Line, column: Column, leading: Leading) -> bool:
    """Whether a line begins a new block."""
    raised = list(takewhile(lambda line: line.all_flagged(RAISED), reversed(last.lines)))
    before = last.lines[-1 - len(raised) % len(last.lines)]
    if line.all_flagged(RAISED) and not before.all_flagged(RAISED):
        return False
    if abs(line.size - before.size) > SAME_SIZE * before.size:
        return True
    if line.y - before.y > WIDE_LEADING * leading.of(line.size) * (1 + len(raised)) + 0.5:
        return True
    if _restyled(before, line):
        return True
    return _indented(last, line) or _broken_off(before, line, column)


def _restyled(before: Line, line: Line) -> bool:
    """Whether bold text ends or begins at the line end, together with the sentence."""
    was, now = before.all_flagged(BOLD), line.all_flagged(BOLD)
    if was and not now:
        return not line.flags[0] & BOLD and not line.text[0].islower()
    return now and not was and not before.flags[-1] & BOLD and is_ended(before.text)


def _indented(last: Draft, line: Line) -> bool:
    """Whether a line is indented or outdented relative to the block before it."""
    if line.text[0].islower() and not is_ended(last.lines[-1].text):
        return False
    reference = last.lines[-1].x0
    if last.kind is DraftKind.ITEM:
        hanging = last.lines[1].x0 if len(last.lines) > 1 else None
        if hanging is None:
            return line.x0 < last.first.x0 - INDENT * line.size
        return abs(line.x0 - hanging) > INDENT * line.size and line.x0 < hanging
    return line.x0 - reference > INDENT * line.size and (len(last.lines) > 1 or is_ended(last.lines[-1].text))


def _broken_off(before: Line, line: Line, column: Column) -> bool:
    """Whether the line before ended early, although the next word would have fit on it."""
    word = _FIRST_WORD.match(line.text)
    if word is None or not is_ended(before.text) or line.text[0].islower():
        return False
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word[0]) + 1)
    return column.x1 - before.x1 > 1.3 * width + 0.5 * line.size


def _with_plain_enumerators(found: list[Draft]) -> Iterator[Draft]:
    """The drafts, with isolated numbered items turned back into paragraphs that begin with the number."""
    for at, draft in enumerate(found):
        if (
            draft.kind is DraftKind.ITEM
            and _ENUMERATOR.match(draft.label + " x")
            and not _BULLET.match(draft.label + " x")
        ):
            near = [other.kind is DraftKind.ITEM for other in found[max(0, at - 1) : at] + found[at + 1 : at + 2]]
            hangs = len(draft.lines) > 1 and draft.lines[1].x0 > draft.first.x0 + INDENT * draft.first.size
            if not (any(near) or hangs):
                draft.kind = DraftKind.PARAGRAPH
                draft.lines[0] = _with_label(draft.first, draft.label)
                draft.label = ""
        yield draft


def _with_label(line: Line, label: str) -> Line:
    text = f"{label} {line.text}"
    flags = bytes([line.flags[0]]) * len(label) + b"\0" + line.flags
    return Line(text, flags, line.x0, line.x1, line.y, line.size, line.font, line.row, line.page)
