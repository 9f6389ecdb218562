"""Finds the sentences that share rare words with a passage: the candidates that are then compared closely."""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from corpus.document import Span
from eval.interop.matching.folding import Folded
from eval.interop.matching.library import Library, LibraryDocument

STEM = 6
MOST_ENTRIES = 20_000


class Place(NamedTuple):
    """A sentence: its document, the sentences of its section, and its position among them."""

    document: LibraryDocument
    section: tuple[Span, ...]
    position: int


class SentenceIndex:
    """An inverted index of the sentences of a library, over the beginnings of words and over numbers."""

    def __init__(self, library: Library) -> None:
        self._places: list[Place] = []
        self._starts: dict[str, tuple[int, int]] = {}
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for document in library.documents:
            first = len(self._places)
            for section in document.sections:
                for position, span in enumerate(section):
                    for term in set(_terms(document.folded, span)):
                        found[term].append(len(self._places))
                    self._places.append(Place(document, section, position))
            self._starts[document.id] = (first, len(self._places))
        self._postings = {term: np.frombuffer(entries, dtype=np.uint32) for term, entries in found.items()}

    def nearest(
        self, passage: Folded, limit: int, documents: Sequence[LibraryDocument] | None = None
    ) -> list[Place]:
        """The sentences that share the rarest terms with a passage, best first; of the given documents only.

        Sentences are ranked by the summed inverse document frequency of the terms that they share.
        """
        ranges = None if documents is None else [self._starts[document.id] for document in documents]
        entries: list[np.ndarray[tuple[int], np.dtype[np.uint32]]] = []
        weights: list[float] = []
        read = 0
        for rarity, term in sorted(
            (len(self._postings[t]), t) for t in set(_terms(passage)) & self._postings.keys()
        ):
            if read > MOST_ENTRIES:
                break
            within = _within(self._postings[term], ranges)
            entries.append(within)
            weights.append(math.log(1 + len(self._places) / rarity))
            read += len(within)
        if not read:
            return []
        sums = np.bincount(np.concatenate(entries), weights=np.repeat(weights, [len(each) for each in entries]))
        sharing = np.flatnonzero(sums)
        best = sharing[np.argsort(-sums[sharing], kind="stable")[:limit]]
        return [self._places[number] for number in best.tolist()]


def _within(
    postings: "np.ndarray[tuple[int], np.dtype[np.uint32]]", ranges: Iterable[tuple[int, int]] | None
) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    if ranges is None:
        return postings
    parts = [postings[slice(*np.searchsorted(postings, bounds).tolist())] for bounds in ranges]
    return np.concatenate(parts) if parts else postings[:0]


def _terms(folded: Folded, span: Span | None = None) -> Iterator[str]:
    """The words, cut to their beginnings, and the numbers of a folded text or of the part within a span."""
    first, last = (
        (0, len(folded.at))
        if span is None
        else (bisect_left(folded.starts, edge) for edge in (span.start, span.end))
    )
    for token in range(first, last):
        end = folded.at[token + 1] if token + 1 < len(folded.at) else len(folded.text)
        part = folded.text[folded.at[token] : end]
        yield part if part.startswith("#") else part[:STEM]
