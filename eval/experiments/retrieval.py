"""The retrieval experiment: whether a search ranks the relevant documents first."""

from collections.abc import Iterator

from eval.data import Catalogue, Dataset, Run, eligible, named
from eval.report import (
    Case,
    Figure,
    Provenance,
    RecordedOutcome,
    Result,
    Timing,
    figures_of,
    with_verdicts,
    worst,
)
from eval.systems import Asker, Progress, Stopwatch, unseen

DEPTH, RUN_DEPTH = 100, 1000
SHOWN = 5
KEPT = 10


def retrieve(asker: Asker, dataset: Dataset, depth: int, progress: Progress) -> tuple[Run, Timing]:
    """Searches for each question: at most `depth` documents per question, and the times."""
    run: Run = {}
    watch = Stopwatch()
    for done, (query, question) in enumerate(dataset.queries.items(), start=1):
        with watch.running():
            run[query] = asker.documents(question, depth)
        progress(done, len(dataset.queries))
    return run, watch.timing()


def evaluate_retrieval(
    asker: Asker,
    dataset: Dataset,
    catalogue: Catalogue,
    *,
    provenance: Provenance,
    depth: int = DEPTH,
    progress: Progress = unseen,
) -> tuple[Result, Run]:
    """Scores the ranking of documents, and returns the run too. MAP is computed over `depth` documents."""
    run, timing = retrieve(asker, dataset, depth, progress)
    figures = figures_of(run, dataset.qrels, depth)
    result = Result(
        experiment="retrieval",
        figures=figures,
        timing=timing,
        worst=(worst(figures[0], _cases(run, dataset, catalogue, figures[0])),),
        notes=_notes(run, dataset, depth),
        outcomes=with_verdicts(_outcomes(run, dataset), {figure.name: figure.values for figure in figures}),
        provenance=provenance,
    )
    return result, run


def _outcomes(run: Run, dataset: Dataset) -> Iterator[RecordedOutcome]:
    """The first documents of each question, of which there may be hundreds."""
    for query, found in run.items():
        yield RecordedOutcome(
            id=query,
            question=dataset.queries[query],
            wanted=tuple(id_ for id_, grade in dataset.qrels[query].items() if grade > 0)[:KEPT],
            documents=tuple(item.document for item in found[:KEPT]),
        )


def _cases(run: Run, dataset: Dataset, catalogue: Catalogue, figure: Figure) -> dict[str, Case]:
    return {
        query: Case(
            id=query,
            question=dataset.queries[query],
            value=value,
            returned=tuple(named(item.document, catalogue) for item in run[query][:SHOWN]),
            wanted=tuple(named(id_, catalogue) for id_, grade in dataset.qrels[query].items() if grade > 0)[
                :SHOWN
            ],
        )
        for query, value in figure.values.items()
    }


def _notes(run: Run, dataset: Dataset, depth: int) -> tuple[str, ...]:
    unjudged = sum(not eligible(judged) for judged in dataset.qrels.values())
    empty = sum(not found for found in run.values())
    counted = (
        (unjudged, "questions have no relevant document and are left out"),
        (empty, "questions without a result count as 0"),
    )
    return (f"depth {depth}", *(f"{number} {what}" for number, what in counted if number))
