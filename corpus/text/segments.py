"""Segmentation of a block's text into sentences, with citation markers kept out of the sentence ends."""

from bisect import bisect_left
from dataclasses import dataclass

from corpus.document import Span
from corpus.text.boundaries import SentenceSplitter, trimmed
from corpus.text.citation_markers import Marker, unique

_STOPS = ".!?…"


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a block: its span within the block's text, and the reference numbers of its markers."""

    span: Span
    references: tuple[int, ...] = ()


def segment(text: str, splitter: SentenceSplitter | None, markers: list[Marker]) -> list[Segment]:
    """The sentences of a block's cleaned text with these markers; without a splitter, the text is one sentence.

    Markers at the end of a sentence, before or after its full stop, lie outside its span: `text. [1]` gives
    `text.`, and `text [1].` gives `text`. A marker in the middle of a sentence, a spoken marker and the sign of a
    note stay inside. In all cases the marker's numbers belong to the sentence. Every character that is not white
    space lies in a sentence, lies in a marker, or is the full stop after a marker.
    """
    if not markers:
        spans = splitter.spans(text) if splitter else [Span(0, len(text))]
        return [Segment(span) for span in spans]
    starts = _starts(text, markers, splitter) if splitter else [0]
    segments: list[Segment] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inside = markers[_first_from(markers, start) : _first_from(markers, end)]
        span = _without_markers(text, start, end, inside)
        if span is not None:
            segments.append(Segment(span, unique(number for marker in inside for number in marker.numbers)))
    return segments


def _first_from(markers: list[Marker], position: int) -> int:
    return bisect_left(markers, position, key=lambda marker: marker.span.start)


def _starts(text: str, markers: list[Marker], splitter: SentenceSplitter) -> list[int]:
    """The start of each sentence's zone (the sentence and its markers).

    The text is split without its markers, and the boundaries are mapped back to the text with markers.
    """
    kept: list[str] = []
    gaps: list[tuple[int, int]] = []  # (length of the reduced text so far, number of characters removed so far)
    removed = reduced = position = 0
    for marker in (marker for marker in markers if not marker.spoken):
        piece = text[position : marker.span.start].rstrip()
        kept.append(piece)
        reduced += len(piece)
        removed = marker.span.end - reduced
        gaps.append((reduced, removed))
        position = marker.span.end
    kept.append(text[position:])
    starts = [0]
    for span in splitter.spans("".join(kept))[1:]:
        at = bisect_left(gaps, (span.start + 1, -1)) - 1
        starts.append(span.start + (gaps[at][1] if at >= 0 else 0))
    return starts


def _without_markers(text: str, start: int, end: int, markers: list[Marker]) -> Span | None:
    """The sentence of a zone: without white space and markers at its ends, and without a stop after a marker."""
    remaining = [marker.span for marker in markers if not (marker.spoken or marker.note)]
    span = trimmed(text, start, end)
    while span and remaining:
        first, last = remaining[0], remaining[-1]
        if last.end == span.end or (last.end == span.end - 1 and text[last.end] in _STOPS):
            span = trimmed(text, span.start, max(span.start, last.start))
            remaining.pop()
        elif first.start == span.start:
            span = trimmed(text, first.end, span.end)
            remaining.pop(0)
        else:
            break
    return span
