"""Sentences that a person read off pictures of the guidelines' pages, and whether they are in what was read."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.document import Block, BlockKind, Document, Metadata, Page, Sentence, Span
from repository import TESTS
from who_sentences import Copied, copied, counts, folded, is_in_row, is_sentence

LISTED = TESTS / "data" / "who_sentences.yaml"
# Of the 29 sentences of the even half; scripts/measure_copied counts the odd half, which is reported.
EXACT, EXACT_OR_IN_ROW = 27, 28


def small(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """A document of one sentence, on page 7."""
    span = Span(0, len(text))
    return Document(
        Metadata("small", "Small"), text, (Block(span, kind),), (Sentence(span, 0),), pages=(Page(7, span),)
    )


def wanted(text: str, page: int = 7) -> Copied:
    plain = folded(text)
    return Copied("small", page, "text", len(plain), sha256(plain.encode()).hexdigest())


def test_there_are_sixty_of_twenty_a_guideline_and_two_a_page() -> None:
    found = copied(LISTED)
    assert Counter(Counter(one.file for one in found).values()) == {20: 3}
    assert set(Counter((one.file, one.page) for one in found).values()) == {2}
    assert len({one.sha256 for one in found}) == 60


def test_a_sentence_is_found_on_its_page_and_on_no_other() -> None:
    assert is_sentence(wanted("Give it – “slowly”."), small('Give  it - "slowly".'))
    assert not is_sentence(wanted("Give it.", page=8), small("Give it."))
    assert not is_sentence(wanted("Give it."), small("Give it. Then wait."))


def test_a_sentence_is_found_in_a_cell_and_not_across_cells() -> None:
    row = small("Dose | Give it. Then wait.", BlockKind.TABLE_ROW)
    assert is_in_row(wanted("Give it."), row)
    assert is_in_row(wanted("Then wait."), row)
    assert not is_in_row(wanted("Dose | Give it."), row)
    assert not is_in_row(wanted("en wait."), row)
    assert not is_in_row(wanted("Give it."), small("Dose: Give it."))


@pytest.mark.real_data
def test_nearly_all_of_the_tuned_half_are_exact_sentences_on_their_page(data_dir: Path) -> None:
    found = counts([one for one in copied(LISTED) if one.half == "even"], data_dir / "who_pdfs")
    assert found.exact >= EXACT, found
    assert found.exact + found.in_row >= EXACT_OR_IN_ROW, found
