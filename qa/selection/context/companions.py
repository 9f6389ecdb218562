"""Finds the sentences that a sentence needs to keep its meaning.

A sentence that depends on the one before it needs that one. A list item or table row needs its stem or header, and
a stem needs its list. Headings that state a condition, the recommendation that a sentence is about, and footnotes
are needed in the same way.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Self

from corpus.document import BlockKind, Document
from qa.language import Identity, is_fragment, lacks_subject, names_amount, remembered
from qa.selection.context.footnotes import footnotes_above, footnotes_needed, is_footnote, sentence_noted
from qa.selection.context.late_reference import depends_on_earlier, named_before
from qa.selection.context.lists import (
    announced,
    continuations,
    is_cut_off,
    is_labelled,
    readable_part,
    same_list,
    stems,
)
from qa.selection.context.qualifiers import headings_needed, recommendation_needed
from qa.selection.context.table_rows import rows_needed

_MAX_PRECEDING = 3
_MAX_REPLY = 3
# A reply of so few words, such as "No.", needs the sentence after it.
_BARE_REPLY = 2
_MAX_FILLED_LENGTH = 200
_MAX_LIST_LENGTH = 1500
# About those of 30 questions; each keeps its document.
_REMEMBERED = 512
_OTHERS = re.compile(r"\W*(?:others?|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Companions:
    """The sentences that a sentence is quoted with, by ordinal.

    `own` has the sentence itself, those before it that it depends on, the items that continue it, and the
    sentences that reply to it if it is a question. `announced` has the list that it announces with a colon, or
    the first items of a long one. `leads` are the stems and header rows that it cannot be understood without, each
    with what it depends on. `headings` state a condition or name the subject. `others` are the recommendation that
    it is about, and footnotes.
    """

    own: frozenset[int]
    announced: frozenset[int]
    leads: frozenset[int]
    headings: frozenset[int]
    others: frozenset[int]

    @staticmethod
    def of(document: Document, ordinal: int) -> "Companions":
        """The companions of a sentence; one question asks for those of a sentence several times."""
        return _companions_of(Identity(document), ordinal)

    @classmethod
    def found(cls, document: Document, ordinal: int) -> Self:
        """The same, always looked up."""
        first = _dependency_start(document, ordinal)
        noted = sentence_noted(document, ordinal)
        block = document.sentences[ordinal].block
        own = {*range(first, ordinal + 1), *_inside(document, continuations(document, block))}
        own |= {*_reply(document, ordinal)}
        announces = document.sentence_text(ordinal).rstrip().endswith(":")
        listed = announced(document, block) if announces else set[int]()
        below = _inside(document, readable_part(document, block, listed, _MAX_LIST_LENGTH))
        introductions = _introductions(document, block, document.sentences[first].block)
        leads = {n for lead in introductions for n in range(_dependency_start(document, lead), lead + 1)}
        recommended = recommendation_needed(document, ordinal)
        recommendation = {number for number in (recommended, noted) if number is not None}
        before = min(own | below | leads | recommendation)
        headings, footnotes = _qualifying(document, ordinal, {first, before}, introductions)
        return cls(*map(frozenset, (own, below, leads, headings, footnotes | recommendation)))

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.own | self.announced | self.leads | self.headings | self.others


@remembered(_REMEMBERED)
def _companions_of(document: Identity[Document], ordinal: int) -> Companions:
    return Companions.found(document.value, ordinal)


def companions(document: Document, ordinal: int) -> set[int]:
    """The ordinals of the sentences that are quoted with a sentence, including itself and what lies between."""
    return filled(document, Companions.of(document, ordinal).all)


def _introductions(document: Document, block: int, first: int) -> set[int]:
    """The last sentences of the stems and rows that a block, or the block `first` that it depends on, needs."""
    introducing = {*stems(document, block), *stems(document, first)}
    rows = rows_needed(document, block) if document.blocks[block].kind is BlockKind.TABLE_ROW else set()
    return {last for last in map(partial(_last_sentence, document), introducing | rows) if last is not None}


def _qualifying(
    document: Document, ordinal: int, firsts: set[int], introductions: set[int]
) -> tuple[set[int], set[int]]:
    """The sentences of the headings, and those of the footnotes, that a sentence and its introductions need.

    Headings are looked up for `firsts`, the sentences that begin what is quoted. A sentence without a subject also
    needs the heading that names its subject, even if other sentences are in between.
    """
    headings = {
        n for first in firsts for n in headings_needed(document, first, continues=_continues_text(document, first))
    }
    for number in (ordinal, *introductions):
        if _lacks_name(document.sentence_text(number)):
            headings |= {*headings_needed(document, number)[:1]}
    noted = (ordinal, *introductions)
    footnotes = {note for number in noted for note in footnotes_needed(document, number)}
    footnotes |= {note for number in noted for note in footnotes_above(document, number)}
    return _inside(document, headings), _inside(document, footnotes)


def _lacks_name(text: str) -> bool:
    return lacks_subject(text) or is_fragment(text)


def filled(document: Document, taken: Set[int]) -> set[int]:
    """The ordinals, and those between two of them if only headings or a few list items are between."""
    whole = set(taken)
    for one, other in pairwise(sorted(taken)):
        between = range(one + 1, other)
        kinds = {document.blocks[document.sentences[n].block].kind for n in between}
        listed = kinds == {BlockKind.LIST_ITEM}
        if kinds <= {BlockKind.HEADING} or (listed and _is_short(document, between, taken)):
            whole.update(between)
    return whole


def is_complete(document: Document, ordinals: range, taken: Set[int]) -> bool:
    """Whether sentences need only each other, the sentences taken, and headings."""
    present = {*ordinals, *taken}
    return all(
        companions.all - companions.headings <= present
        for companions in map(partial(Companions.of, document), ordinals)
    )


def _is_short(document: Document, items: range, taken: Set[int]) -> bool:
    """Whether list items are short, name no amounts, and need only each other and the sentences taken."""
    span = document.passage(items[0], items[-1])
    if span.end - span.start > _MAX_FILLED_LENGTH or names_amount(span.of(document.text)):
        return False
    return all(Companions.of(document, n).all <= {*items, *taken} for n in items)


def _dependency_start(document: Document, ordinal: int) -> int:
    first = ordinal
    for _ in range(_MAX_PRECEDING):
        before = _before(document, first)
        if before < 0 or not _continues_previous(document, first, before):
            break
        first = before
    return min(first, named_before(document, ordinal))


def _before(document: Document, ordinal: int) -> int:
    """The ordinal of the sentence before, without the footnotes in between; -1 if there is none."""
    here, before = document.sentences[ordinal].block, ordinal - 1
    while before >= 0 and (block := document.sentences[before].block) != here and is_footnote(document, block):
        before -= 1
    return before


def _reply(document: Document, ordinal: int) -> range:
    """The sentences that answer a question of the document: the next one, and one more after a bare "No."."""
    last = ordinal
    kind = document.blocks[document.sentences[ordinal].block].kind
    if kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not _asks(document, ordinal):
        return range(0)
    while last + 1 < len(document.sentences) and last - ordinal < _MAX_REPLY and _is_text(document, last + 1):
        last += 1
        if len(document.sentence_text(last).split()) > _BARE_REPLY and not _asks(document, last):
            break
    return range(ordinal + 1, last + 1)


def _asks(document: Document, ordinal: int) -> bool:
    return document.sentence_text(ordinal).rstrip("\"'”’) ").endswith("?")


def _is_text(document: Document, ordinal: int) -> bool:
    return document.blocks[document.sentences[ordinal].block].kind is not BlockKind.HEADING


def _continues_text(document: Document, ordinal: int) -> bool:
    """Whether a sentence of running text with a subject depends on the sentence before it, not on a heading."""
    kind = document.blocks[document.sentences[ordinal].block].kind
    continues = kind is BlockKind.PARAGRAPH and _before(document, ordinal) >= 0
    continues = continues and _continues_previous(document, ordinal, _before(document, ordinal))
    return continues and not _lacks_name(document.sentence_text(ordinal))


def _continues_previous(document: Document, ordinal: int, previous: int) -> bool:
    """Whether a sentence continues the `previous` one in the same block, list or run of paragraphs."""
    text, before = document.sentence_text(ordinal), document.sentences[previous].block
    here = document.sentences[ordinal].block
    if before == here:
        alone = not (depends_on_earlier(text) or lacks_subject(text) or is_fragment(text) or text.startswith("("))
        return not alone or is_labelled(document, here)
    one, other = document.blocks[before], document.blocks[here]
    if same_list(document, before, here):
        cut_off = other.stem is None and is_cut_off(document.sentence_text(previous), text)
        return (
            cut_off
            or (depends_on_earlier(text) and not _OTHERS.match(text))
            or (other.stem is None and lacks_subject(text))
        )
    follows = one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and other.kind is BlockKind.PARAGRAPH
    depends = depends_on_earlier(text) or lacks_subject(text) or text.startswith("(")
    return follows and one.section == other.section and depends and not is_footnote(document, here)


def _inside(document: Document, blocks: Iterable[int]) -> set[int]:
    return {ordinal for block in blocks for ordinal in _in_block(document, block)}


def _last_sentence(document: Document, block: int) -> int | None:
    return max(_in_block(document, block), default=None)


def _in_block(document: Document, block: int) -> range:
    return sentences_of(document, range(block, block + 1))


def sentences_of(document: Document, blocks: range) -> range:
    """The ordinals of the sentences of consecutive blocks."""
    number = attrgetter("block")
    start = bisect_left(document.sentences, blocks.start, key=number)
    return range(start, bisect_left(document.sentences, blocks.stop, lo=start, key=number))
