"""Collects the quotes from one document, and puts them into the form in which an answer shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Document
from index.types import SentenceKey
from qa.selection.order import Pick, answer_order
from qa.selection.runs import Copy, Run, take
from qa.selection.whole_lists import counting_omitted, with_whole_lists

_MAX_COPIES = 5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The runs quoted from one document, the best first, and the highest relevance among them."""

    document: Document
    runs: tuple[Run, ...]
    relevance: float

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the runs."""
        return tuple(run.span(self.document).of(self.document.text) for run in self.runs)

    @property
    def visible_texts(self) -> tuple[str, ...]:
        """All texts that an answer shows of it: those of the runs, the headings in their paths, and the title."""
        headings = (name for run in self.runs for name in run.section(self.document))
        return *self.texts, *headings, self.document.metadata.title


@dataclass(slots=True)
class Draft:
    """The quotes chosen from one document so far."""

    document: Document
    runs: tuple[Run, ...] = ()
    picks: list[Pick] = field(default_factory=list)

    @property
    def best(self) -> float:
        """The value of the best sentence chosen."""
        return max(pick.value for pick in self.picks)

    def add(self, pick: Pick, relevance: float, room: int, longest: int | None) -> bool:
        """Adds the quote of a sentence; False if there is no room or it is too long."""
        runs = take(self.document, self.runs, pick.ordinal, relevance, room)
        if runs is None or (longest is not None and self._longest_new(runs) > longest):
            return False
        self.runs = runs
        self.picks.append(pick)
        return True

    def excerpt(self, longest: int | None) -> Excerpt:
        """The excerpt, with whole lists where these are short enough, and runs in the order of the answer."""
        picked = [pick.ordinal for pick in self.picks]
        whole = with_whole_lists(self.document, self.runs, picked, longest)
        runs = counting_omitted(self.document, answer_order(self.document, whole, self.picks))
        return Excerpt(self.document, runs, max(run.relevance for run in runs))

    def _longest_new(self, runs: Sequence[Run]) -> int:
        """The length in characters of the longest run that is not there yet."""
        spans = {run.span(self.document) for run in runs} - {run.span(self.document) for run in self.runs}
        return max((span.end - span.start for span in spans), default=0)


def with_copies(excerpts: Sequence[Excerpt], places: Mapping[SentenceKey, Sequence[Copy]]) -> list[Excerpt]:
    """The excerpts with the other places of the statements in their runs, except those that are quoted too."""
    quoted = {excerpt.document.id: excerpt.runs for excerpt in excerpts}

    def also(document: Document, run: Run) -> tuple[Copy, ...]:
        found = [
            copy
            for key, copies_ in places.items()
            if key.document_id == document.id and key.ordinal in run
            for copy in copies_
            if not any(copy.run.overlaps(other) for other in quoted.get(copy.document.id, ()))
        ]
        return tuple(found[:_MAX_COPIES])

    return [
        replace(each, runs=tuple(replace(run, also=also(each.document, run)) for run in each.runs))
        for each in excerpts
    ]
