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


def items_of(matched: Sequence[MatchedRow], matcher: Matcher, doubtful: Doubtful = "keep") -> list[JudgedItem]:
    """The judged items, in the order of the table.

    A sure match is written as its places in the document. A passage without one is kept as the text that the table
    has, in the document that the table names, or left out with `doubtful` "drop"; an item that is left with no
    passage is left out.
    """
    items = (_item(each, matcher, doubtful) for each in matched)
    return [item for item in items if item is not None]


def write_items(items: Sequence[JudgedItem], path: Path) -> None:
    """Writes items as JSON Lines, without fields that have their default."""
    lines = (item.model_dump_json(exclude_defaults=True) + "\n" for item in items)
    path.write_text("".join(lines), encoding="utf-8")


def _item(matched: MatchedRow, matcher: Matcher, doubtful: Doubtful) -> JudgedItem | None:
    row = matched.row
    gold = tuple(_expectations(matched, matcher, doubtful))
    if not gold and not row.abstain:
        return None
    return JudgedItem(
        id=row.id,
        cls=row.category or "question",
        question=row.question,
        thread=row.thread,
        gold=gold or ABSTAIN,
    )


def _expectations(matched: MatchedRow, matcher: Matcher, doubtful: Doubtful) -> Iterator[Expected]:
    for match in matched.matches:
        if match.is_sure and match.document is not None:
            yield _placed(match.document, match.spans)
        elif doubtful == "keep":
            yield Expected(doc=_pattern(matched.row.document, matcher), any=(match.passage,))


def _placed(document: LibraryDocument, spans: Sequence[Span]) -> Expected:
    places = tuple(place_of(document.text, span) for span in spans)
    if _is_its_own_pattern(document.id):
        return Expected(doc=document.id, places=places)
    return Expected(doc=f"^{re.escape(document.id)}$", any=tuple(span.of(document.text) for span in spans))


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


def _is_its_own_pattern(id_: str) -> bool:
    """Whether an id can stand for itself where a regular expression is expected."""
    try:
        return re.fullmatch(id_, id_) is not None
    except re.error:
        return False


def _pattern(name: str, matcher: Matcher) -> str:
    """The regular expression of the documents that a name means, or of the name itself where it means none."""
    if not name:
        return ""
    meant = matcher.documents(name)
    return f"^(?:{'|'.join(re.escape(document.id) for document in meant)})$" if meant else re.escape(name)
