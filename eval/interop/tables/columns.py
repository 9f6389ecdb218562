"""Recognises the header of a table of questions, and which column holds what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["question", "expected", "document", "category", "id", "thread", "answerable"]
ROLES: tuple[Role, ...] = get_args(Role)
MOST_ROWS_ABOVE = 30

# For each role, groups of names; a name of an earlier group is preferred to one of a later group.
_NAMES: Mapping[Role, tuple[str, ...]] = {
    "question": ("question questions query user_question", "prompt user_input input ask"),
    "expected": (
        "expected_passage passage expected_quote quote evidence excerpt snippet source_text gold_passage passages",
        "expected_answer answer expected gold reference reference_answer ground_truth correct_answer gold_answer"
        " expected_output answers",
    ),
    "document": (
        "document document_id doc_id docid",
        "doc document_title guideline source file file_name filename source_document guideline_title title",
    ),
    "category": ("category class cls", "type question_type topic"),
    "id": ("id question_id query_id qid item_id", "no nr number"),
    "thread": ("thread earlier_questions previous_questions history", "context conversation"),
    "answerable": (
        "answerable is_answerable can_be_answered",
        "in_corpus in_documents in_the_documents in_guidelines in_the_guidelines in_our_guidelines",
    ),
}
_LETTERS = re.compile(r"[A-Z]{1,2}")


class UnrecognisedTable(ValueError):
    """The columns cannot be recognised; the message says what to do."""


@dataclass(frozen=True)
class Columns:
    """The position of the header row, the position of the column of each role, and the headings of the table."""

    header: int
    of: Mapping[Role, int]
    headings: tuple[str, ...]

    def name(self, role: Role) -> str:
        """How messages name a column, such as `B "Expected passage"`."""
        column = self.of[role]
        return f'{letter(column)} "{self.headings[column].strip()}"'

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of the columns that have no role."""
        used = set(self.of.values())
        return tuple(
            heading.strip() for at, heading in enumerate(self.headings) if heading.strip() and at not in used
        )


def find_columns(rows: Sequence[Sequence[str]], named: Mapping[Role, str] | None = None) -> Columns:
    """Finds the header row, which may have other rows above it, and the columns.

    `named` gives the heading, or the letter, of a column by role, and is preferred to the usual names. Raises
    UnrecognisedTable if no row names a column of questions, or if two columns of equal standing have one role.
    """
    chosen = named or {}
    headers = [(at, _roles(row, chosen)) for at, row in enumerate(rows[:MOST_ROWS_ABOVE])]
    fitting = [
        (at, roles) for at, roles in headers if roles.get("question") and all(roles.get(role) for role in chosen)
    ]
    if not fitting:
        raise UnrecognisedTable(_unrecognised(rows, chosen))
    at, roles = max(fitting, key=lambda each: (len(each[1]), -each[0]))
    headings = tuple(rows[at])
    for role, columns in roles.items():
        if len(columns) > 1:
            several = " and ".join(f'{letter(column)} "{headings[column].strip()}"' for column in columns)
            raise UnrecognisedTable(f"the columns {several} may both be the {role}: name one with --{role}")
    return Columns(at, {role: columns[0] for role, columns in roles.items()}, headings)


def letter(column: int) -> str:
    """The letter of a column as spreadsheets show it: A for 0, AA for 26."""
    return letter(column // 26 - 1) + chr(65 + column % 26) if column > 25 else chr(65 + column)  # noqa: PLR2004


def _roles(row: Sequence[str], chosen: Mapping[Role, str]) -> dict[Role, list[int]]:
    """The columns that may have each role, where a row is the header; roles without a column are left out."""
    folded = [_folded(cell) for cell in row]
    taken = {column for name in chosen.values() for column in _named(name, row, folded)}
    roles: dict[Role, list[int]] = {}
    for role in ROLES:
        if role in chosen:
            found = _named(chosen[role], row, folded)
        else:
            found = [column for column in _usual(role, folded) if column not in taken]
        if found:
            roles[role] = found
            taken |= set(found)
    return roles


def _named(name: str, row: Sequence[str], folded: Sequence[str]) -> list[int]:
    same = [column for column, heading in enumerate(folded) if heading == _folded(name) and heading]
    if same or not _LETTERS.fullmatch(name.strip().upper()):
        return same
    return [column for column in range(len(row)) if letter(column) == name.strip().upper() and folded[column]]


def _usual(role: Role, folded: Sequence[str]) -> list[int]:
    for group in _NAMES[role]:
        names = set(group.split())
        found = [column for column, heading in enumerate(folded) if heading in names]
        if found:
            return found
    return []


def _folded(heading: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", heading.casefold()))


def _unrecognised(rows: Sequence[Sequence[str]], chosen: Mapping[Role, str]) -> str:
    first = next((row for row in rows if any(cell.strip() for cell in row)), ())
    shown = ", ".join(f'"{cell.strip()}"' for cell in first if cell.strip()) or "none"
    if chosen:
        asked = ", ".join(f'"{name}"' for name in chosen.values())
        return f"no row has the columns {asked} and one of questions, but {shown}: correct the options"
    return (
        f"no row names a column of questions (the first row has {shown}): give it the heading"
        ' "question", or name it with --question'
    )
