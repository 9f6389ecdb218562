"""The figures of a run, computed from judgements."""

from eval.data import Qrels, Run
from eval.measures import NDCG, AveragePrecision, Measure, Precision, Recall, ReciprocalRank, Success, per_query
from eval.report.result import Figure

MEASURES: tuple[Measure, ...] = (
    NDCG(10),
    Recall(100),
    ReciprocalRank(10),
    AveragePrecision(),
    Precision(5),
    Precision(10),
    Success(1),
    Success(5),
    Success(10),
)


def figures_of(run: Run, qrels: Qrels, depth: int | None = None) -> tuple[Figure, ...]:
    """Scores a run by all measures whose cutoff is not above `depth`."""
    return tuple(
        Figure.of(measure.name, per_query(measure, run, qrels))
        for measure in MEASURES
        if depth is None or measure.k is None or measure.k <= depth
    )
