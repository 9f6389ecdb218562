"""A tokenizer of few words and a reader with random weights, to test what reads with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from corpus.document import Span
from eval.fitting.reader.exporting import export
from eval.fitting.reader.network import ReaderNet
from index.types import Vector
from qa.reading import MARKER, Card, Passage, Reading

WORDS = (
    "zorbine",
    "cures",
    "zorbitis",
    "in",
    "adults",
    "children",
    "not",
    "does",
    "what",
    "a",
    "toe",
    "hurts",
    ".",
    "?",
)
CARD = Card("invented", "2026-12-01", 1.0, {}, ("invented",), {}, {}, ("none",), "none")


def tiny_tokenizer() -> Tokenizer:
    """A tokenizer whose tokens are the words above; others are unknown."""
    tokens = ("[PAD]", MARKER, "[UNK]", "[CLS]", "[SEP]", *WORDS)
    tokenizer = Tokenizer(WordLevel({token: number for number, token in enumerate(tokens)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


def random_net(seed: int = 0) -> ReaderNet:
    """An untrained network for the tokenizer, whose heads are random too."""
    torch.manual_seed(seed)
    net = ReaderNet(0.0, tiny_tokenizer().get_vocab_size())
    for head in (net.importance, net.sentence, net.relevance, net.edges):
        torch.nn.init.normal_(head.weight, std=0.1)
        torch.nn.init.normal_(head.bias, std=0.1)
    torch.nn.init.constant_(net.coverage, 2.0)
    return net.eval()


def write_reader(folder: Path) -> Card:
    """The files of a reader with random weights; returns its card."""
    return export(random_net(), tiny_tokenizer().to_str().encode(), folder, CARD)


@dataclass
class KeywordReader:
    """A reader that prefers sentences with a word, and remembers what it read."""

    word: str
    weight: float = 1.0
    correction: float = 9.0
    digest: str = "keyword"
    asked: list[tuple[str, Sequence[Passage]]] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """Corrections for sentences with the word; the word is their span."""
        self.asked.append((question, passages))
        return [Reading(0.0, self._corrections(each), tuple(map(self._span, each.sentences))) for each in passages]

    def _corrections(self, passage: Passage) -> Vector:
        found = [self.correction if self.word in sentence else 0.0 for sentence in passage.sentences]
        return np.array(found, dtype=np.float32)

    def _span(self, sentence: str) -> Span | None:
        start = sentence.find(self.word)
        return None if start < 0 else Span(start, start + len(self.word))
