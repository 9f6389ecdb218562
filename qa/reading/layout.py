"""The input of the reader: question, title with headings, and the sentences of a passage, as tokens of one text.

`[CLS] question [SEP] title. headings [M] sentence [M] sentence ... [SEP]`, where `[M]` is the marker before each
sentence. A passage of more tokens than fit is read in several windows of whole sentences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tokenizers import Tokenizer

from corpus.document import Span

MOST_TOKENS = 256
MARKER = "[unused0]"
TOKENIZER = "tokenizer.json"
# The question and the context are cut after so many tokens, so that sentences have room.
_MOST_OF_QUESTION, _MOST_OF_CONTEXT = 64, 40
# A sentence may take the whole rest of a window, and is cut only if that is too little.
_LEAST_OF_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to be read: its title and headings in one text, and its sentences in order."""

    context: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What is read at once: sentences `first` and following of a passage.

    `ids` are the tokens; the question's are those from 1 to before `question`, and text from there on is of the
    other segment. `markers` has the place of each sentence's marker. `spans` has, for each token of a sentence,
    its characters in the sentence, and for others None.
    """

    first: int
    ids: tuple[int, ...]
    question: int
    markers: tuple[int, ...]
    spans: tuple[Span | None, ...]

    @property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """For each sentence, the places of its first token and after its last."""
        ends = (*self.markers[1:], len(self.ids) - 1)
        return tuple((marker + 1, end) for marker, end in zip(self.markers, ends, strict=True))


class Layout:
    """Lays out questions and passages as windows of at most `most` tokens."""

    def __init__(self, tokenizer: Tokenizer, most: int = MOST_TOKENS) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._most = most
        self._opening, self._parting, self.marker = (
            _id_of(tokenizer, token) for token in ("[CLS]", "[SEP]", MARKER)
        )

    @classmethod
    def open(cls, folder: Path, most: int = MOST_TOKENS) -> Self:
        """The layout with the tokenizer in a folder."""
        return cls(Tokenizer.from_file(str(folder / TOKENIZER)), most)

    def windows(self, question: str, passage: Passage) -> Iterator[Window]:
        """The windows over a passage, in order; each sentence is in one of them."""
        asked = [self._opening, *self._ids(question)[:_MOST_OF_QUESTION], self._parting]
        opening = [*asked, *self._ids(passage.context)[:_MOST_OF_CONTEXT]]
        room = self._most - len(opening) - 1
        window = _Draft(opening, 0)
        for number, sentence in enumerate(passage.sentences):
            ids, spans = self._tokens(sentence)
            if window.markers and len(window.ids) - len(opening) + 1 + max(len(ids), _LEAST_OF_SENTENCE) > room:
                yield window.done(len(asked), self._parting)
                window = _Draft(opening, number)
            free = max(room - (len(window.ids) - len(opening)) - 1, 0)
            window.add(self.marker, ids[:free], spans[:free])
        if window.markers:
            yield window.done(len(asked), self._parting)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def _tokens(self, text: str) -> tuple[list[int], list[Span]]:
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return found.ids, [Span(start, end) for start, end in found.offsets]


class _Draft:
    """A window that is being filled."""

    def __init__(self, opening: Sequence[int], first: int) -> None:
        self.first = first
        self.ids = list(opening)
        self.spans: list[Span | None] = [None] * len(opening)
        self.markers: list[int] = []

    def add(self, marker: int, ids: Sequence[int], spans: Sequence[Span]) -> None:
        self.markers.append(len(self.ids))
        self.ids += (marker, *ids)
        self.spans += (None, *spans)

    def done(self, question: int, parting: int) -> Window:
        return Window(self.first, (*self.ids, parting), question, tuple(self.markers), (*self.spans, None))


def _id_of(tokenizer: Tokenizer, token: str) -> int:
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokenizer has no token {token}: use that of a BERT model")
    return int(found)
