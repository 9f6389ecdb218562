"""Sentences that call a drug only "it" or "the usual dose" though an amount or a prohibition hangs on it.

Alone, "In renal failure, avoid it" says nothing. The rules of `qa.language` find sentences that open with such a
word. These find the words later in a sentence, where the names of drugs tell whether the sentence says itself what
is meant. The rules stand in `en/late_reference.yaml`.
"""

from collections.abc import Iterator
from functools import lru_cache, partial

from corpus.document import BlockKind, Document
from qa.language import depends_on_previous, load_rules, names_amount
from qa.slots import slots_of

_REMEMBERED = 4096
_MAX_PRECEDING = 3
_rules = partial(load_rules, "qa.selection.context", "late_reference")


def depends_on_earlier(text: str) -> bool:
    """Whether a sentence needs an earlier one to be understood, by how it opens or by what it calls a drug."""
    return depends_on_previous(text) or refers_to_unnamed_drug(text)


@lru_cache(_REMEMBERED)
def refers_to_unnamed_drug(text: str) -> bool:
    """Whether an amount or a prohibition is of a drug that the sentence does not name."""
    rules = _rules()
    pronoun, thing = rules["pronoun"].search(text), rules["thing"].search(text)
    if not (pronoun or thing) or not (names_amount(text) or rules["forbids"].search(text)):
        return False
    if pronoun and not slots_of(text[: pronoun.start()]).drugs:
        return True
    return thing is not None and not slots_of(text).drugs


def named_before(document: Document, ordinal: int) -> int:
    """The ordinal of the sentence of the same section that names the drug that a sentence leaves unnamed.

    A drug that no list has is named by the nearest sentence that needs none before it. The ordinal is that of the
    sentence itself if that leaves no drug unnamed, or none of the three before it can name one.
    """
    if not refers_to_unnamed_drug(document.sentence_text(ordinal)):
        return ordinal
    before = list(_before_in_section(document, ordinal))
    named = (number for number in before if slots_of(document.sentence_text(number)).drugs)
    whole = (number for number in before if not depends_on_earlier(document.sentence_text(number)))
    return next(named, next(whole, ordinal))


def _before_in_section(document: Document, ordinal: int) -> Iterator[int]:
    """Up to three sentences before one in its section, the nearest first, as far as text or a list goes."""
    section = document.blocks[document.sentences[ordinal].block].section
    for number in range(ordinal - 1, max(-1, ordinal - 1 - _MAX_PRECEDING), -1):
        block = document.blocks[document.sentences[number].block]
        if block.section != section or block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
            return
        yield number
