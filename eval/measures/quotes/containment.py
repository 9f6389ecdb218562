"""Containment: whether the quotes hold the answer that an annotator marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from corpus.text import clean
from eval.measures.ranking import Cutoff


class Excerpt(NamedTuple):
    """A quoted piece of a document: where it starts, in any unit that grows along the text, and its words."""

    start: int
    text: str


@dataclass(frozen=True)
class Containment(Cutoff):
    """1 if the marked answer lies within the first k quotes of its document, else 0.

    An answer that runs over several sentences counts where they are all quoted: the k best are put in the
    order of the document and joined by a space before the answer is looked for. Both sides are folded as the
    canonical text is (NFC, each run of white space one space); case and punctuation must agree.

    After the document retriever's measure in Chen et al., "Reading Wikipedia to answer open-domain
    questions", ACL 2017: whether the answer's text appears in what was retrieved.
    """

    label: ClassVar[str] = "containment"

    def __call__(self, quotes: Sequence[Excerpt], answer: str) -> float:
        """0 or 1 for the quotes of one document, best first; ValueError for an answer without words."""
        wanted = clean(answer)
        if not wanted:
            raise ValueError("the answer is blank: leave this question out, it is not eligible")
        return float(wanted in clean(" ".join(quote.text for quote in sorted(quotes[: self.k]))))
