"""What each variant of the pipeline finds for PinciteBench's items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.store import Store
from eval.benchmark import Collection, Split
from eval.data import JudgedItem
from eval.fitting.judged_corpora import answers
from eval.fitting.shares.variants import Variant
from eval.systems import Session
from index.hybrid import HybridIndex
from index.types import Filters, SentenceKey
from qa.answerability import ConfidenceFeatures
from qa.engine import Engine
from qa.probe import Candidate
from qa.search import EvidenceFinder, SlotComparison, read_candidates, standard_form

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item under one variant: whether each of the best three sentences answers, and the confidence features."""

    item: JudgedItem
    right: tuple[bool, ...]
    features: ConfidenceFeatures | None


def ask(
    data: Path, session: Session, collection: Collection, split: Split, parts: Sequence[Variant]
) -> Iterator[Mapping[str, AskedItem]]:
    """Each item of a split under each variant, by the variant's name; follow-ups and claims are left out."""
    engine = session.engine_asker(*collection.documents(data)).engine
    index, comparison = engine.live.current(), SlotComparison()
    asking = _Asking(engine, {each: each.finder(engine.store, comparison) for each in parts})
    for item in collection.items(split):
        held = item.document_id is None or index.holds(item.document_id)
        if held and not item.thread and not standard_form(item.question).claim:
            yield asking.of(item, index)


class _Asking:
    """Asks items of an engine; what is ranked is gathered once for all variants."""

    def __init__(self, engine: Engine, finders: Mapping[Variant, EvidenceFinder]) -> None:
        self._store, self._finders = engine.store, finders

    def of(self, item: JudgedItem, index: HybridIndex) -> dict[str, AskedItem]:
        question = standard_form(item.question)
        query = index.query(question.text)
        load = _Loading(self._store)
        found = next(iter(self._finders.values())).gather(index, query, Filters(), item.document_id)
        asked = {}
        for variant, finder in self._finders.items():
            candidates = finder.rank(index, query, question, found.rows, found.passages)
            ranked = candidates.agreeing
            if variant.reader is not None:
                ranked = read_candidates(index, question.text, ranked, load, variant.reader)
            keys = index.locate(ranked.rows[:_SHOWN])
            right = tuple(answers(item, [_candidate(load(key), key)]) for key in keys)
            asked[variant.name] = AskedItem(item, right, candidates.features)
        return asked


class _Loading:
    """Loads each document once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documents: dict[str, Document] = {}

    def __call__(self, key: SentenceKey) -> Document:
        if key.document_id not in self._documents:
            self._documents[key.document_id] = self._store.document(key.document_id, key.version)
        return self._documents[key.document_id]


def _candidate(document: Document, key: SentenceKey) -> Candidate:
    span = document.sentences[key.ordinal].span
    return Candidate(key.document_id, *document.byte_span(span), span.of(document.text))
