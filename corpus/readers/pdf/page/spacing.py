"""The spaces between runs, written or wide, and the joining of the letters of spaced-out words."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.page.glyphs import GlyphRun

WIDE_GAP = 0.2  # of the font size: a wider gap is a space, even if the file writes none
SPACE_GAP, WRITTEN_GAP = 0.06, 0.02  # of the font size: the smallest gaps of a space that pdfium or the file adds
FEWEST_LETTERS = 4
WIDEST_LETTER_GAP = 0.7  # of the font size
UNEVEN = 0.12  # of the font size: the largest difference between the gaps in spaced-out words
WORD_GAP = 1.6  # times the gap between letters: words are further apart

Row = list[tuple[GlyphRun, int]]


def gap_between(one: GlyphRun, following: GlyphRun, leftward: bool) -> float:
    """The distance between two runs of a row in points; negative if they overlap."""
    return one.x0 - following.x1 if leftward else following.x0 - one.x1


def is_spaced(before: GlyphRun, run: GlyphRun, leftward: bool) -> bool:
    """Whether there is a space between two runs of a row."""
    gap, size = gap_between(before, run, leftward), max(before.size, run.size)
    return gap > (WRITTEN_GAP if run.written else SPACE_GAP if run.spaced else WIDE_GAP) * size


def with_whole_words(row: Row) -> Row:
    """The row, from left to right, with the letters of spaced-out words joined: `D o s e` becomes `Dose`."""
    if sum(len(run.text) == 1 for run, _ in row) < FEWEST_LETTERS:
        return row
    joined: Row = []
    for group in _sequences(row):
        joined += _words(group)
    return joined


def _sequences(row: Row) -> Iterator[Row]:
    """The row in sequences; in a sequence of several, all are single letters of one style."""
    group: Row = []
    for member in row:
        if group and not _continues(group[-1], member):
            yield group
            group = []
        group.append(member)
    yield group


def _continues(before: tuple[GlyphRun, int], member: tuple[GlyphRun, int]) -> bool:
    (one, flag), (run, other) = before, member
    gap = (run.x0 - one.x1) / run.size
    alike = one.style == run.style and one.size == run.size and flag == other
    near = -UNEVEN < gap < 2 * WIDEST_LETTER_GAP
    return alike and near and len(one.text) == len(run.text) == 1


def _words(group: Row) -> Row:
    """The words of a sequence of letters, if the gaps between its letters are wide and even."""
    moved = [following.x0 - one.x1 for (one, _), (following, _) in pairwise(group) if not following.written]
    if len(moved) < FEWEST_LETTERS - 1:
        return group
    size, typical = group[0][0].size, median(moved)
    within = [gap for gap in moved if gap <= WORD_GAP * typical]
    if not SPACE_GAP * size < typical <= WIDEST_LETTER_GAP * size or max(within) - min(within) > UNEVEN * size:
        return group
    words: Row = []
    for before, (run, flag) in zip([None, *group], group, strict=False):
        if before is not None and not run.written and run.x0 - before[0].x1 <= WORD_GAP * typical:
            last = words[-1][0]
            words[-1] = last._replace(text=last.text + run.text, x1=run.x1), flag
        else:
            words.append((run, flag))
    return words
