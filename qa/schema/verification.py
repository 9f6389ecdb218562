"""The bodies of the verify call."""

from typing import Literal

from pydantic import Field

from corpus.document import Standing
from qa.schema.answer import Body, Receipt

MAX_RECEIPTS = 200


class Receipts(Body):
    """Receipts to be verified."""

    receipts: tuple[Receipt, ...] = Field(min_length=1, max_length=MAX_RECEIPTS)


class Verdict(Body):
    """What became of one receipt."""

    receipt: Receipt
    verdict: Literal["valid", "mismatch", "out_of_range", "unknown_document", "unknown_version"]
    current: bool = Field(description="whether the version is the document's current one")
    standing: Standing | None = None
    message: str


class Verdicts(Body):
    """A verdict for each receipt, in their order."""

    valid: bool
    verdicts: tuple[Verdict, ...]
