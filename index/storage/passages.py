"""Passages: consecutive sentences of one section, packed to fit the embedding window."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from math import ceil

from corpus.document import BlockKind, Document

WORDS = 160  # of about 1.4 word pieces each: some 220 of the 256 that the default model reads


@dataclass(frozen=True)
class Packing:
    """How long a passage may be, in words. A sentence longer than that is a passage of its own."""

    words: int = WORDS

    def __post_init__(self) -> None:
        if self.words < 1:
            raise ValueError(f"a passage needs room for at least one word, not {self.words}")

    def passages(self, document: Document) -> list[range]:
        """The passages of the document as ranges of sentence ordinals, in order; headings lie outside them."""
        outline = _Outline(document)
        return [passage for section in outline.sections() for passage in self._pack(outline, section)]

    def _pack(self, outline: "_Outline", section: range) -> Iterator[range]:
        """As few passages as fit; the words that are left are shared out evenly among those still to come."""
        start = section.start
        for unit in self._units(outline, section):
            taken, left = outline.words(start, unit.start), outline.words(start, section.stop)
            goal = left / ceil(left / self.words)
            if taken and (taken >= goal or outline.words(start, unit.stop) > self.words):
                yield range(start, unit.start)
                start = unit.start
        yield range(start, section.stop)

    def _units(self, outline: "_Outline", section: range) -> Iterator[range]:
        """The section in pieces that stay together: a list with its stem where it fits, else a sentence."""
        start = section.start
        while start < section.stop:
            stop = outline.end_of_list(start, section.stop)
            if outline.words(start, stop) > self.words:
                stop = start + 1
            yield range(start, stop)
            start = stop


@dataclass(frozen=True)
class _Outline:
    """Where the sections and lists of a document begin and end, and how many words lie between."""

    document: Document

    @cached_property
    def _reached(self) -> list[int]:
        """How many words precede each sentence; every sentence counts for at least one."""
        lengths = (len(s.span.of(self.document.text).split()) for s in self.document.sentences)
        return [0, *accumulate(max(1, length) for length in lengths)]

    def words(self, start: int, stop: int) -> int:
        """The words of the sentences from `start` up to `stop`."""
        return self._reached[stop] - self._reached[start]

    def sections(self) -> Iterator[range]:
        """Runs of consecutive body sentences with the same section path."""
        blocks = [self.document.blocks[sentence.block] for sentence in self.document.sentences]
        keys = [(block.kind is BlockKind.HEADING, block.section) for block in blocks]
        for (heading, _), run in groupby(range(len(keys)), key=keys.__getitem__):
            ordinals = list(run)
            if not heading:
                yield range(ordinals[0], ordinals[-1] + 1)

    def end_of_list(self, start: int, stop: int) -> int:
        """The end of what hangs on this sentence's block: list items with their sub-items, rows of a table."""
        sentences, blocks = self.document.sentences, self.document.blocks
        stems = {sentences[start].block}
        end = start + 1
        while end < stop and blocks[block := sentences[end].block].stem in stems:
            stems.add(block)
            end += 1
        return end
