"""Judges the answers of another system like those of this one, and says how they cite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from eval.data import GoldQuestion, JudgedItem, judged_items
from eval.errors import DataError
from eval.experiments import Unreachable, judge_recorded
from eval.interop.answers.files import SystemAnswer, read_answers
from eval.interop.answers.recording import Recorder, citation_figures, citation_notes
from eval.interop.matching import Matcher, library_of
from eval.report import Result
from eval.systems import Session, digest_of

_NAMED = 5


def judge_answers(
    session: Session, path: Path, items_path: Path, corpus: Path | None, *, unreachable: Unreachable
) -> Result:
    """The result of the answers in a file to the items of another, with the documents of the session.

    An item without an answer counts as silence. Raises DataError if no answer belongs to an item.
    """
    answers = {answer.id: answer for answer in read_answers(path)}
    items = _chosen(session, items_path)
    if not any(item.id in answers for item in items):
        raise DataError(
            path, f"answers none of the items (the first is {items[0].id!r}): correct the ids, or --items"
        )
    asker = session.asker(corpus) if corpus and not session.url else session.own_asker()
    library = library_of(asker)
    recorder = Recorder(Matcher(library))
    records = {item.id: recorder.outcome(item, answers.get(item.id)) for item in items}
    origin = session.provenance(asker, items_path, None, digest_of([items_path]))
    of_system = origin.model_copy(update={"configuration": _configuration(path, answers.values())})
    result = judge_recorded(asker, items, records, provenance=of_system, unreachable=unreachable)
    held = frozenset(document.id for document in library.documents)
    citing = citation_figures(tuple(records.values()), held, of_system.seed)
    notes = (*result.notes, *_notes(items, answers), *citation_notes(recorder))
    return result.model_copy(update={"figures": (*result.figures, *citing), "notes": notes})


def _chosen(session: Session, path: Path) -> list[JudgedItem]:
    items = judged_items(path)
    chosen = session.chosen([GoldQuestion(item.id, item.question, item.thread, item.unit) for item in items], path)
    return [item for item in items if item.id in chosen]


def _configuration(path: Path, answers: Iterable[SystemAnswer]) -> dict[str, str]:
    runs = sorted({answer.run for answer in answers if answer.run})
    return {"system": ", ".join(runs) or path.stem, "answers": path.name, "answers_sha256": digest_of([path])}


def _notes(items: Sequence[JudgedItem], answers: Mapping[str, SystemAnswer]) -> Iterator[str]:
    wanted = {item.id for item in items}
    missing = [item.id for item in items if item.id not in answers]
    others = [id_ for id_ in answers if id_ not in wanted]
    if missing:
        yield f"{len(missing)} items have no answer and count as silence: {_some(missing)}"
    if others:
        yield f"{len(others)} answers belong to no item and were not used: {_some(others)}"
    yield "a sentence that is not verbatim supports only if it has the text of a passage: let people judge it"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
