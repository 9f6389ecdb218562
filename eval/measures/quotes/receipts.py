"""Receipt validity: the share of quotes that are byte for byte in the stored text."""

from collections.abc import Sequence

from qa.schema import Verdict


def receipt_validity(verdicts: Sequence[Verdict]) -> float:
    """The share of receipts that `verify` called valid; anything below 1 is a defect.

    A receipt names document, version, byte range and SHA-256. It is valid if the hash of those bytes of that
    version is the same. The definition is this project's own. Raises ValueError for no receipts.
    """
    if not verdicts:
        raise ValueError("there are no receipts: ask questions that are answered")
    return sum(verdict.verdict == "valid" for verdict in verdicts) / len(verdicts)
