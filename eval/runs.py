"""Combines data set, system under test and experiment for each command of `pincite eval`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from eval.benchmark import Plain, PlainAsker, Split, collections
from eval.data import (
    CLAIMS,
    SPANS,
    TASKS,
    Answerability,
    Dataset,
    GoldQuestion,
    JudgedItem,
    answer_spans,
    are_threads,
    catalogue,
    claims_by_evidence,
    eligible,
    file_of,
    judged_items,
    rationales,
    required_file,
    rewritten_turns,
    samples,
    talks,
    tasks_by_label,
    thread_turns,
    write_run,
    written,
)
from eval.data import queries as read_queries
from eval.errors import DataError
from eval.experiments import (
    DEPTH,
    RUN_DEPTH,
    TEMPLATES,
    Unreachable,
    evaluate_abstention,
    evaluate_judged,
    evaluate_rationales,
    evaluate_receipts,
    evaluate_retrieval,
    evaluate_rewrites,
    evaluate_sections,
    evaluate_sessions,
    evaluate_sources,
    evaluate_spans,
    evaluate_tasks,
    evaluate_written,
    labelled_tasks,
    section_questions,
)
from eval.report import Result
from eval.systems import Asker, EngineAsker, SentenceRanker, Session, corpus_digest, digest_of
from qa.commands import Progress, say
from qa.followup import OnnxResolver, ResolverError

__all__ = [
    "abstention",
    "benchmark",
    "end_to_end",
    "followups",
    "judged",
    "quotes",
    "receipts",
    "retrieval",
    "sections",
]


def retrieval(
    session: Session, folder: Path, split: str, queries: str | None, *, depth: int | None, run_out: Path | None
) -> Result:
    """Scores the ranking of documents; with `run_out` the run is written there, and is deeper by default."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    with _progress() as progress:
        result, run = evaluate_retrieval(
            asker,
            dataset,
            catalogue(dataset.corpus),
            provenance=origin,
            depth=depth or (RUN_DEPTH if run_out else DEPTH),
            progress=progress,
        )
    if run_out:
        write_run(run, run_out)
    return result


def quotes(session: Session, folder: Path, split: str) -> Result:
    """Scores quotes against marked sentences if the data set has claims, otherwise against marked answers."""
    return _by_rationales(session, folder, split) if file_of(folder, CLAIMS) else _by_spans(session, folder)


def _by_rationales(session: Session, folder: Path, split: str) -> Result:
    corpus, claims = required_file(folder, "corpus"), required_file(folder, CLAIMS)
    known = catalogue(corpus)
    marked = rationales(folder, split, known)
    chosen = session.chosen([rationale.question for rationale in marked], claims)
    asker = session.asker(corpus)
    origin = session.provenance(asker, folder, split, digest_of([corpus, claims]))
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_rationales(
            asker,
            [rationale for rationale in marked if rationale.question.id in chosen],
            known,
            rankers=_rankers(asker),
            provenance=origin,
            journal=journal,
            progress=progress,
        )


def _by_spans(session: Session, folder: Path) -> Result:
    corpus, questions = required_file(folder, "documents"), required_file(folder, SPANS)
    marked = answer_spans(folder)
    chosen = session.chosen([span.question for span in marked], questions)
    asker = session.asker(corpus)
    origin = session.provenance(asker, folder, None, digest_of([corpus, questions]))
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_spans(
            asker,
            [span for span in marked if span.question.id in chosen],
            rankers=_rankers(asker),
            provenance=origin,
            journal=journal,
            progress=progress,
        )


def end_to_end(session: Session, folder: Path, split: str, queries: str | None) -> Result:
    """Scores the first sources of answers."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_sources(
            asker, dataset, catalogue(dataset.corpus), provenance=origin, journal=journal, progress=progress
        )


def abstention(
    session: Session, folder: Path, split: str, queries: str | None, *, unanswerable: Path | None
) -> Result:
    """Scores the confidence; without the file `unanswerable`, the data set has to label both kinds."""
    corpus = required_file(folder, "corpus")
    named: str | None = split
    if unanswerable:
        dataset = session.dataset(folder, split, queries)
        judged = [GoldQuestion(id_, text) for id_, text in dataset.queries.items() if eligible(dataset.qrels[id_])]
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
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_abstention(asker, both, provenance=origin, journal=journal, progress=progress)


def _labelled(folder: Path, split: str) -> tuple[Answerability, Path, str | None]:
    """The labelled questions of a data set, the file with the labels, and the split, if the file has splits."""
    claims, tasks = file_of(folder, CLAIMS), file_of(folder, TASKS)
    if claims:
        return claims_by_evidence(folder, split), claims, split
    if tasks:
        return tasks_by_label(folder), tasks, None
    raise DataError(folder, "has no questions labelled as unanswerable: name a file of them with --unanswerable")


def _selected(session: Session, questions: Sequence[GoldQuestion], path: Path) -> tuple[GoldQuestion, ...]:
    chosen = session.chosen(questions, path)
    return tuple(asked for asked in questions if asked.id in chosen)


def receipts(session: Session, folder: Path, split: str, queries: str | None) -> Result:
    """Checks the quotes of the answers to the questions of a split."""
    dataset = session.dataset(folder, split, queries)
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, split, dataset.digest)
    asked = [GoldQuestion(id_, text) for id_, text in dataset.queries.items()]
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_receipts(asker, asked, provenance=origin, journal=journal, progress=progress)


def followups(
    session: Session, folder: Path, corpus: Path | None, resolver: Path | None, *, with_answers: bool
) -> Result:
    """Scores the rewriting of follow-ups: on sessions, on labelled tasks, or on a file of conversations.

    `corpus` is the collection that the sessions are about, or the file or folder that the others are about. The
    defaults are `medquad` beside the folder, and the sample articles.
    """
    if folder.suffix in {".yaml", ".yml"}:
        return _on_written(session, folder, corpus)
    if folder.is_file():
        return _on_rewritten(session, folder, corpus, resolver)
    if file_of(folder, TASKS):
        return _on_tasks(session, folder)
    return _on_sessions(session, folder, corpus or folder.resolve().parent / "medquad", with_answers=with_answers)


def _on_sessions(session: Session, folder: Path, collection: Path, *, with_answers: bool) -> Result:
    whole = talks(folder)
    asked = [GoldQuestion(talk.id, talk.turns[0].asked) for some in whole.values() for talk in some]
    chosen = session.chosen(asked, folder)
    kept = {kind: [talk for talk in some if talk.id in chosen] for kind, some in whole.items()}
    dataset = Dataset.open(collection, "test_distinct")
    asker = session.asker(dataset.corpus)
    origin = session.provenance(asker, folder, None, digest_of(sorted(folder.glob("*.jsonl*")), dataset.digest))
    with _progress() as progress:
        return evaluate_sessions(
            asker,
            {kind: some for kind, some in kept.items() if some},
            [GoldQuestion(id_, text) for id_, text in dataset.queries.items()],
            dataset.qrels,
            provenance=origin,
            with_answers=with_answers,
            progress=progress,
        )


def _on_tasks(session: Session, folder: Path) -> Result:
    dataset = Dataset.open(folder)
    tasks = labelled_tasks(folder)
    chosen = session.chosen([task.asked for task in tasks], folder)
    asker = session.asker(dataset.corpus)
    path = required_file(folder, TASKS)
    origin = session.provenance(asker, folder, None, digest_of([path], dataset.digest))
    with _progress() as progress:
        return evaluate_tasks(
            asker,
            [task for task in tasks if task.asked.id in chosen],
            dataset.qrels,
            provenance=origin,
            progress=progress,
        )


def _on_written(session: Session, path: Path, corpus: Path | None) -> Result:
    sessions = written(path).sessions
    chosen = session.chosen([GoldQuestion(some.id, some.turns[0].asked) for some in sessions], path)
    asker = session.asker(corpus or samples())
    origin = session.provenance(asker, path, None, digest_of([path]))
    with _progress() as progress:
        return evaluate_written(
            asker, [some for some in sessions if some.id in chosen], provenance=origin, progress=progress
        )


def _on_rewritten(session: Session, path: Path, corpus: Path | None, resolver: Path | None) -> Result:
    learned = _opened(resolver) if resolver else None
    turns = list(thread_turns(path) if are_threads(path) else rewritten_turns(path))
    chosen = session.chosen([GoldQuestion(turn.id, turn.question, group=turn.group) for turn in turns], path)
    asker = session.asker(corpus or samples())
    origin = session.provenance(asker, path, None, digest_of([path]))
    with _progress() as progress:
        return evaluate_rewrites(
            asker,
            [turn for turn in turns if turn.id in chosen],
            provenance=origin,
            resolver=learned,
            progress=progress,
        )


def _opened(folder: Path) -> OnnxResolver:
    try:
        return OnnxResolver.open(folder)
    except ResolverError as error:
        raise DataError(folder, str(error)) from None


def sections(session: Session, corpus: Path) -> Result:
    """Scores answers to questions made from the titles and headings of a corpus, which is a file or a folder."""
    if not corpus.exists():
        raise DataError(corpus, "no such file or folder: name the documents to ask about")
    asker = session.engine_asker(corpus)
    store = asker.engine.store
    asked = list(section_questions(store.document(id_) for id_ in store.ids()))
    if not asked:
        raise DataError(corpus, f"no document has a section named {', '.join(TEMPLATES)}: name another corpus")
    chosen = session.chosen([each.question for each in asked], corpus)
    origin = session.provenance(asker, corpus, None, corpus_digest(corpus))
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_sections(
            asker,
            [each for each in asked if each.question.id in chosen],
            provenance=origin,
            journal=journal,
            progress=progress,
        )


def benchmark(
    session: Session, name: str, data: Path, *, split: Split, part: str | None, system: Plain | Literal["pincite"]
) -> Result:
    """Judges the answers to the items of a collection of PinciteBench, of Pincite or of a plain system."""
    collection = collections()[name]
    items = _chosen(session, collection.items(split, part), collection.item_files[0])
    documents = collection.documents(data)
    asker: Asker
    if system == "pincite":
        asker = session.asker(*documents)
    else:
        asker = PlainAsker(session.engine_asker(*documents).engine, system)
    named = "-".join(("pincitebench", name, *filter(None, (part, None if system == "pincite" else system))))
    origin = session.provenance(
        asker, Path(named), split, digest_of(collection.item_files, corpus_digest(*documents))
    )
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_judged(
            asker,
            items,
            provenance=origin,
            journal=journal,
            progress=progress,
        )


def judged(session: Session, path: Path, corpus: Path | None, *, unreachable: Unreachable) -> Result:
    """Judges the answers to the items of a file; without a corpus or a URL, those of the user's own home."""
    items = _chosen(session, judged_items(path), path)
    asker = session.asker(corpus) if corpus else session.own_asker()
    origin = session.provenance(asker, path, None, digest_of([path]))
    with _progress() as progress, session.journal(origin) as journal:
        return evaluate_judged(
            asker,
            items,
            provenance=origin,
            unreachable=unreachable,
            announce=say,
            journal=journal,
            progress=progress,
        )


def _chosen(session: Session, items: Sequence[JudgedItem], path: Path) -> list[JudgedItem]:
    """The selected items, in their order; raises DataError, naming the file, if there are none."""
    asked = [GoldQuestion(item.id, item.question, item.thread, item.unit) for item in items]
    chosen = session.chosen(asked, path)
    return [item for item in items if item.id in chosen]


def _rankers(asker: Asker) -> dict[str, SentenceRanker]:
    """The sentence rankings to compare; empty for a service, which does not rank single sentences."""
    return asker.rankers() if isinstance(asker, EngineAsker) else {}


def _progress() -> Progress:
    return Progress("Asking", "questions")
