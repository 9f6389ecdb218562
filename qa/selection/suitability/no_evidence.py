"""Finds sentences that are no evidence: acknowledgements, people, interests, imprint, contents, references."""

from functools import partial

from corpus.document import Block, BlockKind, Document
from qa.language import load_rules

_rules = partial(load_rules, "qa.selection.suitability", "no_evidence")


def is_evidence(document: Document, ordinal: int) -> bool:
    """Whether a sentence may be quoted for what it says; a heading or an entry of the references may not."""
    block, rules = document.blocks[document.sentences[ordinal].block], _rules()
    if block.kind is BlockKind.HEADING or any(rules["section"].match(name) for name in block.section):
        return False
    if block.kind is BlockKind.TABLE_ROW and rules["table"].search(_header(document, block)):
        return False
    text = document.sentence_text(ordinal)
    return not any(rules[name].match(text) for name in ("sentence", "people", "reference"))


def _header(document: Document, block: Block) -> str:
    """The header of a row's table, else the row itself."""
    header = block if block.stem is None else document.blocks[block.stem]
    return header.span.of(document.text)
