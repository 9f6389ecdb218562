"""Receipt validity: the share of quotes that the stored copy still holds, byte for byte."""

from collections.abc import Sequence

from qa.schema import Verdict


def receipt_validity(verdicts: Sequence[Verdict]) -> float:
    """Valid receipts over all receipts, as `verify` judged them; anything below 1 is a defect.

    A receipt names document, version, byte range and SHA-256; it is valid if those bytes of that version hash
    to it. The definition is this project's own. Raises ValueError for no receipts.
    """
    if not verdicts:
        raise ValueError("no receipts: ask questions that are answered")
    return sum(verdict.verdict == "valid" for verdict in verdicts) / len(verdicts)
