"""Finds the qualifiers of a sentence that are not its neighbours: headings and its recommendation.

"Avoid the drug." under the heading "In pregnancy" means something else than the sentence alone. So does a list
item under "Contraindications" that no sentence introduces.
"""

import re
from collections.abc import Iterator

from corpus.document import Block, BlockKind, Document
from qa.language import has_verb, is_fragment, lacks_subject, only_names
from qa.selection.context.heading_conditions import (
    Condition,
    conditions,
    is_generic,
    names_action,
    names_purpose,
    names_topic,
    repeats_heading,
)
from qa.selection.context.late_reference import depends_on_earlier

_OF_A_RECOMMENDATION = re.compile(
    r"\W*(?:remarks?:\s*)?(?:this recommendation\b|(?:strong|conditional|weak) recommendation(?:,| with| based))",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(r"\W*(?:new |updated )?recommendation\b(?!s)", re.IGNORECASE)
_DEFINITION = re.compile(r"An?\s|\w+(?:\s\w+)?\s(?:of|caused|due|characteri[sz]ed|involving|affecting)\b")
_MAX_RECOMMENDATION_DISTANCE = 60
_MAX_LABEL_LENGTH = 60


def headings_needed(document: Document, ordinal: int, *, continues: bool = False) -> list[int]:
    """The blocks of the headings that a sentence needs to keep its meaning, nearest first.

    These are, for each type of condition, the nearest heading above that states it, unless the sentence repeats
    it. A sentence that depends on a heading (a fragment, a list item that no sentence introduces, a sentence that
    refers back or lacks a subject) also needs the nearest heading that is not generic; if only headings are above
    it, that can be the title. A sentence that `continues` the one before it does not depend on a heading.
    """
    block = document.blocks[document.sentences[ordinal].block]
    if block.kind is BlockKind.HEADING:
        return []
    text = document.sentence_text(ordinal)
    opens = _opens(document, document.sentences[ordinal].block)
    subject = not continues and (_depends_on_heading(block, text) or (opens and _defines(text)))
    needed: list[int] = []
    stated: set[Condition] = set()
    for number in _above(document, document.sentences[ordinal].block):
        name = document.blocks[number].section[-1]
        new = conditions(name) - stated
        names_it = subject and not is_generic(name)
        if (names_it and not _is_self_contained(block, text, name)) or (new and not repeats_heading(text, name)):
            needed.append(number)
        subject = subject and not names_it
        stated |= new
    return [*needed, 0] if subject and opens else needed


def recommendation_needed(document: Document, ordinal: int) -> int | None:
    """The ordinal of the recommendation whose strength or scope a sentence states, or None."""
    if not _OF_A_RECOMMENDATION.match(document.sentence_text(ordinal)):
        return None
    lowest = document.sentences[ordinal].block - _MAX_RECOMMENDATION_DISTANCE
    for number in range(ordinal - 1, 0, -1):
        if document.sentences[number].block < lowest:
            return None
        text = document.sentence_text(number)
        if _RECOMMENDATION.match(text):
            return number if len(text) > _MAX_LABEL_LENGTH else number + 1
    return None


def _opens(document: Document, number: int) -> bool:
    return all(block.kind is BlockKind.HEADING for block in document.blocks[:number])


def _above(document: Document, number: int) -> Iterator[int]:
    """The blocks of the headings of the sections that contain a block, innermost first."""
    path = document.blocks[number].section
    for above in range(number - 1, -1, -1):
        if not path:
            return
        heading = document.blocks[above]
        if heading.kind is BlockKind.HEADING and heading.section == path:
            yield above
            path = path[:-1]


def _depends_on_heading(block: Block, text: str) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return block.stem is None
    return block.kind is BlockKind.PARAGRAPH and (
        is_fragment(text) or depends_on_earlier(text) or lacks_subject(text)
    )


def _defines(text: str) -> bool:
    """Whether a text is a definition without the defined term: "An infection of the skin"."""
    return _DEFINITION.match(text) is not None and not has_verb(text)


def _is_self_contained(block: Block, text: str, heading: str) -> bool:
    """Whether a list item is complete without its heading, which only names an action, a purpose or a topic."""
    if (
        block.kind is not BlockKind.LIST_ITEM
        or only_names(text)
        or depends_on_earlier(text)
        or lacks_subject(text)
    ):
        return False
    return names_action(heading) or (has_verb(text) and (names_purpose(heading) or names_topic(heading)))
