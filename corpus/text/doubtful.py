"""Reading doubts that a text shows by itself: characters without a meaning, and words whose spaces are lost."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from corpus.document import Doubt, DoubtKind, Span

LONGEST_WORD = 36  # letters: the longest names of chemicals and syndromes have 32
SHORTEST_RUN = 20  # letters of words run together that are recognised by the words in them
WORDS_INSIDE = 2
# The replacement character, private-use characters, and the code that some programs write for an unmapped glyph.
_UNMAPPED = re.compile(r"(?:[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|\(cid:\d{1,6}\))+")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[/@=_\\]|www\.|\.\w+\.")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\ufb00-\ufb06]{20,}")  # scripts with spaces


def text_doubts(text: str) -> Iterator[Doubt]:
    """The doubts about a block's text, with spans within it."""
    for match in _UNMAPPED.finditer(text):
        yield Doubt(Span(*match.span()), DoubtKind.UNMAPPED)
    if _LETTERS.search(text) is None:
        return
    for word in _WORD.finditer(text):
        if _ADDRESS.search(word[0]) is None and any(map(_is_run_together, _LETTERS.findall(word[0]))):
            yield Doubt(Span(*word.span()), DoubtKind.NO_SPACES)


def _is_run_together(letters: str) -> bool:
    """Whether a run of letters is several words; a sequence in capitals, as of a gene, is none."""
    if letters.isupper():
        return False
    return len(letters) >= LONGEST_WORD or len(set(_inside().findall(letters.casefold()))) >= WORDS_INSIDE


@cache
def _inside() -> re.Pattern[str]:
    written = yaml.safe_load(files(__package__).joinpath("run_together.yaml").read_text("utf-8"))
    return re.compile("|".join(sorted(written["inside"].split(), key=len, reverse=True)))
