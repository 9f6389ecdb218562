"""Compares a passage with runs of consecutive sentences, and with parts of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.document import Span
from eval.interop.matching.agreement import words_of
from eval.interop.matching.folding import tokens_of
from eval.interop.matching.library import LibraryDocument
from eval.interop.matching.sentence_index import Place

LONGEST_RUN = 4
_TOO_LONG = 1.6
_FRAGMENT = 25
_LONGER = 1.15
_KEPT = 8
_BY_WORDS = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a document that resembles a passage.

    `similarity` compares the letters and digits in order, from 0 to 100. `score` is at least that; it is higher if
    the two share their words in another order, as paraphrases do. `is_whole` says whether it is whole sentences.
    """

    document: LibraryDocument
    span: Span
    similarity: float
    score: float
    is_whole: bool

    @property
    def text(self) -> str:
        """The text of the part."""
        return self.span.of(self.document.text)


def best_candidates(passage: str, folded: str, nearest: Sequence[Place]) -> list[Candidate]:
    """The parts that resemble a passage most, best first.

    Runs of one to four sentences of a section are compared, of more where the passage is longer than that. A
    passage that is shorter than a run is also compared with the part of the run that resembles it most.
    """
    runs = list(dict.fromkeys(run for place in nearest for run in _runs(place, len(folded))))
    whole = [_whole(folded, *run) for run in runs]
    parts = [part for run in runs for part in _part(folded, *run)]
    ranked = sorted([*whole, *parts], key=_rank)[:_KEPT]
    first = [candidate for candidate in whole[:_KEPT] if candidate not in ranked]
    words = " ".join(words_of(list(tokens_of(passage))))
    return sorted((_with_words(words, candidate) for candidate in [*ranked, *first]), key=_rank)


def _rank(candidate: Candidate) -> tuple[float, int, str, int]:
    return (
        -candidate.score,
        candidate.span.end - candidate.span.start,
        candidate.document.id,
        candidate.span.start,
    )


def _runs(place: Place, length: int) -> Iterator[tuple[LibraryDocument, Span]]:
    """The runs with the sentence that are not much longer than the passage, and the sentence alone."""
    document, section, position = place
    yield document, section[position]
    for start in range(position, -1, -1):
        if (
            start < position - LONGEST_RUN
            and _length(document, section[start], section[position]) > _TOO_LONG * length
        ):
            break
        for end in range(max(position, start + 1), len(section)):
            too_long = _length(document, section[start], section[end]) > _TOO_LONG * length
            if too_long:
                break
            yield document, Span(section[start].start, section[end].end)


def _length(document: LibraryDocument, first: Span, last: Span) -> int:
    return len(document.folded.slice(Span(first.start, last.end)))


def _whole(folded: str, document: LibraryDocument, span: Span) -> Candidate:
    similarity = fuzz.ratio(folded, document.folded.slice(span))
    return Candidate(document, span, similarity, similarity, is_whole=True)


def _part(folded: str, document: LibraryDocument, span: Span) -> Iterator[Candidate]:
    """The part of a run that a shorter passage is aligned with."""
    run = document.folded.slice(span)
    if len(folded) < _FRAGMENT or len(run) < _LONGER * len(folded):
        return
    aligned = fuzz.partial_ratio_alignment(folded, run)
    if aligned is not None and aligned.dest_end > aligned.dest_start:
        begins = document.folded.begin(span)
        found = document.folded.within(begins + aligned.dest_start, begins + aligned.dest_end)
        yield Candidate(document, found, aligned.score, aligned.score, is_whole=False)


def _with_words(words: str, candidate: Candidate) -> Candidate:
    shared = _BY_WORDS * fuzz.token_set_ratio(words, _words(candidate.text))
    return replace(candidate, score=max(candidate.similarity, shared))


@lru_cache(maxsize=10_000)
def _words(text: str) -> str:
    return " ".join(words_of(list(tokens_of(text))))


def apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best candidate of each document."""
    return list({each.document.id: each for each in reversed(list(candidates))}.values())[::-1]
