"""The experiments put together: data set, system under test and measures, as a session asks for them."""

from collections.abc import Sequence
from pathlib import Path

from eval import abstention as abstaining
from eval import endtoend
from eval import quotes as quoting
from eval import receipts as receipting
from eval import retrieval as retrieving
from eval.asking import Asker, EngineAsker, SentenceRanker
from eval.gold import (
    CLAIMS,
    SPANS,
    TASKS,
    Answerability,
    Asked,
    answer_spans,
    catalogue,
    claims_by_evidence,
    file_of,
    rationales,
    required_file,
    tasks_by_label,
)
from eval.gold import queries as read_queries
from eval.lines import DataError
from eval.measures import eligible
from eval.provenance import digest_of
from eval.ranking import write_run
from eval.result import Result
from eval.session import Session
from qa.commands.terminal import Meter

__all__ = ["Session", "abstention", "end_to_end", "quotes", "receipts", "retrieval"]


def retrieval(
    session: Session, folder: Path, split: str, queries: str | None, *, depth: int, run_out: Path | None
) -> Result:
    """Score the ranked documents; `run_out` is where the run is written."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    with _meter() as meter:
        result, run = retrieving.evaluate(
            asker, dataset, catalogue(dataset.corpus), provenance=origin, depth=depth, progress=meter
        )
    if run_out:
        write_run(run, run_out)
    return result


def quotes(session: Session, folder: Path, split: str) -> Result:
    """Score quotes against marked sentences, where the data set has claims, or else against marked answers."""
    return _by_rationales(session, folder, split) if file_of(folder, CLAIMS) else _by_spans(session, folder)


def _by_rationales(session: Session, folder: Path, split: str) -> Result:
    corpus, claims = required_file(folder, "corpus"), required_file(folder, CLAIMS)
    known = catalogue(corpus)
    marked = rationales(folder, split, known)
    chosen = session.chosen([rationale.question for rationale in marked], claims)
    asker = session.asker(corpus)
    origin = session.provenance(asker, folder, split, digest_of([corpus, claims]))
    with _meter() as meter:
        return quoting.evaluate_rationales(
            asker,
            [rationale for rationale in marked if rationale.question.id in chosen],
            known,
            rankers=_rankers(asker),
            provenance=origin,
            progress=meter,
        )


def _by_spans(session: Session, folder: Path) -> Result:
    corpus, questions = required_file(folder, "documents"), required_file(folder, SPANS)
    marked = answer_spans(folder)
    chosen = session.chosen([span.question for span in marked], questions)
    asker = session.asker(corpus)
    origin = session.provenance(asker, folder, None, digest_of([corpus, questions]))
    with _meter() as meter:
        return quoting.evaluate_spans(
            asker,
            [span for span in marked if span.question.id in chosen],
            rankers=_rankers(asker),
            provenance=origin,
            progress=meter,
        )


def end_to_end(session: Session, folder: Path, split: str, queries: str | None) -> Result:
    """Score the sources of answers."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    with _meter() as meter:
        return endtoend.evaluate(asker, dataset, catalogue(dataset.corpus), provenance=origin, progress=meter)


def abstention(
    session: Session, folder: Path, split: str, queries: str | None, *, unanswerable: Path | None
) -> Result:
    """Score the confidence; `unanswerable` is a file of questions, or the data set says what is answerable."""
    corpus = required_file(folder, "corpus")
    named: str | None = split
    if unanswerable:
        dataset = session.dataset(folder, split, queries)
        judged = [Asked(id_, text) for id_, text in dataset.queries.items() if eligible(dataset.qrels[id_])]
        both = Answerability(tuple(judged), _selected(session, read_queries(unanswerable), unanswerable))
        sha256 = digest_of([unanswerable], dataset.digest)
    else:
        labelled, path, named = _labelled(folder, split)
        both = Answerability(
            _selected(session, labelled.answerable, path), _selected(session, labelled.unanswerable, path)
        )
        sha256 = digest_of([corpus, path])
    asker = session.asker(corpus)
    origin = session.provenance(asker, folder, named, sha256)
    with _meter() as meter:
        return abstaining.evaluate(asker, both, provenance=origin, progress=meter)


def _labelled(folder: Path, split: str) -> tuple[Answerability, Path, str | None]:
    """What a data set says its corpus answers, the file that says so, and the split, if it has any."""
    claims, tasks = file_of(folder, CLAIMS), file_of(folder, TASKS)
    if claims:
        return claims_by_evidence(folder, split), claims, split
    if tasks:
        return tasks_by_label(folder), tasks, None
    raise DataError(folder, "does not say what its corpus cannot answer: name such questions with --unanswerable")


def _selected(session: Session, questions: Sequence[Asked], path: Path) -> tuple[Asked, ...]:
    chosen = session.chosen(questions, path)
    return tuple(asked for asked in questions if asked.id in chosen)


def receipts(session: Session, folder: Path, split: str, queries: str | None) -> Result:
    """Check the quotes that answer the questions of a split."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    asked = [Asked(id_, text) for id_, text in dataset.queries.items()]
    with _meter() as meter:
        return receipting.evaluate(asker, asked, provenance=origin, progress=meter)


def _rankers(asker: Asker) -> dict[str, SentenceRanker]:
    """The rankings of single sentences, which only an engine in this process gives."""
    return asker.rankers() if isinstance(asker, EngineAsker) else {}


def _meter() -> Meter:
    return Meter("Asking", "questions")
