"""The end-to-end experiment: whether the first sources of an answer include the right page."""

from collections.abc import Iterable, Sequence

from eval.data import Catalogue, Dataset, eligible, named
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen
from qa.schema import Answer

SOURCES = (3, 1)
SHOWN = 5


def evaluate_sources(
    asker: Asker,
    dataset: Dataset,
    catalogue: Catalogue,
    *,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Scores whether one of the first sources is a relevant document, or is from the page of one.

    Every source of an answer is quoted. Documents with the same URL in the corpus are one page. An abstention
    scores 0.
    """
    judged = {query: grades for query, grades in dataset.qrels.items() if eligible(grades)}
    found: dict[str, list[str]] = {}
    records: list[RecordedOutcome] = []
    askings = [Asking(query, question_of(dataset.queries[query])) for query in judged]
    for asked in ask_each(asker, askings, journal=journal, progress=progress):
        outcome = asked.outcome
        found[asked.id] = [source.document_id for source in outcome.sources] if isinstance(outcome, Answer) else []
        records.append(asked.record)
    wanted = {query: [id_ for id_, grade in grades.items() if grade > 0] for query, grades in judged.items()}
    figures = [_figure(kind, most, found, wanted, catalogue) for kind in ("page", "document") for most in SOURCES]
    answered = Figure.of("answered", {query: float(bool(sources)) for query, sources in found.items()}, "neither")
    cases = _cases(figures[0], dataset, found, wanted, catalogue)
    outcomes = [record.model_copy(update={"wanted": cases[record.id].wanted}) for record in records]
    return Result(
        experiment="end-to-end",
        figures=(*figures, answered),
        timing=timing_of(record.milliseconds for record in records),
        worst=(worst(figures[0], cases),),
        outcomes=with_verdicts(outcomes, {figure.name: figure.values for figure in (*figures, answered)}),
        provenance=provenance,
    )


def _cases(
    figure: Figure,
    dataset: Dataset,
    found: dict[str, list[str]],
    wanted: dict[str, list[str]],
    catalogue: Catalogue,
) -> dict[str, Case]:
    return {
        query: Case(
            id=query,
            question=dataset.queries[query],
            value=value,
            returned=tuple(named(document, catalogue) for document in found[query][:SHOWN]),
            wanted=tuple(named(document, catalogue) for document in wanted[query][:SHOWN]),
        )
        for query, value in figure.values.items()
    }


def _figure(
    kind: str, most: int, found: dict[str, list[str]], wanted: dict[str, list[str]], catalogue: Catalogue
) -> Figure:
    def seen(documents: Iterable[str]) -> set[str]:
        return {_page(document, catalogue) if kind == "page" else document for document in documents}

    def right(sources: Sequence[str], relevant: Sequence[str]) -> float:
        return float(bool(seen(sources[:most]) & seen(relevant)))

    values = {query: right(sources, wanted[query]) for query, sources in found.items()}
    return Figure.of(f"right {kind} among {most} source{'s' if most > 1 else ''}", values)


def _page(document: str, catalogue: Catalogue) -> str:
    return catalogue[document].page if document in catalogue else document
