"""The figures of a run, computed from judgements."""

from eval.data import Qrels, Run
from eval.measures import NDCG, AveragePrecision, Measure, Precision, Recall, ReciprocalRank, Success, per_query
from eval.report.result import Figure


def measures_of(depth: int) -> tuple[Measure, ...]:
    """All measures of a run of `depth` documents per question: MAP looks at all of them, others at fewer."""
    return (
        NDCG(10),
        Recall(100),
        ReciprocalRank(10),
        AveragePrecision(depth),
        Precision(5),
        Precision(10),
        Success(1),
        Success(5),
        Success(10),
    )


def figures_of(run: Run, qrels: Qrels, depth: int | None = None) -> tuple[Figure, ...]:
    """Scores the first `depth` documents of a run by all measures whose cutoff is not above it.

    Without `depth` all measures are computed, and the depth is that of the longest list in the run. The depth is
    in the name of MAP and in its figure.
    """
    own = depth or depth_of(run)
    return tuple(
        Figure.of(
            measure.name,
            per_query(measure, run, qrels),
            depth=own if isinstance(measure, AveragePrecision) else None,
        )
        for measure in measures_of(own)
        if depth is None or measure.k is None or measure.k <= depth
    )


def depth_of(run: Run) -> int:
    """The number of documents in the longest list of a run; 1 for a run without documents."""
    return max(map(len, run.values()), default=0) or 1
