"""Finds which sentences of a data set a quote shows."""

from collections.abc import Iterable, Sequence

from corpus.document import Span
from eval.data import Alignment, Catalogue
from eval.systems import Asker
from qa.schema import Quote


class GoldSentences:
    """The sentences of a data set, aligned with the stored texts of its documents."""

    def __init__(self, asker: Asker, catalogue: Catalogue) -> None:
        self._asker = asker
        self._catalogue = catalogue
        self._aligned: dict[tuple[str, str], Alignment] = {}

    @property
    def lost(self) -> int:
        """The number of sentences of the documents asked for that are not in the stored texts."""
        return sum(alignment.lost for alignment in self._aligned.values())

    def texts(self, document: str, numbers: Iterable[int]) -> tuple[str, ...]:
        """The texts of the sentences with these numbers, in ascending order."""
        return tuple(self._catalogue[document].sentences[number] for number in sorted(numbers))

    def shown_by(self, quotes: Sequence[Quote]) -> list[int]:
        """The numbers of the sentences that the quotes of one document show, in the order of the quotes."""
        if not quotes:
            return []
        document, version = quotes[0].document_id, quotes[0].version
        text = self._asker.text(document, version)
        ends = [(text[: quote.byte_start].decode(), text[: quote.byte_end].decode()) for quote in quotes]
        return self.within(document, version, [Span(len(before), len(upto)) for before, upto in ends])

    def within(self, document: str, version: str, spans: Sequence[Span]) -> list[int]:
        """The distinct numbers of the sentences that the spans (code points) show, in the order of the spans."""
        alignment = self._alignment(document, version)
        return list(dict.fromkeys(number for span in spans for number in alignment.shown_by(span)))

    def _alignment(self, document: str, version: str) -> Alignment:
        key = document, version
        if key not in self._aligned:
            text = self._asker.text(document, version).decode()
            self._aligned[key] = Alignment.of(text, self._catalogue[document].sentences)
        return self._aligned[key]
