"""Finds the footnotes that a sentence has a sign of, and the sentence that a footnote belongs to."""

import re
from collections.abc import Iterable

from corpus.document import BlockKind, Document

_LETTERS = "ʰ-ʸᴬ-ᵪᶛ-ᶿⁱⁿ"
_DIGITS = "⁰¹²³⁴-⁹"
# These characters are footnote signs only if a footnote begins with them. A raised number is none after a digit or
# a unit of length ("10³", "m²").
_SIGN = re.compile(
    rf"(?<=[\w.,;:)\]%\"”’*†‡§¶‖#])\s?(\*+|†+|‡+|§+|¶+|‖+|#+|[ⁱᵛˣ]+|[{_LETTERS}]|"
    rf"(?<![\d{_DIGITS}])(?<!\bm)(?<!\b[cdkm]m)[{_DIGITS}]{{1,3}})"
)
_AT_START = re.compile(
    rf"(\*+|†+|‡+|§+|¶+|‖+|#+|[ⁱᵛˣ]+|[{_LETTERS}]|[{_DIGITS}]{{1,3}})(?![{_LETTERS}{_DIGITS}*†‡§¶‖#])"
)
_NOTES = (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM)
_MAX_DISTANCE = 40


def footnotes_needed(document: Document, ordinal: int) -> list[int]:
    """The blocks of the footnotes whose signs a sentence contains, within the next 40 blocks."""
    block = document.sentences[ordinal].block
    following = range(block + 1, min(block + 1 + _MAX_DISTANCE, len(document.blocks)))
    found = (_first(document, following, sign) for sign in _signs(document, ordinal))
    return [number for number in found if number is not None]


def footnotes_above(document: Document, ordinal: int) -> list[int]:
    """The blocks of the footnotes that stand before a sentence, since another one has their sign as well.

    Only the 40 blocks before it are searched, and only for signs that no footnote after the sentence begins with.
    """
    block = document.sentences[ordinal].block
    following = range(block + 1, min(block + 1 + _MAX_DISTANCE, len(document.blocks)))
    preceding = range(block - 1, max(block - 1 - _MAX_DISTANCE, 0), -1)
    found = (
        _first(document, preceding, sign)
        for sign in _signs(document, ordinal)
        if _first(document, following, sign) is None
    )
    return [number for number in found if number is not None and document.blocks[number].kind in _NOTES[:1]]


def is_footnote(document: Document, block: int) -> bool:
    """Whether a block is a footnote of running text, whose sign a sentence before it contains."""
    return _noted(document, block) is not None


def sentence_noted(document: Document, ordinal: int) -> int | None:
    """The nearest sentence of running text before a footnote that has its sign; None if it is no footnote."""
    return _noted(document, document.sentences[ordinal].block)


def _noted(document: Document, block: int) -> int | None:
    text = document.blocks[block].span.of(document.text)
    sign = _AT_START.match(text) if document.blocks[block].kind is BlockKind.PARAGRAPH else None
    if sign is None:
        return None
    for ordinal in range(len(document.sentences) - 1, -1, -1):
        number = document.sentences[ordinal].block
        if block - _MAX_DISTANCE <= number < block and sign[1] in _signs(document, ordinal):
            is_running = document.blocks[number].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            return ordinal if is_running else None
    return None


def _signs(document: Document, ordinal: int) -> list[str]:
    return list(dict.fromkeys(_SIGN.findall(document.sentence_text(ordinal))))


def _first(document: Document, blocks: Iterable[int], sign: str) -> int | None:
    return next((number for number in blocks if _begins(document, number, sign)), None)


def _begins(document: Document, number: int, sign: str) -> bool:
    block = document.blocks[number]
    if block.kind not in _NOTES or document.text[block.span.start] != sign[0]:
        return False
    found = _AT_START.match(document.text, block.span.start)
    return found is not None and found[1] == sign
