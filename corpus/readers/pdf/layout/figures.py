"""Removal of the labels inside figures: short texts at scattered positions, which are not sentences."""

from collections.abc import Sequence
from itertools import groupby

from corpus.readers.pdf.layout.drafts import Draft, DraftKind, is_ended
from corpus.readers.pdf.layout.vital import is_vital
from corpus.readers.pdf.page import Line

MAX_WORDS = 14
MIN_SCRAPS = 4
MIN_PLACES = 3  # list items are aligned; labels in a figure are not
SAME_PLACE = 4.0  # points


def without_scraps(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Line]]:
    """The drafts of a column without runs of short texts that begin at several horizontal positions, and these.

    A run with a dose, an amount or a recommendation's number is kept, as in a flow chart.
    """
    kept: list[Draft] = []
    gone: list[Line] = []
    for is_scrap, group in groupby(drafts, key=_is_scrap):
        run = list(group)
        lines = [line for draft in run for line in draft.lines]
        places = {round(line.x0 / SAME_PLACE) for line in lines}
        if not is_scrap or len(run) < MIN_SCRAPS or len(places) < MIN_PLACES or any(map(_is_vital, lines)):
            kept += run
        else:
            gone += lines
    return kept, gone


def _is_vital(line: Line) -> bool:
    return is_vital(line.text)


def _is_scrap(draft: Draft) -> bool:
    last = draft.lines[-1].text
    return (
        draft.kind is DraftKind.PARAGRAPH
        and draft.words <= MAX_WORDS
        and not (is_ended(last) and last[-1:] != ":")
    )
