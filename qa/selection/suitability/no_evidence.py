"""Finds sentences that are no evidence: acknowledgements, contributors, imprint, contents, bare references."""

from functools import partial

from corpus.document import BlockKind, Document
from qa.language import load_rules

_rules = partial(load_rules, "qa.selection.suitability", "no_evidence")


def is_evidence(document: Document, ordinal: int) -> bool:
    """Whether a sentence may be quoted for what it says; a heading or an entry of the references may not."""
    block, rules = document.blocks[document.sentences[ordinal].block], _rules()
    if block.kind is BlockKind.HEADING or any(rules["section"].match(name) for name in block.section):
        return False
    text = document.sentence_text(ordinal)
    return rules["sentence"].match(text) is None and rules["reference"].match(text) is None
