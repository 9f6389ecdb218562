"""Selects excerpts from ranked candidates: diverse, complete in meaning, and the best first."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from index.types import SentenceKey, Vector
from qa.selection.draft import Draft, Excerpt, with_copies
from qa.selection.duplicates import copies
from qa.selection.mmr import mmr
from qa.selection.order import Pick
from qa.selection.runs import Copy, own_run
from qa.selection.suitability import is_evidence, is_superseded, replacement

# What a superseded statement loses, so that it comes after all others.
_SUPERSEDED = 1.0


@dataclass(frozen=True, slots=True)
class Preferences:
    """The parameters of selection.

    `balance` is that of `mmr`, `twin` the similarity from which two candidates can be the same statement. A
    candidate is relevant enough if it reaches the share `floor` of the best candidate's relevance. Only the first
    `considered` candidates are looked at. Another document's quotes go before those of the article if its best
    candidate is more relevant by more than `lead`.
    """

    balance: float = 0.75
    floor: float = 0.6
    twin: float = 0.97
    considered: int = 60
    lead: float = 0.2

    def relevant_enough(self, relevance: Vector) -> NDArray[np.bool_]:
        """Which of n candidates, sorted best first, are relevant enough to be quoted: (n,)."""
        enough: NDArray[np.bool_] = relevance >= self.floor * relevance[:1]
        return enough


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The content words of a question, each by its terms, and the analyser that gives a text's terms."""

    words: tuple[frozenset[str], ...]
    terms: Callable[[str], Collection[str]]

    def missing(self, texts: Iterable[str]) -> frozenset[str]:
        """The terms of the words that none of the texts has."""
        held = {term for text in texts for term in self.terms(text)}
        return frozenset(term for word in self.words if word.isdisjoint(held) for term in word)


def select(
    keys: Sequence[SentenceKey],
    relevance: Vector,
    vectors: Vector,
    *,
    article: str | None,
    limit: int,
    preferences: Preferences,
    load: Callable[[SentenceKey], Document],
    words: QuestionWords,
    boosts: Vector | None = None,
    longest: int | None = None,
) -> list[Excerpt]:
    """Selects at most `limit` quotes from n candidates, sorted best first.

    `relevance` is (n,) in [0, 1]; `vectors`, (n, d), are L2-normalised. The best quote comes first, then what
    belongs to it, the other quotes of its document, and the other documents by their best quotes. The article
    comes first unless another document is clearly more relevant. `boosts`, (n,), are added to the relevance where
    candidates are compared with each other, not where they are checked to be relevant enough. Quotes longer than
    `longest` characters are skipped, except the first.
    """
    boosted = relevance if boosts is None else relevance + boosts
    eligible = np.flatnonzero(preferences.relevant_enough(relevance)).tolist()
    distinct = copies(eligible, keys, vectors, load, preferences.twin)
    selection = _Selection(keys, relevance, boosted, limit, load, words, longest)
    first = _leading(article, keys, boosted, eligible, preferences.lead)
    for part in (
        [position for position in distinct if keys[position].document_id == first],
        [position for position in distinct if keys[position].document_id != first],
    ):
        # Twice as many as quotes are wanted, since some will not fit.
        order = mmr(boosted[part], vectors[part], 2 * limit, preferences.balance)
        selection.extend([part[place] for place in order])
    return selection.excerpts(first, distinct)


def _leading(
    article: str | None, keys: Sequence[SentenceKey], value: Vector, eligible: Sequence[int], lead: float
) -> str | None:
    """The article, unless the best candidate of another document is clearly more relevant than its best."""
    own = [float(value[position]) for position in eligible if keys[position].document_id == article]
    others = [float(value[position]) for position in eligible if keys[position].document_id != article]
    return article if own and (not others or max(others) - max(own) <= lead) else None


@dataclass(slots=True)
class _Selection:
    """The quotes chosen so far, by document."""

    keys: Sequence[SentenceKey]
    relevance: Vector
    value: Vector
    limit: int
    load: Callable[[SentenceKey], Document]
    words: QuestionWords
    longest: int | None
    drafts: dict[str, "Draft"] = field(default_factory=dict)

    def extend(self, positions: Iterable[int]) -> None:
        """Adds the quotes of candidates as far as there is room, superseded statements last."""
        queue, superseded = deque(positions), list[int]()
        while queue:
            position = queue.popleft()
            key = self.keys[position]
            document, ordinal = self.load(key), key.ordinal
            if not is_evidence(document, ordinal):
                continue
            if is_superseded(document, ordinal):
                superseded.append(position)
                present = replacement(document, ordinal)
                if present is None:
                    continue
                ordinal = present
            first, value = not self.drafts, float(self.value[position])
            if self._add(position, document, Pick(ordinal, value)) and first:
                other = self._second_look(position, document)
                if other is not None:
                    self._add(other, document, Pick(self.keys[other].ordinal, value))
        for position in superseded:
            key = self.keys[position]
            self._add(position, self.load(key), Pick(key.ordinal, float(self.value[position]) - _SUPERSEDED))

    def excerpts(self, first: str | None, distinct: Mapping[int, Sequence[int]]) -> list[Excerpt]:
        """The excerpts in the order of the answer; `distinct` gives the copies of each candidate."""
        ranked = sorted(
            self.drafts.values(), key=lambda draft: (draft.document.id != first, -draft.best, draft.document.id)
        )
        excerpts = [draft.excerpt(self.longest) for draft in ranked]
        places = {
            self.keys[position]: [self._copy(other) for other in others]
            for position, others in distinct.items()
            if others
        }
        return with_copies(excerpts, places) if places else excerpts

    def _copy(self, position: int) -> Copy:
        document = self.load(self.keys[position])
        return Copy(document, own_run(document, self.keys[position].ordinal, float(self.relevance[position])))

    def _add(self, position: int, document: Document, pick: Pick) -> bool:
        draft = self.drafts.get(document.id) or Draft(document)
        room = self.limit - sum(len(draft.runs) for draft in self.drafts.values())
        if document.id not in self.drafts and room == 0:
            return False
        longest = self.longest if self.drafts else None
        added = draft.add(pick, float(self.relevance[position]), room, longest)
        if added:
            self.drafts[document.id] = draft
        return added

    def _second_look(self, position: int, document: Document) -> int | None:
        """The best other candidate of the section that has a word of the question which the first quote lacks."""
        missing = self.words.missing(self.drafts[document.id].excerpt(self.longest).visible_texts)
        section = _section(document, self.keys[position].ordinal)
        for place, key in enumerate(self.keys):
            beside = key.document_id == document.id and _section(document, key.ordinal) == section
            if beside and not missing.isdisjoint(self.words.terms(document.sentence_text(key.ordinal))):
                return place
        return None


def _section(document: Document, ordinal: int) -> tuple[str, ...]:
    return document.blocks[document.sentences[ordinal].block].section
