"""Turns selected sentences into quotes that keep their meaning, by adding the sentences that they need.

A quote is a run of consecutive sentences of one document. A sentence that depends on the one before it is quoted
with it. A list item or table row is quoted with its stem or header: in one run if what lies between is short
enough to read, otherwise with the stem as a quote of its own. A stem is quoted with its list. The recommendation
that a sentence is about and its footnotes are added in the same way. Headings stay inside a run that they touch;
others are shown by the section path of the run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.document import BlockKind, Document, Span
from qa.selection.context import Companions, filled, is_complete

# Up to this length, a stem or header row and what lies between it and its item or row are quoted in one run.
_MAX_BRIDGE_LENGTH = 600
# The same if there is no room for another quote.
_MAX_TIGHT_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Run:
    """The sentences `first` to `last` (ordinals, inclusive) of a document, quoted as one slice.

    `omitted_items` counts the items of its list that are quoted nowhere in the answer. `also` has other places
    with the same statement.
    """

    first: int
    last: int
    relevance: float
    omitted_items: int = 0
    also: tuple["Copy", ...] = ()

    def __contains__(self, ordinal: int) -> bool:
        """Whether the sentence with this ordinal is quoted."""
        return self.first <= ordinal <= self.last

    def overlaps(self, other: "Run") -> bool:
        """Whether both runs of a document have a sentence in common."""
        return self.first <= other.last and other.first <= self.last

    @property
    def ordinals(self) -> range:
        """The ordinals of its sentences."""
        return range(self.first, self.last + 1)

    def span(self, document: Document) -> Span:
        """The run's span in the canonical text."""
        return document.passage(self.first, self.last)

    def length(self, document: Document) -> int:
        """The number of characters of the run."""
        span = self.span(document)
        return span.end - span.start

    def references(self, document: Document) -> tuple[int, ...]:
        """The source's own reference numbers for the run, sorted."""
        inside = document.sentences[self.first : self.last + 1]
        return tuple(sorted({number for sentence in inside for number in sentence.references}))

    def section(self, document: Document) -> tuple[str, ...]:
        """The section path of the run's last sentence."""
        return document.blocks[document.sentences[self.last].block].section


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """A run in a document."""

    document: Document
    run: Run


def take(
    document: Document, runs: tuple[Run, ...], ordinal: int, relevance: float, room: int
) -> tuple[Run, ...] | None:
    """The runs after adding a sentence and what it needs, in document order, without overlap.

    If this adds more than `room` runs, one run from the first to the last needed sentence is tried instead, unless
    it is too long to read. Returns None if that does not fit either.
    """
    companions = Companions.of(document, ordinal)
    needed = _needed(document, ordinal, companions, relevance)
    together = [Run(needed[0].first, needed[-1].last, relevance)]
    for addition in (needed, together):
        merged = merge((*runs, *addition))
        readable = addition is needed or together[0].length(document) <= _MAX_TIGHT_LENGTH
        if (
            len(merged) - len(runs) <= room
            and readable
            and _states_headings(document, merged, ordinal, companions)
        ):
            return merged
    return None


def own_run(document: Document, ordinal: int, relevance: float) -> Run:
    """The run that quotes a sentence, with the companions that it does not part from."""
    needed = _needed(document, ordinal, Companions.of(document, ordinal), relevance)
    return next(run for run in needed if ordinal in run)


def _needed(document: Document, ordinal: int, companions: Companions, relevance: float) -> list[Run]:
    """The runs of a sentence and its companions, without those that are only headings.

    Stems and header rows join the sentence's own run from the nearest to the farthest, as far as that is readable.
    """
    wanted = filled(document, companions.all)
    for lead in sorted(companions.leads, reverse=True):
        bridge = Run(min(lead, ordinal), max(lead, ordinal), relevance)
        if bridge.length(document) > _MAX_BRIDGE_LENGTH or not is_complete(document, bridge.ordinals, wanted):
            break
        wanted |= {*bridge.ordinals}
    runs = _runs(filled(document, wanted), relevance)
    return [run for run in runs if ordinal in run or _says_something(document, run)]


def _says_something(document: Document, run: Run) -> bool:
    kinds = {document.blocks[sentence.block].kind for sentence in document.sentences[run.first : run.last + 1]}
    return kinds != {BlockKind.HEADING}


def _states_headings(document: Document, runs: Iterable[Run], ordinal: int, companions: Companions) -> bool:
    """Whether the headings that a sentence needs are quoted with it, or stand in the section path of its run."""
    run = next(run for run in runs if ordinal in run)
    shown = run.section(document)
    paths = (document.blocks[document.sentences[n].block].section for n in companions.headings if n not in run)
    return all(path == shown[: len(path)] for path in paths)


def _runs(ordinals: Iterable[int], relevance: float) -> list[Run]:
    runs: list[Run] = []
    for ordinal in sorted(ordinals):
        if runs and runs[-1].last == ordinal - 1:
            runs[-1] = replace(runs[-1], last=ordinal)
        else:
            runs.append(Run(ordinal, ordinal, relevance))
    return runs


def merge(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs in document order, overlapping ones as one."""
    merged: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.first, run.last)):
        if merged and run.first <= merged[-1].last:
            before = merged[-1]
            merged[-1] = Run(before.first, max(before.last, run.last), max(before.relevance, run.relevance))
        else:
            merged.append(run)
    return tuple(merged)
