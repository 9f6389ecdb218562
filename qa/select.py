"""From ranked candidate sentences to excerpts: diverse, complete in meaning, grouped by source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.document import Document
from index.hit import SentenceKey, Vector
from qa.evidence import diverse
from qa.quoting import Run, take


@dataclass(frozen=True, slots=True)
class Preferences:
    """How sentences are chosen: see `qa.evidence.diverse`; `considered` is how many candidates are looked at."""

    balance: float = 0.75
    floor: float = 0.75
    twin: float = 0.97
    considered: int = 60


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is quoted from one document: its runs in document order, and the best relevance among them."""

    document: Document
    runs: tuple[Run, ...]
    relevance: float


def select(
    keys: Sequence[SentenceKey],
    relevance: Vector,
    vectors: Vector,
    *,
    article: str | None,
    limit: int,
    preferences: Preferences,
    load: Callable[[SentenceKey], Document],
) -> list[Excerpt]:
    """Choose at most `limit` quotes from candidates that are sorted best first.

    `relevance` is (n,), `vectors` (n, d). The article being read comes first, the rest of the corpus after
    it by relevance; within a document, quotes stand in document order.
    """
    here = [position for position, key in enumerate(keys) if key.document_id == article]
    elsewhere = [position for position, key in enumerate(keys) if key.document_id != article]
    excerpts: dict[str, Excerpt] = {}
    for part in (here, elsewhere):
        for position in _diverse_part(part, relevance, vectors, limit, preferences):
            room = limit - sum(len(excerpt.runs) for excerpt in excerpts.values())
            _add(excerpts, keys[position], float(relevance[position]), room, load)
    ranked = sorted(excerpts.values(), key=lambda excerpt: (-excerpt.relevance, excerpt.document.id))
    return sorted(ranked, key=lambda excerpt: excerpt.document.id != article)


def _diverse_part(
    part: Sequence[int], relevance: Vector, vectors: Vector, limit: int, preferences: Preferences
) -> list[int]:
    enough = preferences.floor * float(relevance[0])
    good = [position for position in part if relevance[position] >= enough]
    chosen = diverse(relevance[good], vectors[good], 2 * limit, preferences.balance, preferences.twin)
    return [good[position] for position in chosen]


def _add(
    excerpts: dict[str, Excerpt],
    key: SentenceKey,
    relevance: float,
    room: int,
    load: Callable[[SentenceKey], Document],
) -> None:
    before = excerpts.get(key.document_id)
    if before is None and room == 0:
        return
    document = before.document if before else load(key)
    runs = take(document, before.runs if before else (), key.ordinal, relevance, room)
    if runs is not None:
        excerpts[key.document_id] = Excerpt(document, runs, max(run.relevance for run in runs))
