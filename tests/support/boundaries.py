"""Compares the sentence boundaries that a splitter sets with those marked in passages written by hand."""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.document import Metadata
from corpus.text import LINE_BREAK, DocumentBuilder, MarkerStyle, SentenceSplitter
from eval.statistics import exact_interval

MARK = "‖"
_UNCOUNTED = re.compile(r"[\s\-•]")
_TITLE = "Title"

Boundaries = frozenset[int]
"""Each boundary as the number of characters before it, not counting white space, hyphens and bullets."""
Splitting = Callable[[str], Boundaries]


class Passage(NamedTuple):
    """A passage, and the places inside it at which a sentence begins."""

    text: str
    boundaries: Boundaries


class Counts(NamedTuple):
    """Boundaries that are marked, those of them that are found, and those that are set where none is marked."""

    marked: int
    found: int
    false: int

    @property
    def right(self) -> float:
        """The share that is right of all boundaries that are marked or set."""
        return self.found / (self.marked + self.false)


def passages(path: Path) -> list[Passage]:
    """The passages of a file: one a line; blank lines and lines beginning with # are skipped."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_passage(line) for line in lines if line.strip() and not line.startswith("#")]


def _passage(line: str) -> Passage:
    text = re.sub(r"<br\s*/?>", LINE_BREAK, line.strip())
    pieces = text.split(MARK)
    bounds = (_counted("".join(pieces[:number])) for number in range(1, len(pieces)))
    whole = _counted(text.replace(MARK, ""))
    return Passage("".join(pieces), frozenset(bound for bound in bounds if 0 < bound < whole))


def _counted(text: str) -> int:
    return len(_UNCOUNTED.sub("", text))


def built_boundaries(splitter: SentenceSplitter) -> Splitting:
    """The boundaries in a document that has the passage as its only paragraph."""

    def boundaries(text: str) -> Boundaries:
        builder = DocumentBuilder(splitter, MarkerStyle.BRACKETS)
        builder.title(_TITLE)
        builder.paragraph(text)
        document = builder.build(Metadata(id="passage", title=_TITLE))
        before, ends = 0, []
        for block in document.blocks[1:]:
            ends.append(before - _counted(document.text[: block.span.start]))
            before += _counted(block.span.of(document.text))
        starts = (
            _counted(document.text[: sentence.span.start]) + ends[sentence.block - 1]
            for sentence in document.sentences
            if sentence.block
        )
        return frozenset(start for start in starts if start)

    return boundaries


def piece_boundaries(split: Callable[[str], Sequence[str]]) -> Splitting:
    """The boundaries of a splitter that returns the sentences as pieces of the text, in order."""

    def boundaries(text: str) -> Boundaries:
        counted, found = 0, set()
        for piece in split(text.replace(LINE_BREAK, "\n")):
            found.add(counted)
            counted += _counted(piece)
        return frozenset(found - {0, counted})

    return boundaries


def compared(given: Sequence[Passage], boundaries: Splitting) -> Counts:
    """The counts over all passages."""
    pairs = [(passage.boundaries, boundaries(passage.text)) for passage in given]
    return Counts(
        sum(len(marked) for marked, _ in pairs),
        sum(len(marked & found) for marked, found in pairs),
        sum(len(found - marked) for marked, found in pairs),
    )


def marked(passage: Passage, boundaries: Boundaries) -> str:
    """The passage with its missed boundaries as [?] and its false ones as [!]."""
    parts, counted = [], 0
    for character in passage.text:
        if not _UNCOUNTED.match(character):
            if counted in boundaries - passage.boundaries:
                parts.append("[!]")
            elif counted in passage.boundaries - boundaries:
                parts.append("[?]")
            counted += 1
        parts.append(character)
    return "".join(parts)


def main(paths: Sequence[str]) -> None:
    """Writes the counts of each file, and the passages with errors."""
    boundaries = built_boundaries(SentenceSplitter())
    for path in paths:
        given = passages(Path(path))
        counts = compared(given, boundaries)
        interval = exact_interval(counts.found, counts.marked + counts.false)
        shown = f"{counts.right:.2%} [{interval.low:.1%}, {interval.high:.1%}]"
        sys.stdout.write(f"{path}: {counts}, right {shown}\n")
        for passage in given:
            if (found := boundaries(passage.text)) != passage.boundaries:
                sys.stdout.write(f"    {marked(passage, found).replace(LINE_BREAK, '<br>')}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
