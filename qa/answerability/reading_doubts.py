"""The effect of reading doubts on the confidence, which presumes that a quote is what its source shows."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from corpus.document import DoubtKind


def doubted(confidence: float, kinds: Iterable[DoubtKind], threshold: float) -> float:
    """The confidence in an answer whose best quote carries these doubts.

    It is the confidence times the share of the spans with such a doubt that are read rightly, the smallest of
    several kinds. A doubt never turns an answer into an abstention: the result is not below the threshold.
    """
    shares = _right()
    share = min((shares[kind] for kind in kinds), default=1.0)
    return confidence if share == 1 else max(round(confidence * share, 6), min(confidence, threshold))


@cache
def _right() -> Mapping[DoubtKind, float]:
    written = yaml.safe_load(files(__package__).joinpath("reading_doubts.yaml").read_text("utf-8"))
    return {kind: float(written["right"][kind]) for kind in DoubtKind}
