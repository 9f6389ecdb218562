"""Turns selected sentences into quotes that keep their meaning, by adding the sentences that they need.

A quote is a run of consecutive sentences of one document. A sentence that depends on the one before it is quoted
with it. A list item or table row is quoted with its stem or header: in one run if they are adjacent or only a few
items apart, otherwise with the stem as a separate quote before it. A stem is quoted with its list. Headings that
state a condition, the recommendation that a sentence is about, and footnotes of a sentence are added in the same
way.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from operator import attrgetter

from corpus.document import BlockKind, Document, Span
from qa.language import depends_on_previous, is_fragment, lacks_subject, names_amount
from qa.selection.lists import announced, continuations, is_cut_off, is_labelled, same_list, stems
from qa.selection.qualifiers import footnotes_needed, headings_needed, recommendation_needed
from qa.selection.table_rows import rows_needed

_MAX_PRECEDING = 3
_MAX_BRIDGE_LENGTH = 1500
_MAX_FILLED_LENGTH = 200
_OTHERS = re.compile(r"\W*(?:others?|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """The sentences `first` to `last` (ordinals, inclusive) of a document, quoted as one slice."""

    first: int
    last: int
    relevance: float

    def span(self, document: Document) -> Span:
        """The run's span in the canonical text."""
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
    """The runs after adding a sentence and what it needs, in document order, without overlap.

    If this adds more than `room` runs, one run from the first to the last needed sentence is tried instead, unless
    it is too long to read. Returns None if that does not fit either.
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
    return span.end - span.start <= _MAX_BRIDGE_LENGTH


def companions(document: Document, ordinal: int) -> set[int]:
    """The ordinals of the sentences that are quoted with a sentence, including itself."""
    return _filled(document, _needed(document, ordinal))


def _needed(document: Document, ordinal: int) -> set[int]:
    first = _dependency_start(document, ordinal)
    taken = set(range(first, ordinal + 1))
    block = document.sentences[ordinal].block
    listed = continuations(document, block)
    if document.sentence_text(ordinal).rstrip().endswith(":"):
        listed |= announced(document, block)
    taken |= _inside(document, listed)
    introducing = {*stems(document, block), *stems(document, document.sentences[first].block)}
    rows = rows_needed(document, block) if document.blocks[block].kind is BlockKind.TABLE_ROW else set()
    leads = {last for last in map(partial(_last_sentence, document), introducing | rows) if last is not None}
    for lead in leads:
        taken |= {*range(_dependency_start(document, lead), lead + 1)}
    recommended = recommendation_needed(document, ordinal)
    taken |= set() if recommended is None else {recommended}
    return taken | _qualifying(document, ordinal, {first, min(taken)}, leads)


def _qualifying(document: Document, ordinal: int, firsts: set[int], leads: set[int]) -> set[int]:
    """The sentences of the headings and footnotes that the sentence and its introductions (`leads`) need.

    Headings are looked up for `firsts`, the sentences that begin what is quoted. A sentence without a subject also
    needs the heading that names its subject, even if other sentences are in between.
    """
    headings = {
        n for first in firsts for n in headings_needed(document, first, continues=_continues_text(document, first))
    }
    for number in (ordinal, *leads):
        if _lacks_name(document.sentence_text(number)):
            headings |= {*headings_needed(document, number)[:1]}
    footnotes = {note for number in (ordinal, *leads) for note in footnotes_needed(document, number)}
    return _inside(document, headings | footnotes)


def _lacks_name(text: str) -> bool:
    return lacks_subject(text) or is_fragment(text)


def _filled(document: Document, taken: set[int]) -> set[int]:
    """The ordinals, and those between two of them if only headings or a few list items are between."""
    filled = set(taken)
    for one, other in pairwise(sorted(taken)):
        between = range(one + 1, other)
        kinds = {document.blocks[document.sentences[n].block].kind for n in between}
        listed = kinds == {BlockKind.LIST_ITEM}
        if kinds <= {BlockKind.HEADING} or (listed and _is_short(document, between, taken)):
            filled.update(between)
    return filled


def _is_short(document: Document, items: range, taken: set[int]) -> bool:
    """Whether list items are short, name no amounts, and need only each other and the sentences taken."""
    span = document.passage(items[0], items[-1])
    if span.end - span.start > _MAX_FILLED_LENGTH or names_amount(span.of(document.text)):
        return False
    return all(_needed(document, n) <= {*items, *taken} for n in items)


def _dependency_start(document: Document, ordinal: int) -> int:
    first = ordinal
    while ordinal - first < _MAX_PRECEDING and first > 0 and _continues_previous(document, first):
        first -= 1
    return first


def _continues_text(document: Document, ordinal: int) -> bool:
    """Whether a sentence of running text with a subject depends on the sentence before it, not on a heading."""
    kind = document.blocks[document.sentences[ordinal].block].kind
    continues = kind is BlockKind.PARAGRAPH and ordinal > 0 and _continues_previous(document, ordinal)
    return continues and not _lacks_name(document.sentence_text(ordinal))


def _continues_previous(document: Document, ordinal: int) -> bool:
    """Whether a sentence continues the one before it in the same block, list or run of paragraphs."""
    text, before = document.sentence_text(ordinal), document.sentences[ordinal - 1].block
    here = document.sentences[ordinal].block
    if before == here:
        alone = not (depends_on_previous(text) or lacks_subject(text) or is_fragment(text) or text.startswith("("))
        return not alone or is_labelled(document, here)
    one, other = document.blocks[before], document.blocks[here]
    if same_list(document, before, here):
        cut_off = other.stem is None and is_cut_off(document.sentence_text(ordinal - 1), text)
        return (
            cut_off
            or (depends_on_previous(text) and not _OTHERS.match(text))
            or (other.stem is None and lacks_subject(text))
        )
    follows = one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and other.kind is BlockKind.PARAGRAPH
    depends = depends_on_previous(text) or lacks_subject(text) or text.startswith("(")
    return follows and one.section == other.section and depends


def _inside(document: Document, blocks: Iterable[int]) -> set[int]:
    return {ordinal for block in blocks for ordinal in _sentences(document, block)}


def _last_sentence(document: Document, block: int) -> int | None:
    return max(_sentences(document, block), default=None)


def _sentences(document: Document, block: int) -> range:
    number = attrgetter("block")
    start = bisect_left(document.sentences, block, key=number)
    return range(start, bisect_right(document.sentences, block, lo=start, key=number))


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
