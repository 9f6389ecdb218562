"""The judgements of one judge, as the page of a sheet saves them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from eval.errors import DataError
from eval.judging.labels import Label, QuoteLabel
from qa.schema import Body


class Judgement(Body):
    """What a judge says of an outcome; None where the judge has not said it.

    `informed` says that the label was given or changed while the expected answer was shown.
    """

    outcome: str = Field(min_length=1)
    label: Label | None = None
    quotes: tuple[QuoteLabel | None, ...] = ()
    note: str = ""
    informed: bool = False


class Judgements(Body):
    """The judgements of one judge on one sheet, as the page saves them."""

    format: Literal["pincite judgements 1"] = "pincite judgements 1"
    sheet: str
    judge: str = Field(min_length=1)
    saved: str | None = None
    judgements: tuple[Judgement, ...]


def parse_judgements(path: Path) -> Judgements:
    """Reads a file that the page has saved; raises DataError for anything else and for unknown labels."""
    try:
        return Judgements.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole file"
        raise DataError(
            path, f"is not a file of judgements that a sheet has saved ({where}: {first['msg']}): save it again"
        ) from None
