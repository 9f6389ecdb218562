"""Finds the drug that an amount is a dose of in headings and preceding text, if its sentence names none."""

import re
from collections.abc import Collection, Iterator

from corpus.document import BlockKind, Document
from qa.selection.context import same_list, sentences_of, stems
from qa.slots import NO_DRUG, Drugs, Names, given_drugs, is_dose_of, slots_of

_SENTENCES_BACK, _ITEMS_BACK = 3, 12
_LABELLED_BY_OTHERS = re.compile(r"\W*(?:or\b|[a-z\d≥>≤<])")


def inherited_drug(document: Document, ordinal: int, names: Names, within: Collection[int] | None) -> Drugs:
    """The drug whose doses a sentence states though it does not name it; none if that is not certain.

    It is that of the headings or the title; else that of the preceding sentences, or of the preceding items of a
    list for an item that begins with a population or goes on. If headings and preceding text name different drugs,
    it is uncertain. Only the sentences `within` count, and no heading, unless that is None.
    """
    block = document.blocks[document.sentences[ordinal].block]
    titles = (*reversed(block.section), document.metadata.title) if within is None else ()
    headed = next((ids for title in titles if (ids := _of_heading(title, names))), NO_DRUG)
    before = (n for n in _preceding(document, ordinal, names) if within is None or n in within)
    preceding = next((ids for n in before if (ids := _last(document.sentence_text(n), names))), NO_DRUG)
    if headed and preceding and not is_dose_of([headed], preceding):
        return NO_DRUG
    return preceding or headed


def drug_of_column(document: Document, ordinal: int, place: int, names: Names) -> Drugs:
    """The drug that the header names for the column of a table row that holds the place in the sentence's text."""
    block = document.blocks[document.sentences[ordinal].block]
    if block.kind is not BlockKind.TABLE_ROW or block.stem is None:
        return NO_DRUG
    column = document.sentence_text(ordinal).count("|", 0, place)
    header = document.blocks[block.stem].span.of(document.text).split("|")
    return _last(header[column], names) if column < len(header) else NO_DRUG


def _of_heading(title: str, names: Names) -> Drugs:
    """The drug that a heading names; a class of drugs is not certain enough."""
    return next((each.ids for each in given_drugs(title, names) if not each.is_class), NO_DRUG)


def _last(text: str, names: Names) -> Drugs:
    given = given_drugs(text, names)
    return given[-1].ids if given else NO_DRUG


def _preceding(document: Document, ordinal: int, names: Names) -> Iterator[int]:
    """The sentences that may name the drug of a sentence, nearest first."""
    here = document.sentences[ordinal].block
    block = document.blocks[here]
    yield from range(ordinal - 1, sentences_of(document, range(here, here + 1)).start - 1, -1)
    if block.kind is BlockKind.LIST_ITEM and _goes_on(document.sentence_text(ordinal), names):
        items = range(here - 1, max(-1, here - 1 - _ITEMS_BACK), -1)
        for item in items:
            if not same_list(document, item, here):
                break
            yield from reversed(sentences_of(document, range(item, item + 1)))
    for stem in stems(document, here):
        yield from reversed(sentences_of(document, range(stem, stem + 1)))
    if block.kind is BlockKind.PARAGRAPH:
        yield from _paragraphs_before(document, ordinal)


def _paragraphs_before(document: Document, ordinal: int) -> Iterator[int]:
    section = document.blocks[document.sentences[ordinal].block].section
    for number in range(ordinal - 1, max(-1, ordinal - 1 - _SENTENCES_BACK), -1):
        block = document.blocks[document.sentences[number].block]
        if block.kind is not BlockKind.PARAGRAPH or block.section != section:
            return
        yield number


def _goes_on(text: str, names: Names) -> bool:
    """Whether a list item speaks of the drug of an item before it: "Child up to 2 years: 125 mg"."""
    slots = slots_of(text, names)
    return bool(slots.ages or slots.groups) or _LABELLED_BY_OTHERS.match(text) is not None
