"""Quotes lists whole where that is short enough to read, and counts the items that are left out elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.document import BlockKind, Document
from qa.selection.context import is_complete, list_around, sentences_of, stems
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
        listed = _list_of(document, ordinal)
        if own is None or not listed:
            continue
        ordinals = sentences_of(document, listed)
        whole = replace(own, first=min(own.first, ordinals[0]), last=max(own.last, ordinals[-1]))
        if whole.length(document) <= limit and is_complete(document, whole.ordinals, covered(runs)):
            runs = merge((*runs, whole))
    return tuple(runs)


def counting_omitted(document: Document, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, in the order of an answer, with the number of items of their lists that no run has.

    It stands with the last run that has a part of the list. A single item without its stem or heading is not read
    as a list, and counts nothing.
    """
    shown = {document.sentences[ordinal].block for run in runs for ordinal in run.ordinals}
    counted: list[Run] = []
    told: set[int] = set()
    for run in reversed(runs):
        lists = {listed for ordinal in run.ordinals if (listed := _list_of(document, ordinal))}
        read = [each for each in lists if len(shown & {*each}) > 1 or _is_introduced(document, each, shown)]
        items = {block for each in read for block in each} - told
        counted.append(replace(run, omitted_items=len(items - shown)))
        told |= items
    return tuple(reversed(counted))


def covered(runs: Iterable[Run]) -> frozenset[int]:
    """The ordinals of the sentences that runs quote."""
    return frozenset(ordinal for run in runs for ordinal in run.ordinals)


def _list_of(document: Document, ordinal: int) -> range:
    """The blocks of the list that a sentence is from, or that it introduces as the last one before it."""
    block = document.sentences[ordinal].block
    last = ordinal + 1 == len(document.sentences) or document.sentences[ordinal + 1].block != block
    return list_around(document, block) if last or document.blocks[block].kind is BlockKind.LIST_ITEM else range(0)


def _is_introduced(document: Document, listed: range, shown: set[int]) -> bool:
    """Whether the stem of a list, or the heading right above it, is quoted."""
    return listed.start - 1 in shown or not shown.isdisjoint(stems(document, listed.start))
