"""Passage packing: divides sections into passages of consecutive sentences that fit the embedding window."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from math import ceil

from corpus.document import BlockKind, Document

WORDS = 160  # with about 1.4 word pieces each, some 220 of the 256 that the default model reads


@dataclass(frozen=True)
class Packing:
    """Packs passages of at most `words` words; a longer sentence is a passage of its own."""

    words: int = WORDS

    def __post_init__(self) -> None:
        if self.words < 1:
            raise ValueError(f"the length of passages is {self.words} words: it must be at least 1")

    def passages(self, document: Document) -> list[range]:
        """The passages of the document as ranges of sentence ordinals, in order; headings are in none."""
        outline = _Outline(document)
        return [passage for section in outline.sections() for passage in self._pack(outline, section)]

    def _pack(self, outline: "_Outline", section: range) -> Iterator[range]:
        """The smallest possible number of passages; the remaining words are distributed evenly among them."""
        start = section.start
        for unit in self._units(outline, section):
            taken, left = outline.words(start, unit.start), outline.words(start, section.stop)
            goal = left / ceil(left / self.words)
            if taken and (taken >= goal or outline.words(start, unit.stop) > self.words):
                yield range(start, unit.start)
                start = unit.start
        yield range(start, section.stop)

    def _units(self, outline: "_Outline", section: range) -> Iterator[range]:
        """The section in units that are kept together: a list with its stem if it fits, else single sentences."""
        start = section.start
        while start < section.stop:
            stop = outline.end_of_list(start, section.stop)
            if outline.words(start, stop) > self.words:
                stop = start + 1
            yield range(start, stop)
            start = stop


@dataclass(frozen=True)
class _Outline:
    """The boundaries of a document's sections and lists, and the number of words between sentences."""

    document: Document

    @cached_property
    def _reached(self) -> list[int]:
        """The number of words before each sentence; every sentence counts as at least one word."""
        lengths = (len(s.span.of(self.document.text).split()) for s in self.document.sentences)
        return [0, *accumulate(max(1, length) for length in lengths)]

    def words(self, start: int, stop: int) -> int:
        """The number of words in the sentences from `start` up to, but not including, `stop`."""
        return self._reached[stop] - self._reached[start]

    def sections(self) -> Iterator[range]:
        """The ranges of consecutive body sentences with the same section path."""
        blocks = [self.document.blocks[sentence.block] for sentence in self.document.sentences]
        keys = [(block.kind is BlockKind.HEADING, block.section) for block in blocks]
        for (heading, _), run in groupby(range(len(keys)), key=keys.__getitem__):
            ordinals = list(run)
            if not heading:
                yield range(ordinals[0], ordinals[-1] + 1)

    def end_of_list(self, start: int, stop: int) -> int:
        """The end of the list items (with nested items) or table rows whose stem is this sentence's block."""
        sentences, blocks = self.document.sentences, self.document.blocks
        stems = {sentences[start].block}
        end = start + 1
        while end < stop and blocks[block := sentences[end].block].stem in stems:
            stems.add(block)
            end += 1
        return end
