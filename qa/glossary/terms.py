"""Technical words that a reader without training may not know, and where they stand in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.analysis import Analyser, fold
from qa.language import general_words, is_abbreviation, singular

KNOWN = 12_000
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINT = re.compile(r"[-'’]")
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and its parts in lower case and in the singular."""

    start: int
    end: int
    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class GeneralEnglish:
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


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order."""
    return [Token(m.start(), m.end(), m[0], parts_of(m[0])) for m in _TOKEN.finditer(text)]


def parts_of(words: str) -> tuple[str, ...]:
    """The words and their parts in lower case and in the singular: how a term is told from another one.

    Stems would not do: "hepatic" and "hepatitis" share theirs.
    """
    bare = (_POSSESSIVE.sub("", word) for word in _TOKEN.findall(fold(words)))
    return tuple(singular(part) for word in bare for part in _JOINT.split(word))


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
