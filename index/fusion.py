"""Reciprocal rank fusion."""

from collections.abc import Iterable, Sequence

RRF_K = 60


def fuse(rankings: Iterable[Sequence[int]], k: int = RRF_K) -> list[tuple[int, float]]:
    """Rankings of ids, best first, to one ranking of (id, score), best first; ties by id.

    An id scores the sum of `1 / (k + rank)` over the rankings that hold it, ranks counted from 1.
    Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
    learning methods", SIGIR 2009; they take k = 60. An id twice in one ranking is an error.
    """
    if k < 0:
        raise ValueError(f"k must not be negative: {k}")
    scores: dict[int, float] = {}
    for ranking in rankings:
        if len(set(ranking)) != len(ranking):
            raise ValueError("a ranking names an id twice")
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
