"""Matches expected passages with the sentences of documents, exactly first, then by similarity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from corpus.document import Span
from eval.interop.matching.agreement import differences
from eval.interop.matching.folding import Folded, cited_numbers, without_glued_markers
from eval.interop.matching.library import Library, LibraryDocument
from eval.interop.matching.sentence_index import SentenceIndex
from eval.interop.matching.windows import Candidate, apart, best_candidates

Status = Literal["exact", "close", "confirmed", "doubtful", "ambiguous", "not found", "document unknown"]
SURE: frozenset[Status] = frozenset({"exact", "close", "confirmed"})
UNMISTAKABLE = 30
_CANDIDATES = 40
_NAMED = 3
_NEARLY = 1.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least similarity, from 0 to 100, of a close match, and of one that is shown as doubtful."""

    close: float = 90.0
    doubtful: float = 50.0

    def __post_init__(self) -> None:
        if not 0 <= self.doubtful <= self.close <= 100:  # noqa: PLR2004 (a percentage)
            raise ValueError(
                f"the thresholds {self.doubtful} and {self.close} are not in order from 0 to 100: correct them"
            )


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a passage.

    `spans` (code points) has the places in `document` and `text` the first of them; where the status is neither
    exact nor close, they are the best candidate, if there is one. `note` says what differs and what to do.
    """

    passage: str
    status: Status
    score: float = 0.0
    document: LibraryDocument | None = None
    spans: tuple[Span, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The text at the first place; empty without one."""
        return self.spans[0].of(self.document.text) if self.document and self.spans else ""

    @property
    def is_sure(self) -> bool:
        """Whether the match can be used without a look at it."""
        return self.status in SURE


class Matcher:
    """Looks passages up in a library.

    A match is exact if all letters, digits and signs agree. It is close if the similarity reaches the threshold
    and the passages agree in numbers with units, in negations and in the words that carry meaning. Anything else
    is not accepted: it is doubtful, or ambiguous if several places fit equally well.
    """

    def __init__(self, library: Library, thresholds: Thresholds | None = None) -> None:
        self.library = library
        self._thresholds = thresholds or Thresholds()
        self._meant: dict[str, tuple[LibraryDocument, ...]] = {}

    @cached_property
    def _index(self) -> SentenceIndex:
        return SentenceIndex(self.library)

    def documents(self, name: str) -> tuple[LibraryDocument, ...]:
        """The documents that a name means; see `Library.named`."""
        if name not in self._meant:
            self._meant[name] = self.library.named(name)
        return self._meant[name]

    def lines(self, lines: Sequence[str], name: str = "") -> list[Match]:
        """Matches the lines of a cell: as one passage if that can be found, otherwise each by itself."""
        if len(lines) > 1:
            whole = self.match(" ".join(lines), name)
            if whole.is_sure or whole.status == "ambiguous":
                return [whole]
        return [self.match(line, name) for line in lines]

    def match(self, passage: str, name: str = "") -> Match:
        """Looks a passage up in the documents that the name means, or in all if it is empty."""
        if not name:
            return self._match(passage, None)
        meant = self.documents(name)
        if not meant:
            anywhere = self._match(passage, None)
            found = f"; the passage is in {anywhere.document.id}" if anywhere.is_sure and anywhere.document else ""
            return replace(anywhere, status="document unknown", note=f"no document is named {name!r}{found}")
        match = self._match(passage, meant)
        if match.status in ("doubtful", "not found"):
            elsewhere = self._exact(passage, None)
            if elsewhere is not None and elsewhere.document is not None:
                return replace(match, note=f"{match.note}; it is in {elsewhere.document.id}: correct the document")
        return match

    def _match(self, passage: str, documents: Sequence[LibraryDocument] | None) -> Match:
        return self._exact(passage, documents) or self._similar(passage, documents)

    def _exact(self, passage: str, documents: Sequence[LibraryDocument] | None) -> Match | None:
        for text in dict.fromkeys((passage, without_glued_markers(passage))):
            folded = Folded.of(text)
            if not folded.text:
                return Match(passage, "not found", note="has no letters or digits")
            searched = self.likely(folded) if documents is None else documents
            found = [(document, spans) for document in searched if (spans := document.occurrences(text, folded))]
            if found:
                return _of_occurrences(passage, len(folded.text), found)
        return None

    def likely(self, folded: Folded) -> list[LibraryDocument]:
        """The documents with the sentences that share most rare words with a passage, best first."""
        nearest = self._index.nearest(folded, _CANDIDATES)
        return list({place.document.id: place.document for place in nearest}.values())

    def _similar(self, passage: str, documents: Sequence[LibraryDocument] | None) -> Match:
        folded = Folded.of(passage)
        nearest = self._index.nearest(folded, _CANDIDATES, documents)
        candidates = best_candidates(passage, folded.text, nearest)
        close = [each for each in candidates if each.similarity >= self._thresholds.close]
        agreeing = [each for each in close if not differences(passage, each.text)]
        agreeing.sort(key=lambda each: not each.is_whole)
        if agreeing:
            return _of_agreeing(passage, agreeing)
        best = next(iter(close or [each for each in candidates if each.is_whole]), None)
        if best is None or best.score < self._thresholds.doubtful:
            return Match(passage, "not found", best.score if best else 0.0, note="no sentence resembles it")
        note = str(differences(passage, best.text)) or "the wording differs"
        return Match(passage, "doubtful", best.score, best.document, (best.span,), note)


def _of_occurrences(passage: str, length: int, found: Sequence[tuple[LibraryDocument, tuple[Span, ...]]]) -> Match:
    """The match where the passage occurs literally, once or several times."""
    document, spans = found[0]
    match = Match(passage, "exact", 100.0, document, spans)
    if len(found) > 1:
        return replace(match, status="ambiguous", note=_in_several([document for document, _ in found]))
    if len(spans) > 1 and length < UNMISTAKABLE:
        note = f"occurs {len(spans)} times in the document: write more of the sentence"
        return replace(match, status="ambiguous", note=note)
    cited, there = cited_numbers(passage), cited_numbers(match.text)
    if cited and there and cited != there:
        return replace(match, status="doubtful", note="the numbers in brackets differ")
    return match


def _of_agreeing(passage: str, agreeing: Sequence[Candidate]) -> Match:
    """The match where one or more close candidates agree with the passage."""
    best = agreeing[0]
    match = Match(passage, "close", best.similarity, best.document, (best.span,))
    rivals = [each for each in apart(agreeing) if each.similarity > best.similarity - _NEARLY]
    if len(rivals) > 1:
        return replace(match, status="ambiguous", note=_in_several([each.document for each in rivals]))
    return match


def _in_several(documents: Sequence[LibraryDocument]) -> str:
    named = ", ".join(document.id for document in documents[:_NAMED])
    more = f" and {len(documents) - _NAMED} more" if len(documents) > _NAMED else ""
    return f"is in {len(documents)} documents ({named}{more}): name the one that is meant"
