"""Reads the saved judgements of several judges, and checks that they belong together and to their sheet."""

from collections.abc import Sequence
from pathlib import Path

from eval.errors import DataError
from eval.judging.judgements import Judgements, parse_judgements
from eval.judging.key import Key
from eval.judging.labels import ANSWER_CHOICES, SILENCE_CHOICES
from eval.judging.spreadsheet import read_spreadsheet


def read_judgements(paths: Sequence[Path], key: Key | None) -> list[Judgements]:
    """Reads files that the page of a sheet saved, and spreadsheets (.csv, .tsv, .txt), one for each judge.

    Raises DataError for a file in another form, unknown labels, two files of one judge, and files of different
    sheets; with a key also for judgements that do not fit the sheet.
    """
    files = [(path, _read(path)) for path in paths]
    _check_together(files)
    if key:
        for path, read in files:
            _check_against_key(read, key, path)
    return [read for _, read in files]


def _read(path: Path) -> Judgements:
    if not path.is_file():
        raise DataError(path, "no such file: name a file that a judge has saved")
    return read_spreadsheet(path) if path.suffix in (".csv", ".tsv", ".txt") else parse_judgements(path)


def _check_against_key(read: Judgements, key: Key, path: Path) -> None:
    """Raises DataError for judgements of another sheet, and for those that do not fit their outcome."""
    if read.sheet != key.sheet:
        raise DataError(
            path, f"belongs to the sheet {read.sheet}, the key to {key.sheet}: name the key of its sheet"
        )
    keyed = {outcome.code: outcome for _, outcome in key.outcomes()}
    seen = set()
    for judgement in read.judgements:
        code = judgement.outcome
        if code not in keyed:
            raise DataError(
                path, f"judges {code}, which the sheet does not have: name the key of the sheet as it was judged"
            )
        if code in seen:
            raise DataError(path, f"judges {code} twice: keep one of the two judgements")
        seen.add(code)
        choices = ANSWER_CHOICES if keyed[code].answered else SILENCE_CHOICES
        names = [choice.name for choice in choices]
        if judgement.label is not None and judgement.label not in names:
            raise DataError(path, f"{code} cannot be {judgement.label!r}: use one of {', '.join(names)}")
        if len(judgement.quotes) not in (0, keyed[code].quotes):
            raise DataError(
                path,
                f"{code} has {keyed[code].quotes} quotes, and {len(judgement.quotes)} are judged: save it again",
            )


def _check_together(files: Sequence[tuple[Path, Judgements]]) -> None:
    """Raises DataError if the files belong to different sheets, or two of them to one judge."""
    (first, other), *rest = files
    judges = {other.judge.casefold(): first}
    for path, read in rest:
        if read.sheet != other.sheet:
            raise DataError(
                path, f"belongs to another sheet than {first}: name files of the same sheet, one for each judge"
            )
        known = judges.setdefault(read.judge.casefold(), path)
        if known is not path:
            raise DataError(
                path, f"is by {read.judge}, as is {known}: name the later file only, or rename the judge"
            )
