"""Lines of text: the runs of a page combined by baseline, with spaces between words."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.pdf.page.borders import OVERLAP, Border, are_parted, beside
from corpus.readers.pdf.page.glyphs import GlyphRun
from corpus.readers.pdf.page.grids import Grid
from corpus.readers.pdf.page.spacing import Row, gap_between, is_spaced, with_whole_words

ITALIC, BOLD, RAISED, LOWERED = 1, 2, 4, 8  # a character's flags
UNSURE, CROSSING, BEYOND = 16, 32, 64  # not mapped to Unicode; across a border; the first one beyond a border
SAME_BASELINE = 0.12  # of the font size
COLUMN_GAP = 0.65  # of the font size: a line is split at wider gaps, because its parts may be in two columns
CELL_GAP = 0.5  # of the font size: the same at a drawn border
SCRIPT_SIZE = 0.86  # of the neighbours' size: smaller text off the baseline is a superscript or subscript
LABEL_SHIFT, LABEL_GAP = 0.55, 3.0  # of the font size: a bullet's largest distance from its item, down and across
LABEL_SIZE = 0.35  # of the item's size: the largest difference in size of a bullet or number
SCRIPT_GAP, LIST_GAP = 0.6, 2.5  # of the font size: the widest gap in a superscript, and after a comma in one
_LISTED = re.compile(r"[\d,;\u2010-\u2015\u2212-]+")
_OPEN_ENDS = (",", ";", "\u2013", "-")
_LABEL = re.compile(r"[•●▪▫◦‣■□◆○◼➢✓❖·\u2010-\u2015\u2212\uff0d-]|\(?\d{1,3}[.)]|\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or the part of one between wide gaps.

    `flags` has one byte per character of `text`. `size` and `font` are those of most characters; `row` is the
    same for all parts of one line. Coordinates are in points; `y` is the baseline.
    """

    text: str
    flags: bytes
    x0: float
    x1: float
    y: float
    size: float
    font: str
    row: int
    page: int = 0

    @property
    def top(self) -> float:
        """The approximate top of its tall letters."""
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The approximate bottom of its descenders."""
        return self.y + 0.22 * self.size

    @property
    def middle(self) -> float:
        """The middle between its top and bottom."""
        return self.y - 0.26 * self.size

    def all_flagged(self, flag: int) -> bool:
        """Whether every letter and digit has this flag."""
        is_any = False
        for character, of in zip(self.text, self.flags, strict=True):
            if character.isalnum():
                if not of & flag:
                    return False
                is_any = True
        return is_any


def lines(
    runs: Sequence[GlyphRun], page: int, grids: Sequence[Grid] = (), borders: Sequence[Border] = ()
) -> list[Line]:
    """The lines of a page, from top to bottom and left to right, which is not yet the reading order.

    A drawn border splits a line, however narrow the gap. Above and below a grid, narrower gaps than elsewhere
    split a line at the borders between the grid's columns.
    """
    found = []
    cuts = [cut for grid in grids for cut in grid.cuts]
    for number, row in enumerate(_with_scripts(_rows(runs))):
        parts = [_line(part, number, page, borders) for part in _parts(row, cuts, borders)]
        found += parts[:1] + [_beyond(line, before, borders) for before, line in pairwise(parts)]
    return found


def merge_lines(parts: Sequence[Line]) -> Line:
    """Merges parts of one line, in the given order."""
    if len(parts) == 1:
        return parts[0]
    if any(crosses(before, line) for before, line in pairwise(parts)):
        parts = [replace(part, flags=bytes(flag | CROSSING for flag in part.flags)) for part in parts]
    main = max(parts, key=lambda part: len(part.text))
    return Line(
        " ".join(part.text for part in parts),
        b"\0".join(part.flags for part in parts),
        min(part.x0 for part in parts),
        max(part.x1 for part in parts),
        main.y,
        main.size,
        main.font,
        main.row,
        main.page,
    )


def crosses(before: Line, line: Line) -> bool:
    """Whether two parts of one row, one after the other in a text, have a drawn border between them."""
    return (before.page, before.row) == (line.page, line.row) and bool(line.flags and line.flags[0] & BEYOND)


def _rows(runs: Sequence[GlyphRun]) -> list[list[GlyphRun]]:
    rows: list[list[GlyphRun]] = []
    for run in sorted(runs, key=lambda run: (run.y, run.x0)):
        if rows and abs(run.y - rows[-1][0].y) <= SAME_BASELINE * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _with_scripts(rows: list[list[GlyphRun]]) -> list[Row]:
    """The rows, with superscripts and subscripts moved to the rows that they belong to."""
    heights = [row[0].y for row in rows]
    largest = [max(run.size for run in row) for row in rows]
    hosted: list[Row] = [[] for _ in rows]
    for at, row in enumerate(rows):
        hosts = [_host(run, rows, heights, largest) for run in row]
        _carry(row, hosts, range(1, len(row)), -1)
        _carry(row, hosts, range(len(row) - 2, -1, -1), 1)
        for run, (host, flag) in zip(row, hosts, strict=True):
            hosted[at if host is None else host].append((run, flag))
    return _with_lists([row for row in hosted if row])


def _carry(
    row: Sequence[GlyphRun], hosts: list[tuple[int | None, int]], order: Iterable[int], beside: int
) -> None:
    """Gives runs without a host the host of the adjacent run if they continue it."""
    for at in order:
        first, second = sorted((at, at + beside))
        if hosts[at][0] is None and hosts[at + beside][0] is not None and _follows(row[first], row[second]):
            hosts[at] = hosts[at + beside]


def _with_lists(rows: list[Row]) -> list[Row]:
    """The rows, with a row flagged as raised if it only continues a list of superscripts from the row before."""
    for before, row in pairwise(rows):
        last, flag = max(before, key=lambda member: member[0].x1)
        if (
            flag == RAISED
            and last.text.endswith(_OPEN_ENDS)
            and all(_LISTED.fullmatch(run.text) for run, _ in row)
        ):
            row[:] = [(run, RAISED) for run, _ in row]
    return rows


def _host(
    run: GlyphRun, rows: list[list[GlyphRun]], heights: list[float], largest: list[float]
) -> tuple[int | None, int]:
    """The row of which a small run is a superscript or subscript, and the flag for it; (None, 0) if there is none.

    A bullet or number that is slightly off the line of its item belongs to the item's row, with flag 0.
    """
    reach = run.size / SCRIPT_SIZE * 1.5
    label = _LABEL.fullmatch(run.text) is not None
    for at in range(bisect_left(heights, run.y - reach), bisect_right(heights, run.y + reach)):
        if not label and run.size > SCRIPT_SIZE * largest[at]:
            continue
        shift = heights[at] - run.y
        for other in rows[at]:
            alike = abs(run.size - other.size) <= LABEL_SIZE * other.size
            if (
                label
                and alike
                and 0 < abs(shift) < LABEL_SHIFT * run.size
                and 0 < other.x0 - run.x1 < LABEL_GAP * run.size
            ):
                return at, 0
            if run.size > SCRIPT_SIZE * other.size or not _touches(run, other):
                continue
            if 0.08 * other.size < shift < 0.75 * other.size:
                return at, RAISED
            if -0.45 * other.size < shift <= -0.04 * other.size:
                return at, LOWERED
    return None, 0


def _follows(before: GlyphRun, run: GlyphRun) -> bool:
    """Whether a small run continues a superscript or subscript, as `25` does in `22, 25`."""
    same = abs(run.size - before.size) < 0.05 * run.size and abs(run.y - before.y) < 0.05 * run.size
    listed = before.text.endswith(_OPEN_ENDS) and _LISTED.fullmatch(run.text) is not None
    return same and run.x0 - before.x1 < (LIST_GAP if listed else SCRIPT_GAP) * run.size


def _touches(run: GlyphRun, other: GlyphRun) -> bool:
    near = 0.3 * other.size
    return -near < run.x0 - other.x1 < near or -near < other.x0 - run.x1 < near


def _parts(row: Row, cuts: Sequence[float], borders: Sequence[Border]) -> Iterable[Row]:
    """The parts of a row, split at wide gaps and borders."""
    leftward = _is_leftward(row)
    row = sorted(row, key=lambda member: -member[0].x1 if leftward else member[0].x0)
    row = row if leftward else with_whole_words(row)
    drawn = beside(borders, row[0][0].y - 0.26 * row[0][0].size)
    part: Row = []
    for member in row:
        if part and _are_apart(part[-1], member, cuts, drawn, leftward=leftward):
            yield part
            part = []
        part.append(member)
    yield part


def _are_apart(
    before: tuple[GlyphRun, int],
    member: tuple[GlyphRun, int],
    cuts: Sequence[float],
    drawn: Sequence[Border],
    *,
    leftward: bool,
) -> bool:
    """Whether two neighbours in a row may be in different columns or cells."""
    (one, flag), (following, other) = before, member
    first, second = (following, one) if leftward else (one, following)
    if drawn and are_parted(first, second, drawn, spaced=is_spaced(one, following, leftward)):
        return True
    if flag == other == RAISED and _follows(one, following):
        return False  # a list of superscripts, set wide
    gap, size = gap_between(one, following, leftward), max(one.size, following.size)
    return gap > COLUMN_GAP * size or (gap > CELL_GAP * size and _are_cut(one, following, cuts))


def _are_cut(one: GlyphRun, following: GlyphRun, cuts: Sequence[float]) -> bool:
    x0, x1 = min(one.x1, following.x1), max(one.x0, following.x0)
    return any(x0 - 1 <= cut <= x1 + 1 for cut in cuts)


def _is_leftward(row: Row) -> bool:
    """Whether a row is in a right-to-left script."""
    if all(run.text.isascii() for run, _ in row):
        return False
    kinds = [unicodedata.bidirectional(character) for run, _ in row for character in run.text]
    return sum(kind in ("R", "AL") for kind in kinds) > sum(kind == "L" for kind in kinds)


def _beyond(line: Line, before: Line, borders: Sequence[Border]) -> Line:
    """The line, its first character flagged if a border is between it and the part before it."""
    left, right = min(before.x1, line.x1), max(before.x0, line.x0)
    if not any(left - 1 <= border.x <= right + 1 for border in beside(borders, line.middle) if not border.filled):
        return line
    return replace(line, flags=bytes([line.flags[0] | BEYOND]) + line.flags[1:])


def _line(part: Row, number: int, page: int, borders: Sequence[Border] = ()) -> Line:
    leftward = _is_leftward(part)
    text, flags = "", bytearray()
    weights: dict[tuple[float, str, float], int] = {}
    before: GlyphRun | None = None
    drawn = [border for border in beside(borders, part[0][0].y - 0.26 * part[0][0].size) if not border.filled]
    for run, flag in part:
        if before is not None and is_spaced(before, run, leftward):
            text += " "
            flags.append(0)
        text += run.text
        flags += bytes([flag | _flags(run, drawn)]) * len(run.text)
        if not flag:
            key = (round(run.size, 1), run.style.font, run.y)
            weights[key] = weights.get(key, 0) + len(run.text)
        before = run
    size, font, y = max(
        weights or {(run.size, run.style.font, run.y): 1 for run, _ in part}, key=lambda key: weights.get(key, 0)
    )
    x0, x1 = min(run.x0 for run, _ in part), max(run.x1 for run, _ in part)
    return Line(text, bytes(flags), x0, x1, y, size, font, number, page)


def _flags(run: GlyphRun, drawn: Sequence[Border]) -> int:
    """The flags of a run's characters, except those for superscripts and subscripts."""
    flags = (ITALIC if run.style.italic else 0) | (BOLD if run.style.bold else 0) | (UNSURE if run.unsure else 0)
    slack = OVERLAP * run.size
    if any(run.x0 + slack < border.x < run.x1 - slack for border in drawn):
        flags |= CROSSING
    return flags
