"""Turns the rows of a table into judged items, with what was matched for each expected passage."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.document import Span
from eval.data import ABSTAIN, Expected, JudgedItem, Place
from eval.interop.matching import LibraryDocument, Match, Matcher
from eval.interop.tables import TableRow

Doubtful = Literal["keep", "drop"]


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of the table with the matches of its passages, in order; without passages, silence is expected."""

    row: TableRow
    matches: tuple[Match, ...] = ()


def match_rows(
    rows: Sequence[TableRow],
    matcher: Matcher,
    *,
    accepted: Mapping[tuple[str, str], Match] | None = None,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> list[MatchedRow]:
    """Matches the passages of all rows.

    `accepted` has matches that a person has confirmed, by the id of the row and the passage.
    """
    confirmed = accepted or {}
    found = []
    for done, row in enumerate(rows, start=1):
        matches = (match for lines in row.passages for match in matcher.lines(lines, row.document))
        found.append(MatchedRow(row, tuple(confirmed.get((row.id, match.passage), match) for match in matches)))
        progress(done, len(rows))
    return found


def items_of(
    matched: Sequence[MatchedRow], matcher: Matcher, doubtful: Doubtful = "keep", *, each_sentence: bool = False
) -> list[JudgedItem]:
    """The judged items, in the order of the table.

    A sure match is written as its places in the document, with `each_sentence` as those of its sentences. A
    passage without one is kept as the text that the table has, in the document that the table names, or left out
    with `doubtful` "drop"; an item that is left with no passage is left out.
    """
    making = _Making(matcher, doubtful, each_sentence)
    return [item for item in map(making.item, matched) if item is not None]


def write_items(items: Sequence[JudgedItem], path: Path) -> None:
    """Writes items as JSON Lines, without fields that have their default."""
    lines = (item.model_dump_json(exclude_defaults=True) + "\n" for item in items)
    path.write_text("".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class _Making:
    """How items are made."""

    matcher: Matcher
    doubtful: Doubtful
    each_sentence: bool

    def item(self, matched: MatchedRow) -> JudgedItem | None:
        row = matched.row
        gold = tuple(self._expectations(matched))
        if not gold and not row.abstain:
            return None
        return JudgedItem(
            id=row.id,
            cls=row.category or "question",
            question=row.question,
            thread=row.thread,
            gold=gold or ABSTAIN,
        )

    def _expectations(self, matched: MatchedRow) -> Iterator[Expected]:
        for match in matched.matches:
            if match.is_sure and match.document is not None:
                yield self._placed(match.document, match.spans)
            elif self.doubtful == "keep":
                yield Expected(doc=_pattern(matched.row.document, self.matcher), any=(match.passage,))

    def _placed(self, document: LibraryDocument, spans: Sequence[Span]) -> Expected:
        parts = [
            part for span in spans for part in (document.sentences_of(span) if self.each_sentence else (span,))
        ]
        return Expected(
            doc=document.id if _compiles(document.id) else re.escape(document.id),
            places=tuple(place_of(document.text, part) for part in parts),
        )


def place_of(text: str, span: Span) -> Place:
    """The place of a passage in a canonical text."""
    passage = span.of(text)
    letters = "".join(filter(str.isalnum, passage))
    start = len(text[: span.start].encode())
    return Place(
        start=start,
        end=start + len(passage.encode()),
        letters=len(letters),
        sha256=hashlib.sha256(letters.encode()).hexdigest()[:16],
    )


def _compiles(id_: str) -> bool:
    """Whether an id can stand where a regular expression is expected; a whole id is compared literally."""
    try:
        re.compile(id_)
    except re.error:
        return False
    return True


def _pattern(name: str, matcher: Matcher) -> str:
    """The regular expression of the documents that a name means, or of the name itself where it means none."""
    if not name:
        return ""
    meant = matcher.documents(name)
    return f"^(?:{'|'.join(re.escape(document.id) for document in meant)})$" if meant else re.escape(name)
