"""Makes a sheet and its key from one run, or from two runs of the same questions."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from eval.errors import DataError
from eval.judging.blinding import Blinding
from eval.judging.key import Key, KeyedCase, KeyedOutcome, KeyedSystem
from eval.report import RecordedOutcome, RecordedQuote, Result, read_result

SIDES = ("a", "b")


class RunFile(NamedTuple):
    """A run to judge: its file, the name of its system, and the SHA-256 of the file."""

    path: Path
    name: str
    sha256: str
    result: Result

    @classmethod
    def read(cls, path: Path) -> Self:
        """Reads a result of `--json` with the outcomes of its questions; raises DataError if it has none."""
        result = read_result(path)
        if not any(outcome.outcome for outcome in result.outcomes):
            raise DataError(path, "holds no answers to judge: name a result of `pincite eval judged ... --json`")
        return cls(path, path.stem, hashlib.sha256(path.read_bytes()).hexdigest(), result)

    def by_id(self) -> dict[str, RecordedOutcome]:
        """The answers and silences by the id of their question."""
        found = {outcome.id: outcome for outcome in self.result.outcomes if outcome.outcome}
        if len(found) < sum(outcome.outcome is not None for outcome in self.result.outcomes):
            raise DataError(self.path, "has two outcomes of one question id: give each question its own id")
        return found


class ShownQuote(NamedTuple):
    """A quote on the sheet: its text, and where it is from."""

    text: str
    source: str
    place: str


class ShownOutcome(NamedTuple):
    """An outcome on the sheet: what the system said, without its confidence and without verdicts on it."""

    code: str
    answered: bool
    interpreted: str | None
    quotes: tuple[ShownQuote, ...]
    message: str | None


class ShownCase(NamedTuple):
    """A question on the sheet, and what was wanted, if the sheet may show that."""

    question: str
    thread: tuple[str, ...]
    document: str | None
    audience: str | None
    expected: tuple[str, ...]
    outcomes: tuple[ShownOutcome, ...]


class Sheet(NamedTuple):
    """All that a judge sees."""

    id: str
    judge: str | None
    cases: tuple[ShownCase, ...]


def make_sheet(
    runs: Sequence[RunFile],
    *,
    seed: int = 0,
    limit: int | None = None,
    gold: bool = False,
    judge: str | None = None,
) -> tuple[Sheet, Key]:
    """The sheet and the key for one run or two.

    Questions stand in a random order, and a `limit` keeps the first of them, so that a part of the sheet is a
    sample of the whole. Two outcomes that show the same are judged once, for both systems. Raises DataError if the
    runs have no question in common, or mean different questions by one id.
    """
    found = [run.by_id() for run in runs]
    shared = [id_ for id_ in found[0] if all(id_ in outcomes for outcomes in found)]
    _check(runs, found, shared)
    blinding = Blinding([run.sha256 for run in runs], seed)
    swapped = blinding.swapped(shared)
    pairs = [
        _case(id_, [outcomes[id_] for outcomes in found], blinding.case(id_), swap=id_ in swapped, gold=gold)
        for id_ in blinding.order(shared)[:limit]
    ]
    systems = tuple(
        KeyedSystem(name=name, sha256=run.sha256, provenance=run.result.provenance)
        for name, run in zip(_names(runs), runs, strict=True)
    )
    key = Key(sheet=blinding.sheet, seed=seed, systems=systems, cases=tuple(case for _, case in pairs))
    return Sheet(blinding.sheet, judge, tuple(shown for shown, _ in pairs)), key


def _check(runs: Sequence[RunFile], found: Sequence[dict[str, RecordedOutcome]], shared: Sequence[str]) -> None:
    if len({run.sha256 for run in runs}) < len(runs):
        raise DataError(runs[1].path, "holds the same as the first run: name runs of two systems")
    if not shared:
        raise DataError(runs[1].path, f"has no question in common with {runs[0].path}: name runs of the same data")
    for id_ in shared:
        if len({(outcomes[id_].question, outcomes[id_].thread) for outcomes in found}) > 1:
            raise DataError(
                runs[1].path, f"asks another question as {id_!r} than {runs[0].path}: name runs of the same data"
            )


def _names(runs: Sequence[RunFile]) -> list[str]:
    """The names of the files, or with their folders if these names are the same."""
    names = [run.name for run in runs]
    if len(set(names)) == len(names):
        return names
    return [f"{run.path.resolve().parent.name}-{run.name}" for run in runs]


def _case(
    id_: str, outcomes: Sequence[RecordedOutcome], code: str, *, swap: bool, gold: bool
) -> tuple[ShownCase, KeyedCase]:
    first = outcomes[0]
    given: list[tuple[ShownOutcome, tuple[int, ...]]] = [
        (_shown("", outcome), (system,)) for system, outcome in enumerate(outcomes)
    ]
    if len(given) > 1 and given[0][0] == given[1][0]:
        given = [(given[0][0], (0, 1))]
    if swap:
        given.reverse()
    coded = [
        (shown._replace(code=f"{code}-{side}"), systems)
        for side, (shown, systems) in zip(SIDES, given, strict=False)
    ]
    return (
        ShownCase(
            question=first.question,
            thread=first.thread,
            document=first.document_id,
            audience=first.audience,
            expected=first.wanted if gold else (),
            outcomes=tuple(shown for shown, _ in coded),
        ),
        KeyedCase(
            id=id_,
            question=first.question,
            category=first.category,
            outcomes=tuple(
                KeyedOutcome(code=shown.code, systems=systems, answered=shown.answered, quotes=len(shown.quotes))
                for shown, systems in coded
            ),
        ),
    )


def _shown(code: str, outcome: RecordedOutcome) -> ShownOutcome:
    interpreted = outcome.interpreted_question
    return ShownOutcome(
        code=code,
        answered=outcome.answered,
        interpreted=None if interpreted == outcome.question else interpreted,
        quotes=tuple(_shown_quote(quote) for quote in outcome.quotes),
        message=outcome.message,
    )


def _shown_quote(quote: RecordedQuote) -> ShownQuote:
    page = () if quote.page is None else (f"page {quote.page}",)
    return ShownQuote(quote.text, quote.title or quote.document_id, " > ".join((*quote.section, *page)))
