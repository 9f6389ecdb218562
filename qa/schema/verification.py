"""The bodies of the verify call."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from corpus.document import Standing
from qa.schema.answer import Receipt
from qa.schema.body import Body

MAX_RECEIPTS = 200


def _receipt_of(given: object) -> object:
    """A quote without the fields that are not of its receipt."""
    if not isinstance(given, dict) or "text" not in given:
        return given
    return {name: given[name] for name in Receipt.model_fields if name in given}


GivenReceipt = Annotated[Receipt, BeforeValidator(_receipt_of)]


class Receipts(Body):
    """The receipts to verify. Quotes as an answer has them will do."""

    receipts: tuple[GivenReceipt, ...] = Field(min_length=1, max_length=MAX_RECEIPTS)


class Verdict(Body):
    """The result of verifying one receipt."""

    receipt: Receipt
    verdict: Literal["valid", "mismatch", "out_of_range", "unknown_document", "unknown_version"]
    current: bool = Field(description="Whether the version is the document's current one.")
    standing: Standing | None = None
    message: str


class Verdicts(Body):
    """A verdict for each receipt, in the order of the receipts; `valid` if all of them are."""

    valid: bool
    verdicts: tuple[Verdict, ...]
