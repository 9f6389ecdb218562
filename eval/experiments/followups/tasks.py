"""The follow-ups experiment on labelled tasks: retrieval for the last turn, and when the engine asks back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.data import TASKS, GoldQuestion, Qrels, TurnOfTask, eligible, required_file, rows_of
from eval.measures import NDCG
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import Asker, Progress, Stopwatch, question_of, understand, unseen
from qa.schema import MAX_HISTORY, MAX_QUESTION, PastTurn

DEPTH = 5
CLEAR, UNCLEAR = "ANSWERABLE", "UNDERSPECIFIED"
WORDINGS = ("last turn", "all turns", "engine")


@dataclass(frozen=True, slots=True)
class LabelledTask:
    """The last turn of a conversation, with the user's earlier turns, and its label."""

    asked: GoldQuestion
    label: str


def labelled_tasks(folder: Path) -> tuple[LabelledTask, ...]:
    """The tasks of a folder with exactly one label and at least one user turn."""
    found = []
    for task in rows_of(required_file(folder, TASKS), TurnOfTask):
        turns = [turn.text for turn in task.input if turn.speaker == "user" and turn.text.strip()]
        if len(task.answerability) == 1 and turns:
            asked = GoldQuestion(task.task_id, turns[-1], tuple(turns[:-1]), task.conversation_id)
            found.append(LabelledTask(asked, task.answerability[0]))
    return tuple(found)


def evaluate_tasks(
    asker: Asker,
    tasks: Sequence[LabelledTask],
    qrels: Qrels,
    *,
    provenance: Provenance,
    progress: Progress = unseen,
) -> Result:
    """Scores nDCG@5 with the last turn, with all turns, and with the engine's rewrite as the query.

    Also scores the share of underspecified tasks on which the engine asks back, and of answerable ones on which it
    does not. The engine gets the user's turns in order, but not the replies to them.
    """
    scores = _Scores(asker, qrels)
    for done, task in enumerate(tasks, start=1):
        scores.add(task)
        progress(done, len(tasks))
    figures = tuple(scores.figures())
    wrong = tuple(worst(figure, scores.cases) for figure in figures if figure.name == f"nDCG@{DEPTH}, engine")
    return Result(
        experiment="followups",
        figures=figures,
        timing=scores.watch.timing(),
        worst=wrong,
        outcomes=with_verdicts(scores.records, {figure.name: figure.values for figure in figures}),
        provenance=provenance,
    )


@dataclass
class _Scores:
    """The values of each wording by task, on which tasks the engine asked back, by label, and the cases."""

    asker: Asker
    qrels: Qrels
    scored: dict[str, dict[str, float]] = field(default_factory=lambda: {name: {} for name in WORDINGS})
    back: dict[str, dict[str, float]] = field(default_factory=lambda: {CLEAR: {}, UNCLEAR: {}})
    cases: dict[str, Case] = field(default_factory=dict)
    records: list[RecordedOutcome] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    watch: Stopwatch = field(default_factory=Stopwatch)

    def add(self, task: LabelledTask) -> None:
        """Asks and scores a task."""
        asked = task.asked
        self.groups[asked.id] = asked.unit
        question = question_of(asked.text, history=_history(self.asker, asked.before), store=False)
        with self.watch.running():
            understood = understand(self.asker, question)
        if task.label in self.back:
            self.back[task.label][asked.id] = float(understood.asks_back)
        judged = self.qrels.get(asked.id, {})
        found: dict[str, tuple[str, ...]] = {}
        if eligible(judged):
            every = " ".join((*asked.before, asked.text))[-MAX_QUESTION:]
            for name, wording in zip(WORDINGS, (asked.text, every, understood.question), strict=True):
                found[name] = tuple(item.document for item in self.asker.documents(wording, DEPTH))
                self.scored[name][asked.id] = NDCG(DEPTH)(found[name], judged)
            self.cases[asked.id] = _case(asked, understood.question, self.scored["engine"][asked.id])
        self.records.append(
            RecordedOutcome(
                id=asked.id,
                question=asked.text,
                category=task.label,
                thread=asked.before,
                interpreted_question=understood.question,
                wanted=tuple(id_ for id_, grade in judged.items() if grade > 0),
                documents=found.get("engine", ()),
            )
        )

    def figures(self) -> Iterator[Figure]:
        """The figures that have at least one task."""
        for name, values in self.scored.items():
            if values:
                yield Figure.of(f"nDCG@{DEPTH}, {name}", values, groups=self.groups)
        if self.back[UNCLEAR]:
            yield Figure.of("asks back where underspecified", self.back[UNCLEAR], groups=self.groups)
        if self.back[CLEAR]:
            kept = {id_: 1 - value for id_, value in self.back[CLEAR].items()}
            yield Figure.of("does not ask back where answerable", kept, groups=self.groups)


def _history(asker: Asker, before: Sequence[str]) -> tuple[PastTurn, ...]:
    history: list[PastTurn] = []
    for text in before[-MAX_HISTORY:]:
        asked = question_of(text, history=tuple(history), store=False)
        history.append(understand(asker, asked).past(asked))
    return tuple(history)


def _case(asked: GoldQuestion, understood: str, value: float) -> Case:
    return Case(
        id=asked.id, question=f"{asked.text} -> {understood}", value=value, returned=(), wanted=asked.before[-1:]
    )
