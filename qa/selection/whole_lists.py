"""Quotes lists whole where that is short enough to read, and counts the items that are left out elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.document import BlockKind, Document
from qa.selection.context import is_complete, list_around, sentences_of
from qa.selection.runs import Run, merge

_MAX_LIST_LENGTH = 700


def with_whole_lists(
    document: Document, runs: Sequence[Run], picks: Iterable[int], longest: int | None
) -> tuple[Run, ...]:
    """The runs, in document order, extended to the lists that the picked sentences are from or introduce.

    A list is left as it is if the run would be too long to read, or longer than `longest` characters, or if its
    items need notes that are elsewhere.
    """
    limit = min(_MAX_LIST_LENGTH, longest or _MAX_LIST_LENGTH)
    for ordinal in picks:
        own = next((run for run in runs if ordinal in run), None)
        listed = list_around(document, document.sentences[ordinal].block)
        if own is None or not listed:
            continue
        ordinals = sentences_of(document, listed)
        whole = replace(own, first=min(own.first, ordinals[0]), last=max(own.last, ordinals[-1]))
        if whole.length(document) <= limit and is_complete(document, whole.ordinals, covered(runs)):
            runs = merge((*runs, whole))
    return tuple(runs)


def counting_omitted(document: Document, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, in the order of an answer, with the number of items of their lists that no run has.

    It stands with the last run that has a part of the list.
    """
    shown = {document.sentences[ordinal].block for run in runs for ordinal in run.ordinals}
    counted: list[Run] = []
    told: set[int] = set()
    for run in reversed(runs):
        items = {block for list_ in _lists(document, run) for block in list_} - told
        counted.append(replace(run, omitted_items=len(items - shown)))
        told |= items
    return tuple(reversed(counted))


def covered(runs: Iterable[Run]) -> frozenset[int]:
    """The ordinals of the sentences that runs quote."""
    return frozenset(ordinal for run in runs for ordinal in run.ordinals)


def _lists(document: Document, run: Run) -> Iterable[range]:
    """The lists of which the run has an item, and the one that its last sentence introduces."""
    blocks = dict.fromkeys(document.sentences[ordinal].block for ordinal in run.ordinals)
    last = document.sentences[run.last].block
    return (
        list_around(document, block)
        for block in blocks
        if document.blocks[block].kind is BlockKind.LIST_ITEM or block == last
    )
