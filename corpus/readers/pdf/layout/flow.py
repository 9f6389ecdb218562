"""Text flow: the drafts of all pages in one sequence, with paragraphs rejoined across column and page breaks."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.readers.pdf.layout.columns import Column
from corpus.readers.pdf.layout.drafts import Draft, DraftKind, Leading, drafts, is_ended
from corpus.readers.pdf.layout.figures import without_scraps
from corpus.readers.pdf.layout.headings import BOX_LEVEL, LARGE, SMALL, BodyStyle
from corpus.readers.pdf.layout.table_drafts import table_drafts
from corpus.readers.pdf.page import RAISED, Line
from corpus.readers.pdf.tables import Table, with_labels

FOOT = 0.55  # of the page's height: footnotes are below this
_NOTE = re.compile(r"(?:\d{1,2}|[a-z*†‡§¶])[.)]?\s+\S")
_GOES_ON = re.compile(
    r"(?!\d{1,2}(?:\.\d{1,2})*[.)]?\s+[^\W\d_a-z])(?:[a-zß-ÿ(\d–\[≥≤<>=±+]|[“\"\u2018][a-zß-ÿ\d])"
)
_WAITING = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|an|in|to|for|with|by|on|at|as|from|that|is|are|was|were|be|et|und|der|die)|[-–(/])\Z"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")
_CONTINUED = re.compile(r"\bcont(?:inued|['’]?d)?\b\.?", re.IGNORECASE)

Chunk = Column | Table


def build_flow(
    pages: Sequence[Sequence[Chunk]], heights: Sequence[float], body: BodyStyle
) -> tuple[list[Draft], list[Line]]:
    """The drafts in reading order, and the lines of figures that are left out.

    A paragraph or item that is unfinished at the end of a column or page continues in the first later text of its
    font size that begins like the middle of a sentence. Tables, captions, notes and boxes in between follow it.
    """
    tables = iter(with_labels([chunk for chunks in pages for chunk in chunks if isinstance(chunk, Table)]))
    pages = [[next(tables) if isinstance(chunk, Table) else chunk for chunk in chunks] for chunks in pages]
    flow = _Flow(Leading([chunk for chunks in pages for chunk in chunks if isinstance(chunk, Column)]), body)
    for chunks, height in zip(pages, heights, strict=True):
        for number, chunk in enumerate(chunks):
            flow.add(chunk, height, alone=number == 0)
    return flow.drafts, flow.scraps


class _Flow:
    """The drafts so far, and the one among them that is unfinished."""

    def __init__(self, leading: Leading, body: BodyStyle) -> None:
        self.drafts: list[Draft] = []
        self.scraps: list[Line] = []
        self._leading, self._body = leading, body
        self._unfinished: Draft | None = None
        self._before: Chunk | None = None
        self._leaving = False

    def add(self, chunk: Chunk, height: float, *, alone: bool) -> None:
        """Adds a column or table; `alone` if it is the first on its page."""
        made, scraps = _made(chunk, height, self._body, self._leading, alone=alone)
        self.scraps += scraps
        taken = _continuation(self._unfinished, made) if self._unfinished is not None else None
        if self._unfinished is not None and taken is not None:
            self._unfinished.lines += taken.lines
            made.remove(taken)
        self._leaving = self._leaving or _leaves(self._before, chunk)
        if self._leaving and made:
            made[0].closes, self._leaving = BOX_LEVEL, False
        self._before = chunk
        self.drafts += made
        self._wait(made, chunk, went_on=taken is not None)

    def _wait(self, made: Sequence[Draft], chunk: Chunk, *, went_on: bool) -> None:
        """Updates the unfinished draft: the last running text of the chunk, or the one that spans all of it."""
        texts = [draft for draft in made if draft.kind in (DraftKind.PARAGRAPH, DraftKind.ITEM)]
        small, large = SMALL * self._body.size, LARGE * self._body.size
        running = [draft for draft in texts if draft.first.size <= large]
        running = [draft for draft in running if draft.first.size >= small or isinstance(chunk, Table)] or running
        if running:
            self._unfinished = running[-1]
        last = self._unfinished
        if last is not None:
            ended = (running or went_on) and is_ended(last.lines[-1].text)
            if ended or last.lines[-1].page < _page(chunk) - 1:
                self._unfinished = None


def _page(chunk: Chunk) -> int:
    return chunk.lines[0].page if isinstance(chunk, Column) else chunk.rows[0].lines[0].page


def _made(
    chunk: Chunk, height: float, body: BodyStyle, leading: Leading, *, alone: bool
) -> tuple[list[Draft], list[Line]]:
    if isinstance(chunk, Table):
        return table_drafts(chunk, leading), []
    made, scraps = without_scraps(drafts(chunk, leading))
    for draft in _notes(made, height, body, alone=alone):
        draft.kind = DraftKind.NOTE
    return made, scraps


def _notes(made: Sequence[Draft], height: float, body: BodyStyle, *, alone: bool) -> list[Draft]:
    """The footnotes of a column: small text below larger text that begins with a note's label."""
    notes = list(takewhile(lambda draft: draft.first.size <= SMALL * body.size, reversed(made)))[::-1]
    if not notes or notes[0].first.y < FOOT * height or not _is_note(notes[0]):
        return []
    if len(notes) == len(made):
        return [] if alone else notes
    above = made[len(made) - len(notes) - 1]
    return [] if above.is_bold or above.first.size > LARGE * body.size else notes


def _is_note(draft: Draft) -> bool:
    return bool(draft.first.flags[0] & RAISED) or bool(draft.label) or _NOTE.match(draft.first.text) is not None


def _leaves(before: Chunk | None, chunk: Chunk) -> bool:
    """Whether a table or a box ends before a chunk, so that headings inside it do not apply to the chunk."""
    if isinstance(before, Column) and isinstance(chunk, Column):
        return before.box != chunk.box
    return isinstance(before, Table) and isinstance(chunk, Column)


def _continuation(unfinished: Draft, made: Sequence[Draft]) -> Draft | None:
    """The draft that continues an unfinished one, or None."""
    last = unfinished.lines[-1]
    for draft in made:
        if draft.kind is DraftKind.HEADING and _CONTINUED.search(" ".join(line.text for line in draft.lines)):
            continue
        if draft.kind is DraftKind.HEADING:
            return None
        if draft.kind is not DraftKind.PARAGRAPH or abs(draft.first.size - last.size) > 0.07 * last.size:
            continue
        if (draft.box >= 0) != (unfinished.box >= 0):
            continue
        waits = _WAITING.search(last.text) and not (_ADDRESS.search(last.text) and draft.first.text[0].isupper())
        return draft if _GOES_ON.match(draft.first.text) or waits else None
    return None
