"""Examples of the hand-written sessions, whose gold rewrites serve as the earlier questions."""

from collections.abc import Iterator, Sequence

from eval.data import WrittenSession, WrittenTurn
from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import UNKNOWN, Example
from qa.followup import Leaning, Part, PartKind, in_order

_BY_CATEGORY = {"correction": Leaning.CORRECTION, "return": Leaning.RETURN}
_BY_OUTCOME = {"out_of_scope": Leaning.SMALL_TALK, "ambiguous_follow_up": Leaning.UNRESOLVABLE}


def session_examples(sessions: Sequence[WrittenSession], titles: dict[str, str]) -> Iterator[Example]:
    """One example per turn of the sessions; `titles` are those of the articles by id."""
    for session in sessions:
        asked: list[str] = []
        for number, turn in enumerate(session.turns):
            yield _example(session, number, turn, asked, titles.get(session.document or "", ""))
            asked.append(turn.resolved or turn.asked)


def _example(session: WrittenSession, number: int, turn: WrittenTurn, asked: Sequence[str], title: str) -> Example:
    parts = [Part(PartKind.TITLE, 0, title)] if title else []
    parts += [Part(PartKind.QUESTION, age, text) for age, text in enumerate(reversed(asked))]
    ordered = tuple(in_order(parts))
    meant = turn.resolved or turn.asked
    labels = labels_of(turn.asked, ordered, meant)
    leaning = _leaning(turn)
    known = leaning != Leaning.UNRESOLVABLE
    return Example(
        id=f"{session.id}/{number + 1}",
        source="written_sessions",
        group=session.id,
        question=turn.asked,
        rewrite=meant,
        parts=ordered,
        carried=labels.carried if known else tuple(tuple(UNKNOWN for _ in row) for row in labels.carried),
        fates=labels.fates if known else tuple(UNKNOWN for _ in labels.fates),
        leaning=leaning,
    )


def _leaning(turn: WrittenTurn) -> Leaning:
    if turn.outcome in _BY_OUTCOME:
        return _BY_OUTCOME[turn.outcome]
    if turn.resolved is None:
        return Leaning.COMPLETE
    return next((_BY_CATEGORY[name] for name in turn.categories if name in _BY_CATEGORY), Leaning.LEANS)
