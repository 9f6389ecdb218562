"""Examples of our own threads over documents, with the sentences that were shown."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.document import Document
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from eval.data import RewrittenTurn, half_of
from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import UNKNOWN, Example
from qa.followup import Leaning, Part, PartKind, in_order

_BY_KIND = {
    "cannot": Leaning.UNRESOLVABLE,
    "chat": Leaning.SMALL_TALK,
    "outside": Leaning.OUTSIDE,
    "correction": Leaning.CORRECTION,
    "return": Leaning.RETURN,
}


def named_documents(turns: Iterable[RewrittenTurn], files: Iterable[Path]) -> dict[str, Document]:
    """The documents that threads are about, by id, read from the files that hold them."""
    wanted = {turn.document for turn in turns if turn.document}
    wanted |= {id_ for turn in turns for each in turn.history for id_, _ in each.shown}
    splitter = SentenceSplitter()
    return {
        record.id: record.parse()
        for path in files
        for record in read_records(path, splitter)
        if isinstance(record, Record) and record.id in wanted
    }


def thread_examples(turns: Iterable[RewrittenTurn], documents: Mapping[str, Document]) -> Iterator[Example]:
    """One example per turn; in half of the threads, the earlier questions are as typed, not as understood."""
    for turn in turns:
        parts = tuple(in_order(_parts(turn, documents)))
        labels = labels_of(turn.question, parts, turn.rewrite)
        leaning = _leaning(turn)
        known = leaning != Leaning.UNRESOLVABLE
        yield Example(
            id=turn.id,
            source="threads",
            group=turn.group,
            question=turn.question,
            rewrite=turn.rewrite,
            parts=parts,
            carried=labels.carried if known else tuple((UNKNOWN,) * len(row) for row in labels.carried),
            fates=labels.fates if known else (UNKNOWN,) * len(labels.fates),
            leaning=leaning,
        )


def _parts(turn: RewrittenTurn, documents: Mapping[str, Document]) -> Iterator[Part]:
    if turn.document is not None and turn.document in documents:
        yield Part(PartKind.TITLE, 0, documents[turn.document].metadata.title)
    understood = half_of(turn.group) == "even"
    for age, each in enumerate(reversed(turn.history)):
        yield Part(PartKind.QUESTION, age, each.rewrite if understood else each.question)
        for id_, place in each.shown:
            if id_ in documents:
                cut = documents[id_].text.encode()[place.start : place.end]
                yield Part(PartKind.QUOTE, age, cut.decode(errors="replace"))


def _leaning(turn: RewrittenTurn) -> Leaning:
    told = next((_BY_KIND[kind] for kind in turn.kinds if kind in _BY_KIND), None)
    return told or (Leaning.COMPLETE if turn.rewrite == turn.question else Leaning.LEANS)
