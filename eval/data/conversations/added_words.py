"""The words by which a rewrite is compared with its question."""

from qa.followup import content_words, stem, words_of


def added_words(question: str, rewrite: str) -> frozenset[str]:
    """The stems of the content words that a rewrite has and its question lacks."""
    own = frozenset(stem(word.text) for word in words_of(question))
    return content_words(word.text for word in words_of(rewrite)) - own
