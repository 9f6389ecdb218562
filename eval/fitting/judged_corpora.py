"""PinciteBench's items for tuning as labelled corpora, for fitting the packaged confidence."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.benchmark import collections
from eval.data import JudgedItem, Place
from eval.fitting.labelled_corpora import LabelledCorpus, matrix
from eval.systems import Session
from qa.probe import Candidate, Probe

# So many of the best candidates are looked at for an answer, as a reader looks at the first quotes.
_SHOWN = 3


def judged_corpora(data: Path, session: Session) -> Iterator[LabelledCorpus]:
    """The items of each collection of PinciteBench on the documents that systems may be tuned on.

    Follow-ups are left out, and items about a document that could not be read. The others are asked under their
    article where they have one. An item counts as answerable if one of its best three candidates answers it: what
    the index holds and the ranking does not find is no reason to be confident. A collection of which no document
    that answers was read is left out.
    """
    for collection in collections().values():
        asker = session.engine_asker(*collection.documents(data))
        probe, held = Probe(asker.engine), {document.id for document in asker.held()}
        items = [item for item in collection.items("tune") if not item.thread and _documents_of(item) <= held]
        found = [(item, probe.found(item.question, item.document_id, _SHOWN)) for item in items]
        right, wrong = (
            matrix(each.features for item, each in found if answers(item, each.best) is label)
            for label in (True, False)
        )
        if len(right) and len(wrong):
            yield LabelledCorpus(f"PinciteBench, {collection.name}, tune", right, wrong)


def answers(item: JudgedItem, candidates: Iterable[Candidate]) -> bool:
    """Whether a candidate covers half of a passage that answers, or has its letters where a reader moved it."""
    return any(
        (expected.doc == candidate.document_id and _covers(candidate, place))
        or place.has_letters_of(candidate.text)
        for candidate in candidates
        for expected in item.expected
        for place in expected.places
    )


def _covers(candidate: Candidate, place: Place) -> bool:
    shared = min(candidate.end, place.end) - max(candidate.start, place.start)
    return 2 * shared >= place.end - place.start


def _documents_of(item: JudgedItem) -> set[str]:
    named = (item.document_id, item.group, *(expected.doc for expected in item.expected))
    return {document for document in named if document}
