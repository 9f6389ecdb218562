"""Records the answers of other systems: finds cited documents, and the sentences that are verbatim in them."""

import hashlib
from collections.abc import Iterator, Sequence

from eval.data import JudgedItem
from eval.interop.answers.citations import CitedSentence
from eval.interop.answers.files import SystemAnswer
from eval.interop.imported import place_of
from eval.interop.matching import Folded, LibraryDocument, Matcher
from eval.report import Better, Figure, RecordedOutcome, RecordedQuote

SENTENCES, CITING, HELD, VERBATIM = (
    "sentences per answer",
    "sentences that cite",
    "citations of documents that are held",
    "sentences that are verbatim in a cited document",
)
_NAMED = 5


class Recorder:
    """Records answers with the documents that citations name: by id, title, file name, DOI, PMID or address."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.unknown: dict[str, int] = {}
        """How often each name that means none or several documents was cited."""

    def outcome(self, item: JudgedItem, answer: SystemAnswer | None) -> RecordedOutcome:
        """The outcome of an item; silence for an answer that is missing or has no sentences."""
        sentences = answer.sentences if answer else ()
        return RecordedOutcome(
            id=item.id,
            question=item.question,
            category=item.cls,
            thread=item.thread,
            document_id=item.document_id,
            audience=item.audience,
            outcome="answer" if sentences else "abstention",
            quotes=tuple(map(self._quote, sentences)),
        )

    def _quote(self, sentence: CitedSentence) -> RecordedQuote:
        named = [(name, self._document(name)) for name in sentence.citations]
        documents = [document for _, document in named if document is not None]
        cites = tuple(document.id if document else name for name, document in named)
        return self._verbatim(sentence, cites, documents) or _in_own_words(sentence, cites, documents)

    def _document(self, name: str) -> LibraryDocument | None:
        """The one document that a citation means; a part after "#", as in ids of segments, does not count."""
        for known in dict.fromkeys((name, name.rpartition("#")[0])):
            meant = self._matcher.documents(known) if known else ()
            if len(meant) == 1:
                return meant[0]
        self.unknown[name] = self.unknown.get(name, 0) + 1
        return None

    def _verbatim(
        self, sentence: CitedSentence, cites: tuple[str, ...], documents: Sequence[LibraryDocument]
    ) -> RecordedQuote | None:
        """The quote in the first cited document that has the sentence, or of one that cites nothing, in any."""
        folded = Folded.of(sentence.text)
        searched = documents or ([] if cites else self._matcher.likely(folded))
        for document in searched if folded.text else ():
            spans = document.occurrences(sentence.text, folded)
            if spans:
                place = place_of(document.text, spans[0])
                return RecordedQuote(
                    document_id=document.id,
                    version=_sha256(document.text),
                    byte_start=place.start,
                    byte_end=place.end,
                    text=spans[0].of(document.text),
                    title=document.title,
                    score=0.0,
                    cites=cites or (document.id,),
                )
        return None


def _in_own_words(
    sentence: CitedSentence, cites: tuple[str, ...], documents: Sequence[LibraryDocument]
) -> RecordedQuote:
    """A sentence that is in no cited document: of the first of them, or of none, and without a place."""
    document = documents[0] if documents else None
    return RecordedQuote(
        document_id=document.id if document else "",
        version=_sha256(document.text if document else ""),
        byte_start=0,
        byte_end=0,
        text=sentence.text,
        title=document.title if document else "",
        score=0.0,
        verbatim=False,
        cites=cites,
    )


def citation_figures(outcomes: Sequence[RecordedOutcome], held: frozenset[str], seed: int = 0) -> Iterator[Figure]:
    """Means over the answers: sentences, and the shares that cite, that cite what is held, and are verbatim."""
    answers = [outcome for outcome in outcomes if outcome.answered]
    shares: dict[str, dict[str, float]] = {SENTENCES: {}, CITING: {}, HELD: {}, VERBATIM: {}}
    for answer in answers:
        cited = [name for quote in answer.quotes for name in quote.cites]
        shares[SENTENCES][answer.id] = len(answer.quotes)
        shares[CITING][answer.id] = _share([bool(quote.cites) for quote in answer.quotes])
        shares[VERBATIM][answer.id] = _share([quote.verbatim for quote in answer.quotes])
        if cited:
            shares[HELD][answer.id] = _share([name in held for name in cited])
    for name, values in shares.items():
        if values:
            better: Better = "neither" if name == SENTENCES else "higher"
            # Which questions are answered depends on the system, so that values are not for comparison.
            yield Figure.of(name, values, better, seed=seed).model_copy(update={"values": {}})


def citation_notes(recorder: Recorder) -> Iterator[str]:
    """The names that citations have for no document, or for several."""
    if recorder.unknown:
        names = sorted(recorder.unknown, key=lambda name: (-recorder.unknown[name], name))
        shown = ", ".join(map(repr, names[:_NAMED]))
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"{sum(recorder.unknown.values())} citations name no document that is held: {shown}{more}"


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
