"""Finds what a list item needs from its list: the stem that introduces it, and the items that continue it."""

import re
from collections.abc import Iterator, Set
from functools import partial

from corpus.document import Block, BlockKind, Document

_CONTINUATION = re.compile(r"\W*(?:plus|and|with)\b", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:,|\b(?:and|or))\s*\Z", re.IGNORECASE)
_LABEL = re.compile(r"[^.:;]{1,60}:\s+\S")
_BULLET = re.compile(r"[•▪●◦‣]")


def stems(document: Document, block: int) -> Iterator[int]:
    """The blocks that introduce a block, innermost first: its stem, the stem's stem and so on.

    If the document records no stem, it is inferred: an item of the same list, or a paragraph before paragraphs
    with bullets, that ends with a colon.
    """
    stem = document.blocks[block].stem
    if stem is None:
        stem = _inferred_stem(document, block)
    while stem is not None:
        yield stem
        stem = document.blocks[stem].stem


def announced(document: Document, stem: int) -> set[int]:
    """The blocks introduced by a text that ends with a colon: the list below it, or the block right after it."""
    listed = {stem}
    for number in range(stem + 1, len(document.blocks)):
        if document.blocks[number].stem not in listed and _inferred_stem(document, number) != stem:
            break
        listed.add(number)
    following = stem + 1
    if listed == {stem} and following < len(document.blocks) and _continues(document, following):
        listed.add(following)
    return listed - {stem}


def readable_part(document: Document, stem: int, listed: Set[int], limit: int) -> set[int]:
    """Of the blocks that a stem announces, the first that have at most `limit` characters with it; at least one.

    An item is not parted from the one that continues it, nor a stem within the list from its own items.
    """
    blocks = sorted(listed)
    start = document.blocks[stem].span.start
    count = max(1, sum(document.blocks[number].span.end - start <= limit for number in blocks))
    while 1 < count < len(blocks) and _belongs_to_next(document, blocks[count - 1], blocks[count]):
        count -= 1
    return set(blocks[:count])


def list_around(document: Document, block: int) -> range:
    """The blocks of the list that a block is an item of, or introduces; empty without a list."""
    blocks = document.blocks
    if blocks[block].kind is BlockKind.LIST_ITEM:
        start, end = block, block + 1
        while start > 0 and _in_list(document, start - 1, block):
            start -= 1
        while blocks[start].level > blocks[block].level:
            start += 1
    else:
        start = end = block + 1
        if start == len(blocks) or blocks[start].kind is not BlockKind.LIST_ITEM or blocks[start].stem != block:
            return range(start, start)
    while end < len(blocks) and _in_list(document, end, start):
        end += 1
    return range(start, end)


def continuations(document: Document, block: int) -> set[int]:
    """The items below a list item that continue it: those that begin with "plus", "and" or "with"."""
    found: set[int] = set()
    for number in range(block + 1, len(document.blocks)):
        if not same_list(document, number - 1, number) or not _CONTINUATION.match(_text(document, number)):
            break
        found.add(number)
    return found


def is_labelled(document: Document, block: int) -> bool:
    """Whether a list item begins with a label ("Class 3: ..."), which applies to all of its sentences."""
    listed = document.blocks[block].kind is BlockKind.LIST_ITEM
    return listed and _LABEL.match(_text(document, block)) is not None


def is_cut_off(before: str, here: str) -> bool:
    """Whether an item `here` completes the text `before` it."""
    return _CUT_OFF.search(before) is not None or here.startswith("(")


def same_list(document: Document, one: int, other: int) -> bool:
    """Whether two blocks are items of the same list at the same level."""
    first, second = document.blocks[one], document.blocks[other]
    return first.kind is BlockKind.LIST_ITEM and _list_key(first) == _list_key(second)


def _belongs_to_next(document: Document, block: int, following: int) -> bool:
    return _text(document, block).endswith(":") or _CONTINUATION.match(_text(document, following)) is not None


def _in_list(document: Document, number: int, item: int) -> bool:
    """Whether a block beside the list of an item belongs to it, as an item of the same level or a nested one."""
    block, known = document.blocks[number], document.blocks[item]
    nested = block.kind is BlockKind.LIST_ITEM and block.section == known.section and block.level > known.level
    return nested or same_list(document, number, item)


def _list_key(block: Block) -> tuple[object, ...]:
    return block.kind, block.section, block.level, block.stem


def _inferred_stem(document: Document, block: int) -> int | None:
    bulleted = _is_bulleted(document, block)
    if document.blocks[block].kind is not BlockKind.LIST_ITEM and not bulleted:
        return None
    if document.blocks[block].stem is not None or _text(document, block).endswith(":"):
        return None
    belongs = _is_bulleted if bulleted else partial(same_list, one=block)
    ends = (
        n for n in range(block - 1, -1, -1) if _text(document, n).endswith(":") or not belongs(document, other=n)
    )
    above = next(ends, 0)
    stem = document.blocks[above]
    introduces = _text(document, above).endswith(":") and stem.section == document.blocks[block].section
    return above if introduces and (bulleted or same_list(document, above, block)) else None


def _continues(document: Document, number: int) -> bool:
    block, before = document.blocks[number], document.blocks[number - 1]
    return block.section == before.section and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _is_bulleted(document: Document, other: int) -> bool:
    block = document.blocks[other]
    return block.kind is BlockKind.PARAGRAPH and _BULLET.match(_text(document, other)) is not None


def _text(document: Document, number: int) -> str:
    return document.blocks[number].span.of(document.text).rstrip()
