"""Puts the runs of a document in the order of the answer: the best first, with what belongs to it."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.document import Document
from qa.selection.context import Companions
from qa.selection.runs import Run


class Pick(NamedTuple):
    """A sentence that was chosen for an answer, and how well it suits the question."""

    ordinal: int
    value: float


def answer_order(document: Document, runs: Sequence[Run], picks: Sequence[Pick]) -> tuple[Run, ...]:
    """The runs by the best sentence that was chosen from each, followed by the runs that belong to it.

    Of equal ones, the sentence that was chosen first goes first.

    Only a stem or header row that is too far from its item or row to be quoted in one run stands before it: read
    without it, the item would say something else ("Do not give in:").
    """
    ordered: list[Run] = []
    for pick in sorted(picks, key=lambda pick: -pick.value):
        companions = Companions.of(document, pick.ordinal)
        own = [run for run in runs if pick.ordinal in run]
        before = [run for run in runs if not companions.leads.isdisjoint(run.ordinals)]
        after = [run for run in runs if not companions.all.isdisjoint(run.ordinals)]
        ordered += (run for run in dict.fromkeys((*before, *own, *after)) if run not in ordered)
    return tuple(ordered)
