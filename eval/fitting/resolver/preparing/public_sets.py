"""Examples of conversation sets with rewrites."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.data import EarlierTurn, RewrittenTurn, half_of, rewritten_turns
from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import UNKNOWN, Example
from qa.followup import Leaning, Part, PartKind, in_order, stem, words_of


def conversation_examples(path: Path, *, whole: bool = False) -> Iterator[Example]:
    """The examples of a set that the thread can resolve; the `whole` set is for measuring only.

    In half of the conversations the earlier questions are as rewritten, as they are at question time once they
    are understood, and so they are if `whole`; in the other half they are as asked.
    """
    source = path.name.partition(".")[0]
    for turn in rewritten_turns(path):
        understood = whole or half_of(turn.group) == "even"
        example, resolvable = _example(turn, source, understood=understood)
        if whole or (resolvable and turn.history):
            yield example


def parts_of(history: Sequence[EarlierTurn], title: str, *, understood: bool) -> tuple[Part, ...]:
    """The parts of a thread, in reading order."""
    parts = [Part(PartKind.TITLE, 0, title)] if title else []
    for age, turn in enumerate(reversed(history)):
        parts.append(Part(PartKind.QUESTION, age, turn.rewrite if understood else turn.question))
        if turn.answer:
            parts.append(Part(PartKind.QUOTE, age, turn.answer))
    return tuple(in_order(parts))


def is_changed(question: str, rewrite: str) -> bool:
    """Whether a rewrite has other words than its question."""
    return [stem(word.text) for word in words_of(question)] != [stem(word.text) for word in words_of(rewrite)]


def _example(turn: RewrittenTurn, source: str, *, understood: bool) -> tuple[Example, bool]:
    """The example of a turn, and whether every word of its rewrite stands before it."""
    parts = parts_of(turn.history, turn.title, understood=understood)
    labels = labels_of(turn.question, parts, turn.rewrite)
    leans = any(1 in row for row in labels.carried)
    changed = is_changed(turn.question, turn.rewrite)
    example = Example(
        id=turn.id,
        source=source,
        group=turn.group,
        question=turn.question,
        rewrite=turn.rewrite,
        parts=parts,
        carried=labels.carried,
        fates=labels.fates,
        leaning=Leaning.LEANS if leans else UNKNOWN if changed else Leaning.COMPLETE,
    )
    return example, not labels.missing
