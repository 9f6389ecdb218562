"""Selects excerpts from ranked candidates: diverse, complete in meaning and grouped by document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from index.types import SentenceKey, Vector
from qa.selection.mmr import mmr
from qa.selection.runs import Run, take


@dataclass(frozen=True, slots=True)
class Preferences:
    """The parameters of selection.

    `balance` and `twin` are those of `mmr`. A candidate is relevant enough if it reaches the share `floor` of
    the best candidate's relevance. Only the first `considered` candidates are looked at.
    """

    balance: float = 0.75
    floor: float = 0.6
    twin: float = 0.97
    considered: int = 60

    def relevant_enough(self, relevance: Vector) -> NDArray[np.bool_]:
        """Which of n candidates, sorted best first, are relevant enough to be quoted: (n,)."""
        enough: NDArray[np.bool_] = relevance >= self.floor * relevance[:1]
        return enough


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The runs quoted from one document, in document order, and the highest relevance among them."""

    document: Document
    runs: tuple[Run, ...]
    relevance: float

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the runs."""
        return tuple(run.span(self.document).of(self.document.text) for run in self.runs)

    @property
    def visible_texts(self) -> tuple[str, ...]:
        """All texts that an answer shows of it: those of the runs, their headings, and the title."""
        firsts = (self.document.sentences[run.first].block for run in self.runs)
        headings = (name for block in firsts for name in self.document.blocks[block].section)
        return *self.texts, *headings, self.document.metadata.title


def select(
    keys: Sequence[SentenceKey],
    relevance: Vector,
    vectors: Vector,
    *,
    article: str | None,
    limit: int,
    preferences: Preferences,
    load: Callable[[SentenceKey], Document],
    boosts: Vector | None = None,
    longest: int | None = None,
) -> list[Excerpt]:
    """Selects at most `limit` quotes from n candidates, sorted best first.

    `relevance` is (n,) in [0, 1]; `vectors`, (n, d), are L2-normalised. The article comes first, then the other
    documents by relevance; within a document, quotes are in document order. `boosts`, (n,), are added to the
    relevance where candidates are compared with each other, not where they are checked to be relevant enough.
    Quotes longer than `longest` characters are skipped, except the first.
    """
    boosted = relevance if boosts is None else relevance + boosts
    eligible = np.flatnonzero(preferences.relevant_enough(relevance)).tolist()
    in_article = [position for position in eligible if keys[position].document_id == article]
    in_others = [position for position in eligible if keys[position].document_id != article]
    excerpts: dict[str, Excerpt] = {}
    best: dict[str, float] = {}
    for part in (in_article, in_others):
        for position in _diverse(part, boosted, vectors, limit, preferences):
            room = limit - sum(len(excerpt.runs) for excerpt in excerpts.values())
            key = keys[position]
            longest_now = longest if excerpts else None
            if _add(excerpts, key, float(relevance[position]), room, load=load, longest=longest_now):
                value = float(boosted[position])
                best[key.document_id] = max(best.get(key.document_id, value), value)
    ranked = sorted(excerpts.values(), key=lambda excerpt: (-best[excerpt.document.id], excerpt.document.id))
    return sorted(ranked, key=lambda excerpt: excerpt.document.id != article)


def _diverse(
    positions: list[int], relevance: Vector, vectors: Vector, limit: int, preferences: Preferences
) -> list[int]:
    """The positions that MMR selects, twice as many as quotes are wanted, since some will not fit."""
    selected = mmr(relevance[positions], vectors[positions], 2 * limit, preferences.balance, preferences.twin)
    return [positions[place] for place in selected]


def _add(
    excerpts: dict[str, Excerpt],
    key: SentenceKey,
    relevance: float,
    room: int,
    *,
    load: Callable[[SentenceKey], Document],
    longest: int | None,
) -> bool:
    """Adds the quote of a sentence to its document's excerpt; False if there is no room or it is too long."""
    before = excerpts.get(key.document_id)
    if before is None and room == 0:
        return False
    document = before.document if before else load(key)
    runs = take(document, before.runs if before else (), key.ordinal, relevance, room)
    if runs is None or (longest is not None and _longest_new(document, runs, before) > longest):
        return False
    excerpts[key.document_id] = Excerpt(document, runs, max(run.relevance for run in runs))
    return True


def _longest_new(document: Document, runs: Sequence[Run], before: Excerpt | None) -> int:
    """The length in characters of the longest run that `before` does not have."""
    spans = {run.span(document) for run in runs} - {run.span(document) for run in (before.runs if before else ())}
    return max((span.end - span.start for span in spans), default=0)
