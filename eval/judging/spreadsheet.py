"""The sheet as CSV, for judges who work in a spreadsheet, and the way back."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from eval.errors import DataError
from eval.judging.judgements import Judgement, Judgements
from eval.judging.labels import (
    ANSWER_CHOICES,
    QUOTE_CHOICES,
    SILENCE_CHOICES,
    Choice,
    Label,
    QuoteLabel,
    label_named,
)
from eval.judging.sheet import Sheet, ShownCase, ShownOutcome

COLUMNS = ("sheet", "outcome", "part", "question", "text", "source", "choose from", "judgement", "note", "judge")
_NEEDED = ("sheet", "outcome", "part", "judgement")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """A row to judge, in a saved spreadsheet; `line` is where it stands."""

    line: int
    sheet: str
    outcome: str
    part: str
    judgement: str
    note: str
    judge: str


def write_spreadsheet(sheet: Sheet, path: Path) -> None:
    """Writes one row for each quote and one for each outcome; the column `judgement` is to be filled in.

    UTF-8 with a byte order mark, as spreadsheets expect it. Cells that a spreadsheet would take for a formula
    begin with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for case in sheet.cases:
        for outcome in case.outcomes:
            writer.writerows([_harmless(cell) for cell in row] for row in _rows(sheet, case, outcome))
    path.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")


def _rows(sheet: Sheet, case: ShownCase, outcome: ShownOutcome) -> Iterator[tuple[str, ...]]:
    question = " / ".join((*case.thread, case.question))
    judge = sheet.judge or ""
    for number, quote in enumerate(outcome.quotes, start=1):
        source = ", ".join(part for part in (quote.source, quote.place) if part)
        choices = _titles(QUOTE_CHOICES)
        yield sheet.id, outcome.code, f"quote {number}", question, quote.text, source, choices, "", "", judge
    part = "answer" if outcome.answered else "silence"
    choices = _titles(ANSWER_CHOICES if outcome.answered else SILENCE_CHOICES)
    yield sheet.id, outcome.code, part, question, outcome.message or "", "", choices, "", "", judge


def _titles(choices: Iterable[Choice]) -> str:
    return " / ".join(choice.title for choice in choices)


def _harmless(cell: str) -> str:
    """The cell as text, even where a spreadsheet would compute it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell


def read_spreadsheet(path: Path) -> Judgements:
    """Reads a spreadsheet that was saved as CSV, with commas, semicolons or tabs.

    The judge is named in the column `judge`, else by the name of the file. Raises DataError, with the line, for
    unknown labels, rows out of place, and files in another form.
    """
    rows = list(_saved_rows(path))
    sheets, judges = {row.sheet for row in rows}, {row.judge for row in rows if row.judge}
    if len(sheets) != 1:
        raise DataError(path, "needs the rows of exactly one sheet: save each sheet to its own file")
    if len(judges) > 1:
        raise DataError(path, f"has several judges ({', '.join(sorted(judges))}): save one file for each judge")
    outcomes: dict[str, list[Row]] = {}
    for row in rows:
        outcomes.setdefault(row.outcome, []).append(row)
    judgements = tuple(
        _judgement(path, code, parts)
        for code, parts in outcomes.items()
        if any(part.judgement or part.note for part in parts)
    )
    return Judgements(sheet=sheets.pop(), judge=next(iter(judges), path.stem), judgements=judgements)


def _saved_rows(path: Path) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(path, "is not UTF-8: save it as “CSV UTF-8”") from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    lacking = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if lacking:
        raise DataError(path, f"lacks the column {lacking[0]!r}: save the sheet with all of its columns")
    try:
        for cells in reader:
            row = Row(reader.line_num, *((cells.get(name) or "").strip() for name in Row._fields[1:]))
            if row.outcome:
                yield row
    except csv.Error as error:
        raise DataError(path, f"is damaged ({error}): save it as CSV again", reader.line_num) from None


def _judgement(path: Path, code: str, parts: list[Row]) -> Judgement:
    label: str | None = None
    quotes: dict[int, str | None] = {}
    for row in parts:
        if row.part in ("answer", "silence"):
            label = _label(path, row, ANSWER_CHOICES if row.part == "answer" else SILENCE_CHOICES)
        elif row.part.removeprefix("quote ").isdecimal():
            quotes[int(row.part.removeprefix("quote "))] = _label(path, row, QUOTE_CHOICES)
        else:
            raise DataError(path, f"{row.part!r} is no part of an outcome: leave the column as it was", row.line)
    if len(parts) != len(quotes) + 1 or sorted(quotes) != list(range(1, len(quotes) + 1)):
        raise DataError(path, f"{code} lacks a row or has one twice: keep all rows of the sheet", parts[0].line)
    return Judgement(
        outcome=code,
        label=cast("Label | None", label),
        quotes=tuple(cast("QuoteLabel | None", quotes[number]) for number in sorted(quotes)),
        note="\n".join(row.note for row in parts if row.note),
    )


def _label(path: Path, row: Row, choices: tuple[Choice, ...]) -> str | None:
    if not row.judgement:
        return None
    label = label_named(row.judgement, choices)
    if label is None:
        raise DataError(path, f"{row.judgement!r} is no label of it: use one of {_titles(choices)}", row.line)
    return label
