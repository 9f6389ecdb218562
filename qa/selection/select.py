"""From ranked candidate sentences to excerpts: diverse, complete in meaning, grouped by source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.document import Document
from index.types import SentenceKey, Vector
from qa.selection.mmr import mmr
from qa.selection.runs import Run, take


@dataclass(frozen=True, slots=True)
class Preferences:
    """How sentences are chosen (see `mmr.diverse`); `considered` is the number of candidates to look at."""

    balance: float = 0.75
    floor: float = 0.6
    twin: float = 0.97
    considered: int = 60


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is quoted from one document: its runs in document order, and the best relevance among them."""

    document: Document
    runs: tuple[Run, ...]
    relevance: float

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each run."""
        return tuple(run.span(self.document).of(self.document.text) for run in self.runs)

    @property
    def words(self) -> tuple[str, ...]:
        """What is read of it: the texts, the headings over them, and the title."""
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
    favours: Vector | None = None,
    longest: int | None = None,
) -> list[Excerpt]:
    """Choose at most `limit` quotes from candidates that are sorted best first.

    `relevance` is (n,), `vectors` (n, d). The article being read comes first, the rest of the corpus after
    it by relevance; within a document, quotes stand in document order. `favours`, (n,), are added to the
    relevance where candidates are compared, not where they are judged good enough. After the first, a quote
    longer than `longest` characters is passed over.
    """
    favoured = relevance if favours is None else relevance + favours
    here = [position for position, key in enumerate(keys) if key.document_id == article]
    elsewhere = [position for position, key in enumerate(keys) if key.document_id != article]
    excerpts: dict[str, Excerpt] = {}
    best: dict[str, float] = {}
    for part in (here, elsewhere):
        good = _good(part, relevance, preferences.floor)
        for position in _diverse_part(good, favoured, vectors, limit, preferences):
            room = limit - sum(len(excerpt.runs) for excerpt in excerpts.values())
            key = keys[position]
            most = longest if excerpts else None
            if _add(excerpts, key, float(relevance[position]), room, load=load, longest=most):
                value = float(favoured[position])
                best[key.document_id] = max(best.get(key.document_id, value), value)
    ranked = sorted(excerpts.values(), key=lambda excerpt: (-best[excerpt.document.id], excerpt.document.id))
    return sorted(ranked, key=lambda excerpt: excerpt.document.id != article)


def _good(part: Sequence[int], relevance: Vector, floor: float) -> list[int]:
    enough = floor * float(relevance[0])
    return [position for position in part if relevance[position] >= enough]


def _diverse_part(
    good: list[int], relevance: Vector, vectors: Vector, limit: int, preferences: Preferences
) -> list[int]:
    chosen = mmr(relevance[good], vectors[good], 2 * limit, preferences.balance, preferences.twin)
    return [good[position] for position in chosen]


def _add(
    excerpts: dict[str, Excerpt],
    key: SentenceKey,
    relevance: float,
    room: int,
    *,
    load: Callable[[SentenceKey], Document],
    longest: int | None,
) -> bool:
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
    spans = {run.span(document) for run in runs} - {run.span(document) for run in (before.runs if before else ())}
    return max((span.end - span.start for span in spans), default=0)
