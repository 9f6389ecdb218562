"""The follow-ups experiment on sessions: whether the rewritten question finds the right page."""

import hashlib
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from eval.data import SESSIONS, SWITCHES, GoldQuestion, Qrels, Talk
from eval.report import Better, Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.statistics import ratio_interval
from eval.systems import Asker, Progress, Stopwatch, Understood, answered_turn, question_of, understand, unseen
from qa.schema import PastTurn

DEPTH = 10
ENGINE, GOLD = "engine", "gold rewrite"
NAMES = {SESSIONS: "pronoun", SWITCHES: "topic switch"}
_MIXED_IN = 2
_SHOWN = 5


@dataclass
class _Run:
    """One run over sessions: the values of each figure by turn, and the case of each turn."""

    asker: Asker
    with_answers: bool
    values: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    cases: dict[str, Case] = field(default_factory=dict)
    records: list[RecordedOutcome] = field(default_factory=list)
    watch: Stopwatch = field(default_factory=Stopwatch)
    known: dict[str, list[str]] = field(default_factory=dict)

    def follow(self, talk: Talk, kind: str) -> list[PastTurn]:
        """Asks the turns of a session in order, and returns them as past turns."""
        history: list[PastTurn] = []
        for number, turn in enumerate(talk.turns, start=1):
            asked = question_of(turn.asked, history=tuple(history), store=False)
            with self.watch.running():
                understood = understand(self.asker, asked)
            if number > 1:
                self._score(talk, number, understood, kind)
            history.append(answered_turn(self.asker, asked) if self.with_answers else understood.past(asked))
        return history

    def mix_in(self, talk: Talk, history: Sequence[PastTurn], asked: GoldQuestion, wanted: frozenset[str]) -> None:
        """Asks a standalone question after the first turns of a session."""
        question = question_of(asked.text, history=tuple(history[:_MIXED_IN]), store=False)
        understood = understand(self.asker, question)
        kept = understood.question == asked.text and not understood.asks_back
        alone = self._hit(asked.text, wanted, DEPTH)
        threaded = 0.0 if understood.asks_back else self._hit(understood.question, wanted, DEPTH)
        self.records.append(
            RecordedOutcome(
                id=talk.id,
                question=asked.text,
                category="standalone",
                thread=tuple(turn.asked for turn in talk.turns[:_MIXED_IN]),
                interpreted_question=understood.question,
                wanted=(asked.text, *sorted(wanted))[: 1 + _SHOWN],
                documents=tuple(self._found(understood.question)),
            )
        )
        self.values["standalone: kept as asked"][talk.id] = float(kept)
        self.values["standalone: hit@10 lost"][talk.id] = alone - threaded

    def _score(self, talk: Talk, number: int, understood: Understood, kind: str) -> None:
        turn, before, first = talk.turns[number - 1], talk.turns[number - 2], talk.turns[0]
        id_ = f"{talk.id}/{number}"
        wordings = {
            "as asked": turn.asked,
            "last + current": f"{before.asked} {turn.asked}",
            "first + current": f"{first.asked} {turn.asked}",
            GOLD: turn.resolved,
            ENGINE: understood.question,
        }
        for system, wording in wordings.items():
            lost = system == ENGINE and understood.asks_back
            for depth in (DEPTH, 1):
                value = 0.0 if lost else self._hit(wording, turn.relevant, depth)
                self.values[f"{kind}: {system}, hit@{depth}"][id_] = value
        same = understood.question.strip(" ?").casefold() == turn.resolved.strip(" ?").casefold()
        self.values[f"{kind}: same wording as the gold rewrite"][id_] = float(same)
        self.records.append(
            RecordedOutcome(
                id=id_,
                question=turn.asked,
                category=kind,
                thread=tuple(earlier.asked for earlier in talk.turns[: number - 1]),
                interpreted_question=understood.question,
                wanted=(turn.resolved, *sorted(turn.relevant))[: 1 + _SHOWN],
                documents=tuple(self._found(understood.question)),
            )
        )
        self.cases[id_] = Case(
            id=id_,
            question=f"{turn.asked} -> {understood.question}",
            value=self.values[f"{kind}: {ENGINE}, hit@{DEPTH}"][id_],
            returned=tuple(self._found(understood.question)[:_SHOWN]),
            wanted=tuple(sorted(turn.relevant))[:_SHOWN],
        )

    def _hit(self, question: str, wanted: frozenset[str], depth: int) -> float:
        return float(bool(wanted & set(self._found(question)[:depth])))

    def _found(self, question: str) -> list[str]:
        if question not in self.known:
            self.known[question] = [item.document for item in self.asker.documents(question, DEPTH)]
        return self.known[question]


def evaluate_sessions(
    asker: Asker,
    talks: Mapping[str, Sequence[Talk]],
    standalone: Sequence[GoldQuestion],
    qrels: Qrels,
    *,
    provenance: Provenance,
    with_answers: bool = False,
    progress: Progress = unseen,
) -> Result:
    """Scores hit@10 and hit@1 of the relevant documents over all turns of a session but the first.

    The engine searches for each wording of a turn: as asked, with the previous turn, with the first turn, the gold
    rewrite, and the engine's rewrite. A turn on which the engine asks back counts as missed. One question of
    `standalone` is asked within each session and should be left unchanged.
    """
    run = _Run(asker, with_answers)
    total = sum(map(len, talks.values()))
    for done, (kind, talk) in enumerate(((k, some) for k in talks for some in talks[k]), start=1):
        history = run.follow(talk, NAMES[kind])
        if standalone:
            asked = _drawn(talk.id, standalone)
            run.mix_in(talk, history, asked, frozenset(id_ for id_, grade in qrels[asked.id].items() if grade > 0))
        progress(done, total)
    figures = [
        Figure.of(name, values, _better(name), groups={id_: _session_of(id_, run.cases) for id_ in values})
        for name, values in run.values.items()
    ]
    figures += [figure for kind in talks if (figure := _ratio(NAMES[kind], run.values))]
    first = next(figure for figure in figures if figure.name.endswith(f"{ENGINE}, hit@{DEPTH}"))
    return Result(
        experiment="followups",
        figures=tuple(figures),
        timing=run.watch.timing(),
        worst=(worst(first, run.cases),),
        outcomes=with_verdicts(run.records, run.values),
        provenance=provenance,
    )


def _drawn(id_: str, questions: Sequence[GoldQuestion]) -> GoldQuestion:
    """Draws a question that depends on the session's id only."""
    number = int.from_bytes(hashlib.sha256(f"standalone\n{id_}".encode()).digest()[:8])
    return questions[number % len(questions)]


def _ratio(kind: str, values: Mapping[str, Mapping[str, float]]) -> Figure | None:
    """The engine's hit@10 over that of the gold rewrite, resampled by session; None if the latter is 0."""
    engine, gold = (_by_session(values[f"{kind}: {system}, hit@10"]) for system in (ENGINE, GOLD))
    if not any(gold.values()):
        return None
    interval = ratio_interval(list(engine.values()), list(gold.values()))
    name = f"{kind}: {ENGINE} over {GOLD}, hit@10"
    return Figure.around(name, interval, len(values[f"{kind}: {ENGINE}, hit@10"]))


def _by_session(values: Mapping[str, float]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for id_, value in values.items():
        sums[_session_of(id_, values)] += value
    return sums


def _session_of(id_: str, turns: Container[str]) -> str:
    """The session of a turn; a standalone question has the id of its session."""
    return id_.rpartition("/")[0] if id_ in turns else id_


def _better(name: str) -> Better:
    return "lower" if name.endswith("lost") else "higher"
