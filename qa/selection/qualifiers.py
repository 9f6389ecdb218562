"""What qualifies a sentence besides its neighbours: the headings above it, the recommendation, and footnotes.

"Avoid the drug." under "In pregnancy" is another statement than the sentence alone, and so is an item of a list
under "Contraindications" that no sentence introduces.
"""

import re
from collections.abc import Iterator

from corpus.document import Block, BlockKind, Document
from qa.language import depends_on_previous, has_verb, is_fragment, lacks_subject, only_names
from qa.selection.heading_conditions import (
    Force,
    forces,
    is_silent,
    names_a_matter,
    names_a_purpose,
    names_an_action,
    said_by,
)

# An asterisk is a footnote's sign only where a footnote begins with it, and so are the others.
_SIGN = re.compile(r"(?<=[\w.,;:)\]%*†‡§¶‖#])\s?(\*+|†+|‡+|§+|¶+|‖+|#+|[ʰ-ʸᴬ-ᵪᶛ-ᶿⁱⁿ])")
_OF_A_RECOMMENDATION = re.compile(
    r"\W*(?:remarks?:\s*)?(?:this recommendation\b|(?:strong|conditional|weak) recommendation(?:,| with| based))",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(r"\W*(?:new |updated )?recommendation\b(?!s)", re.IGNORECASE)
_DEFINITION = re.compile(r"An?\s|\w+(?:\s\w+)?\s(?:of|caused|due|characteri[sz]ed|involving|affecting)\b")
_FURTHEST_FOOTNOTE = 40
_FURTHEST_RECOMMENDATION = 60
_LONGEST_LABEL = 60


def headings_needed(document: Document, ordinal: int, *, led: bool = False) -> list[int]:
    """The blocks of the headings without which a sentence would say something else, the nearest first.

    Those are the nearest heading above it that states a condition, and further up those that state one of another
    force; and the nearest that says something at all for a fragment, for an item of a list that no sentence
    introduces, and for a sentence that leans on what only the heading can be. What the sentence says itself is not
    needed. Where there is nothing but headings above a sentence that leans, the title is one of them. A sentence
    that is `led` leans on the one before it and not on a heading.
    """
    block = document.blocks[document.sentences[ordinal].block]
    if block.kind is BlockKind.HEADING:
        return []
    text = document.sentence_text(ordinal)
    opens = _opens(document, document.sentences[ordinal].block)
    subject = not led and (_leans_on_a_heading(block, text) or (opens and _defines(text)))
    needed: list[int] = []
    stated: set[Force] = set()
    for number in _above(document, document.sentences[ordinal].block):
        name = document.blocks[number].section[-1]
        new = forces(name) - stated
        names_it = subject and not is_silent(name)
        if (names_it and not _says_enough(block, text, name)) or (new and not said_by(name, text)):
            needed.append(number)
        subject = subject and not names_it
        stated |= new
    return [*needed, 0] if subject and opens else needed


def recommendation_needed(document: Document, ordinal: int) -> int | None:
    """The ordinal of the recommendation whose strength or reach a sentence states; None where it states none."""
    if not _OF_A_RECOMMENDATION.match(document.sentence_text(ordinal)):
        return None
    lowest = document.sentences[ordinal].block - _FURTHEST_RECOMMENDATION
    for number in range(ordinal - 1, 0, -1):
        if document.sentences[number].block < lowest:
            return None
        text = document.sentence_text(number)
        if _RECOMMENDATION.match(text):
            return number if len(text) > _LONGEST_LABEL else number + 1
    return None


def footnotes_needed(document: Document, ordinal: int) -> list[int]:
    """The blocks of the footnotes whose signs a sentence carries, of those that follow within 40 blocks."""
    sentence = document.sentences[ordinal]
    signs = dict.fromkeys(_SIGN.findall(document.sentence_text(ordinal)))
    following = range(sentence.block + 1, min(sentence.block + 1 + _FURTHEST_FOOTNOTE, len(document.blocks)))
    found = (next((number for number in following if _begins(document, number, sign)), None) for sign in signs)
    return [number for number in found if number is not None]


def _opens(document: Document, number: int) -> bool:
    return all(block.kind is BlockKind.HEADING for block in document.blocks[:number])


def _above(document: Document, number: int) -> Iterator[int]:
    """The blocks of the headings on the path of a block, innermost first."""
    path = document.blocks[number].section
    for above in range(number - 1, -1, -1):
        if not path:
            return
        heading = document.blocks[above]
        if heading.kind is BlockKind.HEADING and heading.section == path:
            yield above
            path = path[:-1]


def _leans_on_a_heading(block: Block, text: str) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return block.stem is None
    return block.kind is BlockKind.PARAGRAPH and (
        is_fragment(text) or depends_on_previous(text) or lacks_subject(text)
    )


def _defines(text: str) -> bool:
    """Whether a text is a definition without what it defines: "An infection of the skin"."""
    return _DEFINITION.match(text) is not None and not has_verb(text)


def _says_enough(block: Block, text: str, heading: str) -> bool:
    """Whether an item of a list says by itself what is to be done, and its heading no more than that it is."""
    if (
        block.kind is not BlockKind.LIST_ITEM
        or only_names(text)
        or depends_on_previous(text)
        or lacks_subject(text)
    ):
        return False
    return names_an_action(heading) or (has_verb(text) and (names_a_purpose(heading) or names_a_matter(heading)))


def _begins(document: Document, number: int, sign: str) -> bool:
    block = document.blocks[number]
    start = block.span.start
    end = start + len(sign)
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM)
        and document.text[start:end] == sign
        and document.text[end : end + 1] != sign[-1]
    )
