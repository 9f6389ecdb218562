"""Asks the questions of an experiment, each after the earlier questions of its conversation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from eval.measures import latency
from eval.report import RecordedOutcome, Timing, recorded
from eval.systems.asking import Asker
from eval.systems.journal import Journal
from eval.systems.progress import Progress, unseen
from qa.schema import Abstention, Answer, Question


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to ask, with the earlier questions of its conversation; `id` is its own in an experiment."""

    id: str
    question: Question
    before: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its outcome, and the time that the system took for it, without the earlier questions."""

    asking: Asking
    outcome: Answer | Abstention
    milliseconds: float

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.asking.id

    @property
    def record(self) -> RecordedOutcome:
        """What a result keeps of the outcome."""
        record = recorded(self.id, self.asking.question, self.outcome, self.milliseconds)
        return record.model_copy(update={"thread": tuple(before.question for before in self.asking.before)})


def ask_each(
    asker: Asker, askings: Sequence[Asking], *, journal: Journal | None = None, progress: Progress = unseen
) -> Iterator[Asked]:
    """Asks the questions in order, or takes their outcomes from the journal, which receives each new outcome."""
    for done, asking in enumerate(askings, start=1):
        key = f"{done} {asking.id}"
        known = journal.recall(key) if journal else None
        asked = Asked(asking, *known) if known else _ask(asker, asking)
        if journal and not known:
            journal.keep(key, asked.outcome, asked.milliseconds)
        yield asked
        progress(done, len(askings))


def timing_of(milliseconds: Iterable[float | None]) -> Timing | None:
    """The summary of the times of questions, without those that were not asked; None if none was."""
    times = [each for each in milliseconds if each is not None]
    return Timing.of(latency(times)) if times else None


def _ask(asker: Asker, asking: Asking) -> Asked:
    conversation: str | None = None
    for before in asking.before:
        placed = before.model_copy(update={"conversation_id": conversation})
        conversation = asker.answer(placed).conversation_id
    last = asking.question.model_copy(update={"conversation_id": conversation})
    started = perf_counter()
    outcome = asker.answer(last)
    return Asked(asking, outcome, 1000 * (perf_counter() - started))
