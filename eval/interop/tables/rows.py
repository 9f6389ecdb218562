"""The rows of a table of questions, checked; what is wrong in any of them is reported together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.text import clean, is_visible
from eval.errors import DataError
from eval.interop.tables.columns import Role
from eval.interop.tables.sheet import Sheet
from qa.schema import MAX_QUESTION

SILENT = frozenset({"", "abstain", "none", "no answer", "no_answer", "n/a", "unanswerable", "not answerable"})
_YES = frozenset({"yes", "y", "true", "1", "answerable"})
_NO = frozenset({"no", "n", "false", "0", "unanswerable", "not answerable"})
_CELL_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
_NO_PASSAGES = 'has no column of expected passages: give it the heading "passage", or name it with --expected'
_BAR = re.compile(r"\s\|\s")
_LINE = re.compile(r"[\r\n\v\u2028]+")


class RowProblem(NamedTuple):
    """What is wrong in a row, numbered as a spreadsheet numbers it, with the remedy."""

    row: int
    problem: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.problem}"


class TableProblems(DataError):
    """Rows that cannot be imported; `problems` has them all."""

    def __init__(self, path: Path, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__(path, f"{len(problems)} cells cannot be imported: correct them and import the file again")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A question of a table.

    `passages` has the expected passages, parted where the cell has " | "; each is a tuple of the lines that it has
    in its cell, since lines may be passages of their own or the paragraphs of one. Without passages, silence is
    expected. `document` is as the table has it, and empty where the table names none.
    """

    number: int
    id: str
    question: str
    passages: tuple[tuple[str, ...], ...] = ()
    document: str = ""
    category: str = ""
    thread: tuple[str, ...] = ()

    @property
    def abstain(self) -> bool:
        """Whether silence is expected."""
        return not self.passages


def read_rows(sheet: Sheet, *, empty_is_silence: bool = False) -> tuple[TableRow, ...]:
    """The rows below the header, without empty ones.

    Silence is expected where the column `answerable` says no, and with `empty_is_silence` also where the expected
    passage is empty or a word such as "abstain" or "none". Raises TableProblems with everything that is wrong in
    any row, and DataError if there is no row.
    """
    if not {"expected", "answerable"} & set(sheet.columns.of):
        raise DataError(sheet.path, f"{_NO_PASSAGES} ({', '.join(sheet.columns.ignored) or 'no other columns'})")
    found: list[TableRow] = []
    problems: list[RowProblem] = []
    ids: dict[str, int] = {}
    for at, cells in enumerate(sheet.rows[sheet.columns.header + 1 :], start=sheet.columns.header + 2):
        if not any(is_visible(cell) for cell in cells):
            continue
        row = _Row(sheet, at, cells, empty_is_silence=empty_is_silence)
        problems += row.problems(ids)
        found.append(row.read())
    if problems:
        raise TableProblems(sheet.path, tuple(problems))
    if not found:
        raise DataError(sheet.path, "has no rows below its header: add one for each question")
    return tuple(found)


@dataclass(frozen=True)
class _Row:
    """A row that is being read."""

    sheet: Sheet
    number: int
    cells: tuple[str, ...]
    empty_is_silence: bool

    def cell(self, role: Role) -> str:
        column = self.sheet.columns.of.get(role)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def text(self, role: Role) -> str:
        return clean(self.cell(role))

    @property
    def answerable(self) -> bool | None:
        """What the column `answerable` says; None without the column, or for an empty cell."""
        said = self.text("answerable").casefold()
        return True if said in _YES else False if said in _NO else None

    @property
    def is_silent_word(self) -> bool:
        return self.text("expected").casefold().strip(" .-–") in SILENT

    @property
    def abstain(self) -> bool:
        silent = self.is_silent_word and self.empty_is_silence and self.answerable is None
        return self.answerable is False or silent

    @property
    def id(self) -> str:
        return self.text("id") or f"row-{self.number}"

    def read(self) -> TableRow:
        return TableRow(
            number=self.number,
            id=self.id,
            question=self.text("question"),
            passages=() if self.abstain else _passages(self.cell("expected")),
            document=self.text("document"),
            category=self.text("category"),
            thread=tuple(line for lines in _passages(self.cell("thread")) for line in lines),
        )

    def problems(self, ids: dict[str, int]) -> Iterator[RowProblem]:
        """What is wrong; `ids` has the rows of the ids so far, and receives this one's."""
        if self.id in ids:
            yield self._problem("id", f"{self.id!r} is also the id of row {ids[self.id]}: give each its own")
        ids.setdefault(self.id, self.number)
        for role in self.sheet.columns.of:
            if _CELL_ERROR.fullmatch(self.cell(role).strip()):
                yield self._problem(role, f"has the error {self.cell(role).strip()}: correct the formula")
        question = self.text("question")
        if not is_visible(question):
            yield self._problem("question", f"is empty: write the question{self._formula}")
        elif len(question) > MAX_QUESTION:
            yield self._problem("question", f"has {len(question)} characters: at most {MAX_QUESTION} can be asked")
        yield from self._problems_of_expected()

    def _problems_of_expected(self) -> Iterator[RowProblem]:
        said = self.text("answerable")
        if said and self.answerable is None:
            yield self._problem("answerable", f"says {said[:40]!r}: write yes or no")
        elif self.answerable is False and not self.is_silent_word:
            yield self._problem(
                "expected", "has a passage, but the question is marked as not answerable: correct one"
            )
        elif self.is_silent_word and not self.abstain:
            yield self._problem("expected", f"{self._emptiness}: write the passage{self._remedy}{self._formula}")

    @property
    def _emptiness(self) -> str:
        return f"says {self.text('expected')!r}" if self.text("expected") else "is empty"

    @property
    def _remedy(self) -> str:
        if self.answerable:
            return ", or mark the question as not answerable"
        named = '"no" in a column "answerable" (or name yours with --answerable)'
        return f", or, if silence is right, {named}, or import with --empty-is-silence"

    @property
    def _formula(self) -> str:
        if not self.sheet.is_workbook:
            return ""
        return " (the value of a formula is only stored once a spreadsheet program has saved the file)"

    def _problem(self, role: Role, problem: str) -> RowProblem:
        columns = self.sheet.columns
        named = f"column {columns.name(role)}" if role in columns.of else f'no column "{role}"'
        return RowProblem(self.number, f"{named}: {problem}")


def _passages(cell: str) -> tuple[tuple[str, ...], ...]:
    """The parts between bars, each with its lines; blank ones are left out."""
    parts = (tuple(filter(is_visible, map(clean, _LINE.split(part)))) for part in _BAR.split(cell))
    return tuple(part for part in parts if part)
