"""Containment: whether the quotes contain the answer that an annotator marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from corpus.text import clean
from eval.measures.ranking import Cutoff


class Excerpt(NamedTuple):
    """A quoted piece of a document: its start, in any unit that increases along the text, and its text."""

    start: int
    text: str


@dataclass(frozen=True)
class Containment(Cutoff):
    """1 if the marked answer lies within the first k quotes of its document, else 0.

    An answer that spans several sentences counts if all of them are quoted: the first k quotes are sorted by their
    place in the document and joined by spaces before the answer is searched for. Both sides are normalised as the
    canonical text is (NFC, each run of white space one space); case and punctuation must match.

    After the document retriever's measure in Chen et al., "Reading Wikipedia to answer open-domain
    questions", ACL 2017: whether the answer's text appears in what was retrieved.
    """

    label: ClassVar[str] = "containment"

    def __call__(self, quotes: Sequence[Excerpt], answer: str) -> float:
        """0 or 1 for the quotes of one document, best first; raises ValueError for a blank answer."""
        wanted = clean(answer)
        if not wanted:
            raise ValueError("the answer is blank: leave this question out")
        return float(wanted in clean(" ".join(quote.text for quote in sorted(quotes[: self.k]))))
