"""Lays out a question and its thread as the tokens that the resolver reads.

`[CLS] question [SEP] part [SEP] part ... [SEP]`, the parts as `in_order` puts them. The segment of a token says
whether it is of the question (0), or else the kind and the age of its part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qa.followup.resolver.thread_parts import Part, PartKind, Word, words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_TOKENS = 512
_OLDEST = 7
SEGMENTS = 1 + len(PartKind) * (_OLDEST + 1)
_MOST_OF = {PartKind.QUESTION: 64, PartKind.QUOTE: 60, PartKind.TITLE: 24}


@dataclass(frozen=True, slots=True)
class Laid:
    """The tokens with their segments, and for each word of the texts the place of its first token.

    `asked` has a place for each word of the question, and `parts` one for each word of each part; -1 where the
    text was cut before the word.
    """

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    asked: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]


class Layout:
    """Lays out questions in at most `most` tokens."""

    def __init__(self, tokenizer: "Tokenizer", most: int = MOST_TOKENS) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._most = most
        self._opening, self._parting = (_id_of(tokenizer, token) for token in ("[CLS]", "[SEP]"))

    @classmethod
    def open(cls, file: Path, most: int = MOST_TOKENS) -> Self:
        """The layout with the tokenizer in a file."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - not needed without a resolver

        return cls(Tokenizer.from_file(str(file)), most)

    def lay(self, question: str, parts: Sequence[Part]) -> Laid:
        """The tokens of a question and the parts of its thread, which are in reading order."""
        ids, asked = self._text(question, _MOST_OF[PartKind.QUESTION])
        ids, asked = [self._opening, *ids, self._parting], [place + 1 if place >= 0 else -1 for place in asked]
        segments = [0] * len(ids)
        places = []
        for part in parts:
            room = min(_MOST_OF[part.kind], self._most - len(ids) - 1)
            some, found = self._text(part.text, max(room, 0))
            places.append(tuple(place + len(ids) if place >= 0 else -1 for place in found))
            if some:
                ids += (*some, self._parting)
                segments += [_segment(part)] * (len(some) + 1)
        return Laid(tuple(ids), tuple(segments), tuple(asked), tuple(places))

    def _text(self, text: str, most: int) -> tuple[list[int], list[int]]:
        """The first tokens of a text, and for each word the place of its first token or -1."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        starts = [start for start, _ in encoded.offsets[:most]]
        return list(encoded.ids[:most]), _places(starts, list(words_of(text)))


def _places(starts: Sequence[int], words: Sequence[Word]) -> list[int]:
    """For each word, the first token that starts in it."""
    found = []
    token = 0
    for word in words:
        while token < len(starts) and starts[token] < word.start:
            token += 1
        found.append(token if token < len(starts) and starts[token] < word.end else -1)
    return found


def _segment(part: Part) -> int:
    return 1 + part.kind * (_OLDEST + 1) + min(part.age, _OLDEST)


def _id_of(tokenizer: "Tokenizer", token: str) -> int:
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the tokenizer has no token {token}: use that of a BERT model")
    return int(found)
