"""The end-to-end experiment: whether an answer quotes the right page among its first sources."""

from collections.abc import Mapping

from eval.asking import Asker
from eval.dataset import Dataset
from eval.measures import eligible
from eval.progress import Progress
from eval.result import Case, Figure, Provenance, Result, worst
from eval.stopwatch import Stopwatch
from qa.answer import Answer
from qa.question import Question

SOURCES = (1, 3)
SHOWN = 5
PAGE = "right page in {} sources"
DOCUMENT = "right document in {} sources"


def evaluate(
    asker: Asker,
    dataset: Dataset,
    titles: Mapping[str, str],
    pages: Mapping[str, str],
    provenance: Provenance,
    progress: Progress,
) -> Result:
    """Whether one of the first sources is a relevant document, or at least from the page of one.

    Every source of an answer is quoted. `pages` says which page a document is from; an abstention scores 0.
    """
    figures = [pattern.format(most) for pattern in (PAGE, DOCUMENT) for most in reversed(SOURCES)]
    values: dict[str, dict[str, float]] = {name: {} for name in (*figures, "answered")}
    cases: dict[str, Case] = {}
    watch = Stopwatch()
    for done, (query, question) in enumerate(dataset.queries.items(), start=1):
        progress(done, len(dataset.queries))
        if not eligible(dataset.qrels[query]):
            continue
        wanted = [document for document, grade in dataset.qrels[query].items() if grade > 0]
        with watch.running():
            outcome = asker.answer(Question(question=question))
        sources = [source.document_id for source in outcome.sources] if isinstance(outcome, Answer) else []
        for most in SOURCES:
            values[PAGE.format(most)][query] = _meets(_pages(sources[:most], pages), _pages(wanted, pages))
            values[DOCUMENT.format(most)][query] = _meets(set(sources[:most]), set(wanted))
        values["answered"][query] = float(bool(sources))
        cases[query] = Case(
            id=query,
            question=question,
            value=values[figures[0]][query],
            returned=tuple(_named(document, titles) for document in sources[:SHOWN]),
            wanted=tuple(_named(document, titles) for document in wanted[:SHOWN]),
        )
    first = Figure.of(figures[0], values[figures[0]])
    others = (Figure.of(name, values[name]) for name in figures[1:])
    return Result(
        experiment="end-to-end",
        figures=(first, *others, Figure.of("answered", values["answered"], "neither")),
        timing=watch.timing(),
        worst=(worst(first, cases),),
        provenance=provenance,
    )


def _pages(documents: list[str], pages: Mapping[str, str]) -> set[str]:
    return {pages.get(document, document) for document in documents}


def _meets(found: set[str], wanted: set[str]) -> float:
    return float(bool(found & wanted))


def _named(document: str, titles: Mapping[str, str]) -> str:
    return f"{titles.get(document, '')} ({document})".strip()
