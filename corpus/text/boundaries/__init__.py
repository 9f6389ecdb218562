"""Where sentences end in clinical text, by rules over stops and the words around them."""

from corpus.text.boundaries.sentence_words import SentenceWords
from corpus.text.boundaries.sentences import SentenceSplitter, trimmed

__all__ = ["SentenceSplitter", "SentenceWords", "trimmed"]
