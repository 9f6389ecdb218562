"""The follow-ups experiment on hand-written sessions: bindings, unchanged questions and asking back."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.data import GoldBinding, WrittenSession, WrittenTurn
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import Asker, Progress, Stopwatch, Understood, answered_turn, question_of, understand, unseen
from qa.schema import PastTurn, Question

BOUND = "all bindings found"
_TWO = 2
_POSSESSIVE = re.compile(r"['’]s?\b")
_DIGRAPH = re.compile("[ao]e(?=[a-z])")
_WORD = re.compile(r"[^\W_]+")


@dataclass
class _Scores:
    values: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    cases: dict[str, Case] = field(default_factory=dict)
    records: list[RecordedOutcome] = field(default_factory=list)
    watch: Stopwatch = field(default_factory=Stopwatch)


def evaluate_written(
    asker: Asker,
    sessions: Sequence[WrittenSession],
    *,
    provenance: Provenance,
    progress: Progress = unseen,
) -> Result:
    """Scores the share of questions that are interpreted as their author meant them, by kind and category.

    Each turn is asked after the gold rewrites of the earlier turns, with the quotes that answer them, so that one
    wrong interpretation does not affect the next turn. The bindings of a follow-up are found if each name that it
    refers to is in the interpreted question. Hit@1 counts the documents that contain the answer.
    """
    scores = _Scores()
    for done, session in enumerate(sessions, start=1):
        _follow(asker, session, scores)
        progress(done, len(sessions))
    figures = tuple(
        Figure.of(name, values, groups={id_: id_.rpartition("/")[0] for id_ in values})
        for name, values in sorted(scores.values.items())
    )
    bound = [figure for figure in figures if figure.name == BOUND]
    return Result(
        experiment="followups",
        figures=figures,
        timing=scores.watch.timing(),
        worst=tuple(worst(figure, scores.cases) for figure in bound),
        outcomes=with_verdicts(scores.records, scores.values),
        provenance=provenance,
    )


def _follow(asker: Asker, session: WrittenSession, scores: _Scores) -> None:
    history: list[PastTurn] = []
    for number, turn in enumerate(session.turns, start=1):
        question = _question(session, turn.asked, history)
        with scores.watch.running():
            understood = understand(asker, question)
        id_ = f"{session.id}/{number}"
        _score(asker, id_, turn, understood, scores)
        scores.records.append(
            RecordedOutcome(
                id=id_,
                question=turn.asked,
                category=turn.outcome,
                thread=tuple(earlier.asked for earlier in session.turns[: number - 1]),
                document_id=session.document,
                wanted=(turn.resolved or turn.asked, *(turn.relevant or ())),
                interpreted_question=understood.question,
            )
        )
        history.append(_meant(asker, session, turn))


def _question(session: WrittenSession, text: str, history: Sequence[PastTurn] = ()) -> Question:
    return question_of(
        text, document_id=session.document, section=session.section, history=tuple(history), store=False
    )


def _meant(asker: Asker, session: WrittenSession, turn: WrittenTurn) -> PastTurn:
    """The past turn with the gold rewrite, and the quotes that are shown for it."""
    if turn.outcome not in {"answer", "no_evidence"}:
        return PastTurn(question=turn.asked, document_id=session.document)
    resolved = turn.resolved or turn.asked
    past = answered_turn(asker, _question(session, resolved))
    return past.model_copy(
        update={"question": turn.asked, "interpreted_question": resolved, "topic": None, "number": None}
    )


def _score(asker: Asker, id_: str, turn: WrittenTurn, understood: Understood, scores: _Scores) -> None:
    name, value = _verdict(turn, understood)
    scores.values[name][id_] = value
    for category in turn.categories:
        scores.values[f"interpreted as meant: {category}"][id_] = value
    if name == BOUND:
        scores.cases[id_] = Case(
            id=id_,
            question=turn.asked,
            value=value,
            returned=(understood.question,),
            wanted=(turn.resolved or turn.asked,),
        )
    if turn.outcome == "answer" and turn.relevant:
        for system, wording in (("engine", understood.question), ("gold rewrite", turn.resolved or turn.asked)):
            found = [item.document for item in asker.documents(wording, 1)]
            lost = system == "engine" and understood.asks_back
            scores.values[f"hit@1, {system}"][id_] = float(not lost and bool(set(found) & set(turn.relevant)))


def _verdict(turn: WrittenTurn, understood: Understood) -> tuple[str, float]:
    """The figure that a turn counts for, and whether it was interpreted interpreted as meant: 0 or 1."""
    if turn.outcome == "out_of_scope":
        return "small talk recognised", float(understood.small_talk)
    if turn.outcome == "ambiguous_follow_up":
        offered = len(understood.readings) >= _TWO
        if turn.readings:
            return "ambiguous: asked back with readings", float(understood.asks_back and offered)
        return "unresolvable: asked back", float(understood.asks_back and not offered)
    plain = not understood.asks_back and not understood.small_talk
    if turn.resolved is None:
        return "standalone: kept as asked", float(plain and understood.question == turn.asked)
    bound = all(_stands(binding, understood.question) for binding in turn.bindings)
    return BOUND, float(plain and bound)


def _stands(binding: GoldBinding, question: str) -> bool:
    names = [binding.resolved_to, *([binding.spelt] if binding.spelt else [])]
    return any(_flat(name) in _flat(question) for name in names)


def _flat(text: str) -> str:
    folded = _DIGRAPH.sub("e", _POSSESSIVE.sub("", text.casefold()))
    return " ".join(_WORD.findall(folded))
