"""Reading doubts about a PDF's text: what a drawn border divides, and glyphs that the file does not map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from corpus.document import DoubtKind
from corpus.readers.pdf.joining import BlockText
from corpus.readers.pdf.page import CROSSING, UNSURE, Line, Shape, crosses

UNDERLINE = 0.25  # of the font size: a rule this near to the baseline underlines the text
SLACK = 2.0  # points: a rule that divides two lines may be this much shorter than they are
_SURE = bytes(range(UNSURE))  # flags without a doubt
_KINDS = {CROSSING: DoubtKind.BORDER, UNSURE: DoubtKind.UNMAPPED}

Rules = Mapping[int, Sequence[Shape]]


def with_crossings(lines: Sequence[Line], rules: Rules) -> list[Line]:
    """The lines of one text; two with a drawn border between them are flagged as crossing it."""
    flagged = list(lines)
    for at, (before, line) in enumerate(pairwise(lines)):
        if crosses(before, line) or _are_ruled_off(before, line, rules.get(line.page, ())):
            flagged[at : at + 2] = map(_crossing, flagged[at : at + 2])
    return flagged


def doubts_in(text: BlockText) -> Iterator[tuple[DoubtKind, int, int]]:
    """The kinds of the doubts about a block's text, each with the characters that it is about."""
    if not text.flags.translate(None, _SURE):
        return
    for flag, kind in _KINDS.items():
        start = 0
        for doubtful, group in groupby(text.flags, key=lambda of: bool(of & flag)):
            end = start + sum(1 for _ in group)
            if doubtful:
                yield kind, start, end
            start = end


def _crossing(line: Line) -> Line:
    return replace(line, flags=bytes(flag | CROSSING for flag in line.flags))


def _are_ruled_off(before: Line, line: Line, rules: Sequence[Shape]) -> bool:
    """Whether a rule as wide as both lines is between one line and the next."""
    if before.page != line.page or before.y >= line.y:
        return False
    x0, x1 = min(before.x0, line.x0) + SLACK, max(before.x1, line.x1) - SLACK
    top, bottom = before.y + UNDERLINE * before.size, line.y - line.size / 2
    return any(top < rule.y0 and rule.y1 < bottom and rule.x0 <= x0 and x1 <= rule.x1 for rule in rules)
