"""From chosen sentences to quotes that keep their meaning: what a sentence needs comes along.

A quote is a run of consecutive sentences of one document. A sentence that leans on the one before it
takes that one into its run; a list item or table row brings its stem or header, in the same run where
they touch and as a quote of its own before it where they do not; a stem brings the list it announces.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.document import BlockKind, Document, Span
from qa.lean import leans

_FURTHEST_LEAN = 3
_LONGEST_BRIDGE = 1500


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences `first` to `last` (ordinals, inclusive) of a document, to be quoted as one slice."""

    first: int
    last: int
    relevance: float

    def span(self, document: Document) -> Span:
        """The run's span of the canonical text."""
        return document.passage(self.first, self.last)

    def references(self, document: Document) -> tuple[int, ...]:
        """The source's own reference numbers for the run, sorted."""
        inside = document.sentences[self.first : self.last + 1]
        return tuple(sorted({number for sentence in inside for number in sentence.references}))

    def section(self, document: Document) -> tuple[str, ...]:
        """The section path of the run's last sentence."""
        return document.blocks[document.sentences[self.last].block].section


def take(
    document: Document, runs: tuple[Run, ...], ordinal: int, relevance: float, room: int
) -> tuple[Run, ...] | None:
    """The runs after adding a sentence and what it needs, in document order, never overlapping.

    None where that takes more than `room` further runs; a stem too far away for its own run is then
    reached by one run from the stem to the sentence, if that is not too long to read.
    """
    needed = _runs(companions(document, ordinal), relevance)
    bridge = [Run(needed[0].first, needed[-1].last, relevance)]
    for addition in (needed, bridge):
        merged = _merged((*runs, *addition))
        if len(merged) - len(runs) <= room and (addition is needed or _readable(document, bridge[0])):
            return merged
    return None


def _readable(document: Document, run: Run) -> bool:
    span = run.span(document)
    return span.end - span.start <= _LONGEST_BRIDGE


def companions(document: Document, ordinal: int) -> set[int]:
    """The ordinals of the sentences that must be shown with a sentence, itself included."""
    taken = set(range(_leaning_start(document, ordinal), ordinal + 1))
    block = document.sentences[ordinal].block
    if document.sentence_text(ordinal).rstrip().endswith(":"):
        taken |= _announced(document, block)
    stem = document.blocks[block].stem
    while stem is not None:
        stem_sentence = _last_sentence(document, stem)
        if stem_sentence is not None:
            taken.add(stem_sentence)
        stem = document.blocks[stem].stem
    return taken


def _leaning_start(document: Document, ordinal: int) -> int:
    first = ordinal
    while ordinal - first < _FURTHEST_LEAN and first > 0:
        text = document.sentence_text(first)
        if not leans(text) or not _continues(document, first):
            break
        first -= 1
    return first


def _continues(document: Document, ordinal: int) -> bool:
    before, here = document.sentences[ordinal - 1].block, document.sentences[ordinal].block
    if before == here:
        return True
    one, other = document.blocks[before], document.blocks[here]
    paragraphs = one.kind is BlockKind.PARAGRAPH and other.kind is BlockKind.PARAGRAPH
    return paragraphs and one.section == other.section


def _announced(document: Document, stem: int) -> set[int]:
    listed = {stem}
    for number in range(stem + 1, len(document.blocks)):
        if document.blocks[number].stem not in listed:
            break
        listed.add(number)
    return {ordinal for ordinal, sentence in enumerate(document.sentences) if sentence.block in listed - {stem}}


def _last_sentence(document: Document, block: int) -> int | None:
    inside = [ordinal for ordinal, sentence in enumerate(document.sentences) if sentence.block == block]
    return inside[-1] if inside else None


def _runs(ordinals: Iterable[int], relevance: float) -> list[Run]:
    runs: list[Run] = []
    for ordinal in sorted(ordinals):
        if runs and runs[-1].last == ordinal - 1:
            runs[-1] = replace(runs[-1], last=ordinal)
        else:
            runs.append(Run(ordinal, ordinal, relevance))
    return runs


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.first, run.last)):
        if merged and run.first <= merged[-1].last:
            before = merged[-1]
            merged[-1] = Run(before.first, max(before.last, run.last), max(before.relevance, run.relevance))
        else:
            merged.append(run)
    return tuple(merged)
