"""Systems that resolve follow-ups: the engine, and plain ones that join questions of the thread."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, Protocol

from eval.data import EarlierTurn, RewrittenTurn, Understanding
from eval.systems import Asker, Stopwatch, question_of, understand
from qa.followup import Leaning, OnnxResolver, Part, PartKind, in_order, worded
from qa.schema import MAX_HISTORY, MAX_INTERPRETED, PastTurn, Receipt

ENGINE, LEARNED = "engine", "resolver"
AS_ASKED, WITH_LAST, WITH_FIRST = "as asked", "last + current", "first + current"
_KEPT = 64
_NOT_REWRITTEN: Mapping[Leaning, Understanding] = {
    Leaning.COMPLETE: "kept",
    Leaning.OUTSIDE: "kept",
    Leaning.UNRESOLVABLE: "asked back",
    Leaning.SMALL_TALK: "small talk",
}


class Resolved(NamedTuple):
    """What a system makes of a question: its wording, and how it was understood."""

    question: str
    understood: Understanding


class System(Protocol):
    """Anything that resolves follow-ups."""

    def __call__(self, turn: RewrittenTurn) -> Resolved:
        """What the system makes of a turn."""
        ...


class EngineRewrites:
    """The engine's rewrites; earlier turns are as the set has them rewritten, or else as the engine did."""

    def __init__(self, asker: Asker) -> None:
        self.watch = Stopwatch()
        self._asker = asker
        self._held = frozenset(document.id for document in asker.held())
        self._text = lru_cache(_KEPT)(asker.text)
        self._known: dict[tuple[str, ...], tuple[PastTurn, ...]] = {}

    def __call__(self, turn: RewrittenTurn) -> Resolved:
        """The engine's rewrite of a turn."""
        document = turn.document if turn.document in self._held else None
        asked = question_of(
            turn.question, document_id=document, history=self._history(turn, document), store=False
        )
        with self.watch.running():
            found = understand(self._asker, asked)
        if found.small_talk or found.asks_back:
            return Resolved(turn.question, "small talk" if found.small_talk else "asked back")
        return Resolved(found.question, "kept" if found.question == turn.question else "rewritten")

    def _history(self, turn: RewrittenTurn, document: str | None) -> tuple[PastTurn, ...]:
        history: tuple[PastTurn, ...] = ()
        key: tuple[str, ...] = (turn.group,)
        for each in turn.history[-MAX_HISTORY:]:
            key = (*key, each.question)
            if key not in self._known:
                self._known[key] = (*history, self._past(each, history, document))
            history = self._known[key]
        return history

    def _past(self, each: EarlierTurn, history: tuple[PastTurn, ...], document: str | None) -> PastTurn:
        asked = question_of(each.question, document_id=document, history=history, store=False)
        if each.rewrite == each.question:
            past = understand(self._asker, asked).past(asked)
        else:
            past = PastTurn(question=each.question, interpreted_question=each.rewrite[:MAX_INTERPRETED])
        return past.model_copy(update={"quotes": tuple(self._receipts(each)), "document_id": document})

    def _receipts(self, each: EarlierTurn) -> Iterator[Receipt]:
        """The sentences that were shown, as far as the system holds them where they were."""
        for id_, place in each.shown:
            text = self._text(id_) if id_ in self._held else b""
            cut = text[place.start : place.end]
            if cut and place.has_letters_of(cut.decode(errors="replace")):
                yield Receipt(
                    document_id=id_,
                    version=sha256(text).hexdigest(),
                    byte_start=place.start,
                    byte_end=place.end,
                    sha256=sha256(cut).hexdigest(),
                )


class LearnedRewrites:
    """The rewrites of a learned resolver, which is given the earlier turns as the engine is."""

    def __init__(self, asker: Asker, resolver: OnnxResolver) -> None:
        self._resolver = resolver
        self._held = {document.id: document.title for document in asker.held()}
        self._text = lru_cache(_KEPT)(asker.text)

    def __call__(self, turn: RewrittenTurn) -> Resolved:
        """The resolver's rewrite of a turn."""
        parts = in_order(self._parts(turn))
        found = self._resolver.resolve(turn.question, parts)
        if found.leaning in _NOT_REWRITTEN:
            return Resolved(turn.question, _NOT_REWRITTEN[found.leaning])
        meant = worded(turn.question, parts, found, self._resolver.card.threshold).question
        return Resolved(meant, "kept" if meant == turn.question else "rewritten")

    def _parts(self, turn: RewrittenTurn) -> Iterator[Part]:
        if turn.document in self._held:
            yield Part(PartKind.TITLE, 0, self._held[turn.document])
        for age, each in enumerate(reversed(turn.history)):
            yield Part(PartKind.QUESTION, age, each.rewrite)
            for id_, place in each.shown:
                cut = self._text(id_)[place.start : place.end] if id_ in self._held else b""
                if place.has_letters_of(cut.decode(errors="replace")):
                    yield Part(PartKind.QUOTE, age, cut.decode())


def plain_systems() -> Mapping[str, System]:
    """Rewrites without any understanding."""
    return {
        AS_ASKED: lambda turn: Resolved(turn.question, "kept"),
        WITH_LAST: lambda turn: _joined(turn, turn.history[-1:]),
        WITH_FIRST: lambda turn: _joined(turn, turn.history[:1]),
    }


def _joined(turn: RewrittenTurn, before: Sequence[EarlierTurn]) -> Resolved:
    if not before:
        return Resolved(turn.question, "kept")
    return Resolved(" ".join((*(each.question for each in before), turn.question)), "rewritten")
