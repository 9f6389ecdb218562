"""Reports on each expected passage what was matched, as CSV and in words, and reads confirmations back."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.document import Span
from eval.errors import DataError
from eval.interop.imported import MatchedRow
from eval.interop.matching import Library, Match, Status
from eval.interop.tables import decoded

FIELDS = (
    "accept",
    "row",
    "id",
    "question",
    "expected",
    "status",
    "score",
    "matched",
    "document",
    "title",
    "note",
    "start",
    "end",
)
SHOWN = 10
_STATUSES: tuple[Status, ...] = (
    "exact",
    "close",
    "confirmed",
    "doubtful",
    "ambiguous",
    "not found",
    "document unknown",
)
_YES = frozenset({"yes", "y", "x", "1", "true"})
_FORMULA = ("=", "+", "-", "@", "\t")
_WIDTH = 60


def write_match_report(matched: Sequence[MatchedRow], path: Path) -> None:
    """Writes a row for each passage, those that need a look first; for spreadsheet programs, in UTF-8 with a mark.

    `start` and `end` are the code points of the matched text in its document. A cell that a program could take
    for a formula begins with an apostrophe.
    """
    rows = [(each, match) for each in matched for match in each.matches]
    rows.sort(key=lambda row: (row[1].is_sure, row[0].row.number))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, FIELDS)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in _fields(each, match).items()} for each, match in rows)
    path.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")


def read_confirmations(path: Path, library: Library) -> dict[tuple[str, str], Match]:
    """The matches of a report that have "yes" in the column `accept`, by the id of the row and the passage.

    Raises DataError for another file, and for a matched text that its document no longer has at that place.
    """
    text, _ = decoded(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text))
    if not set(FIELDS) <= set(reader.fieldnames or ()):
        raise DataError(path, f"is not a report on matches: it needs the columns {', '.join(FIELDS)}")
    documents = {document.id: document for document in library.documents}
    found: dict[tuple[str, str], Match] = {}
    for number, row in enumerate(reader, start=2):
        if (row["accept"] or "").strip().casefold() not in _YES:
            continue
        document = documents.get(_plain(row["document"]))
        span = _span(row["start"], row["end"])
        if document is None or span is None or span.end > len(document.text):
            raise DataError(path, "has no candidate that can be accepted: clear `accept`", number)
        if span.of(document.text) != _plain(row["matched"]):
            raise DataError(path, "the document has another text at this place: make the report anew", number)
        passage = _plain(row["expected"])
        note = "accepted in the report"
        found[_plain(row["id"]), passage] = Match(passage, "confirmed", 100.0, document, (span,), note)
    return found


def summary(matched: Sequence[MatchedRow]) -> Iterator[str]:
    """The number of passages of each status, and the first that need a look."""
    matches = [match for each in matched for match in each.matches]
    counted = Counter(match.status for match in matches)
    silent = sum(each.row.abstain for each in matched)
    yield f"{len(matched)} questions, {len(matches)} expected passages; silence is right for {silent} questions"
    yield from (f"  {status:18}{counted[status]:6}" for status in _STATUSES if counted[status])
    unsure = [(each, match) for each in matched for match in each.matches if not match.is_sure]
    for each, match in unsure[:SHOWN]:
        yield f"row {each.row.number}, {match.status} ({match.score:.0f}): {_short(match.passage)}"
        if match.text:
            yield f"    {match.document.id if match.document else ''}: {_short(match.text)}"
        yield f"    {match.note}"
    if len(unsure) > SHOWN:
        yield f"and {len(unsure) - SHOWN} more: see the report"


def _fields(each: MatchedRow, match: Match) -> Mapping[str, object]:
    first = match.spans[0] if match.spans else None
    return {
        "accept": "yes" if match.status == "confirmed" else "",
        "row": each.row.number,
        "id": each.row.id,
        "question": each.row.question,
        "expected": match.passage,
        "status": match.status,
        "score": f"{match.score:.1f}",
        "matched": match.text,
        "document": match.document.id if match.document else each.row.document,
        "title": match.document.title if match.document else "",
        "note": match.note,
        "start": "" if first is None else first.start,
        "end": "" if first is None else first.end,
    }


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _span(start: str, end: str) -> Span | None:
    try:
        return Span(int(start), int(end))
    except ValueError:
        return None


def _separator(text: str) -> str:
    """The separator of the header, since spreadsheet programs save CSV with that of their language."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
