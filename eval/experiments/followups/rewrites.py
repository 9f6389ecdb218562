"""The follow-ups experiment on conversations with gold rewrites: which words of the thread are carried over."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eval.data import RewrittenTurn, added_words
from eval.experiments.followups.resolving import (
    ENGINE,
    LEARNED,
    EngineRewrites,
    LearnedRewrites,
    Resolved,
    System,
    plain_systems,
)
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.statistics import ratio_interval
from eval.systems import Asker, Progress, unseen
from qa.followup import OnnxResolver

RIGHT = "wholly right"


def evaluate_rewrites(
    asker: Asker,
    turns: Sequence[RewrittenTurn],
    *,
    provenance: Provenance,
    resolver: OnnxResolver | None = None,
    progress: Progress = unseen,
) -> Result:
    """Scores the words that the engine takes over from the thread against those of the gold rewrites.

    A word is taken over if the rewrite has it and the question has not; function words and the forms of words do
    not count. A turn is wholly right if these words are those of the gold rewrite, and if it was understood as it
    should be. Plain joins of questions, and a learned resolver if there is one, are scored beside the engine.
    """
    engine = EngineRewrites(asker)
    systems: dict[str, System] = {ENGINE: engine, **plain_systems()}
    if resolver is not None:
        systems[LEARNED] = LearnedRewrites(asker, resolver)
    scores = _Scores()
    for done, turn in enumerate(turns, start=1):
        for name, system in systems.items():
            scores.add(name, turn, system(turn))
        progress(done, len(turns))
    figures = tuple(scores.figures())
    return Result(
        experiment="followups",
        figures=figures,
        timing=engine.watch.timing(),
        worst=tuple(worst(figure, scores.cases) for figure in figures if figure.name == f"{RIGHT}, {ENGINE}"),
        outcomes=with_verdicts(scores.records, scores.values),
        provenance=provenance,
    )


@dataclass
class _Scores:
    values: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    cases: dict[str, Case] = field(default_factory=dict)
    records: list[RecordedOutcome] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)

    def add(self, system: str, turn: RewrittenTurn, found: Resolved) -> None:
        """Scores what a system makes of a turn."""
        mine, gold = added_words(turn.question, found.question), added_words(turn.question, turn.rewrite)
        counted = self.counts[system].setdefault(turn.group, [0, 0, 0])
        for place, words in enumerate((mine & gold, mine, gold)):
            counted[place] += len(words)
        understood = found.understood == turn.wanted
        right = float(understood and mine == gold)
        self.groups[turn.id] = turn.group
        self.values[f"{RIGHT}, {system}"][turn.id] = right
        self.values[f"understood as {turn.wanted}, {system}"][turn.id] = float(understood)
        if system in {ENGINE, LEARNED}:
            for kind in turn.kinds:
                self.values[f"{RIGHT}: {kind}, {system}"][turn.id] = right
        if system == ENGINE:
            self._keep(turn, found, right)

    def _keep(self, turn: RewrittenTurn, found: Resolved, right: float) -> None:
        self.cases[turn.id] = Case(
            id=turn.id, question=turn.question, value=right, returned=(found.question,), wanted=(turn.rewrite,)
        )
        self.records.append(
            RecordedOutcome(
                id=turn.id,
                question=turn.question,
                category=turn.wanted,
                thread=tuple(each.question for each in turn.history),
                document_id=turn.document,
                wanted=(turn.rewrite,),
                interpreted_question=found.question,
            )
        )

    def figures(self) -> Iterator[Figure]:
        """The figures, those over words first."""
        for system, counts in self.counts.items():
            for name, above, below in (("precision", 0, (1,)), ("recall", 0, (2,)), ("F1", 0, (1, 2))):
                uppers = [(2 if name == "F1" else 1) * each[above] for each in counts.values()]
                lowers = [sum(each[place] for place in below) for each in counts.values()]
                if any(lowers):
                    interval = ratio_interval(uppers, lowers)
                    yield Figure.around(f"carried words: {name}, {system}", interval, len(self.groups))
        for name, values in self.values.items():
            yield Figure.of(name, values, groups=self.groups)
