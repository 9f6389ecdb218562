"""Line breaks that a Markdown file sets, and the further paragraphs of a list item."""

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()
LINES = ("Do not take velorim with:", "Warfarin", "Lithium", "Take the tablets with food.")


def parse(path: Path, text: str) -> Document:
    path.write_text(f"# Care of toes\n\n{text}\n", encoding="utf-8")
    (record,) = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    return record.parse()


def stems(document: Document) -> list[tuple[str, str | None]]:
    """The text of each block after the title, and that of its stem."""
    texts = [block.span.of(document.text) for block in document.blocks]
    return [
        (text, None if block.stem is None else texts[block.stem])
        for text, block in zip(texts[1:], document.blocks[1:], strict=True)
    ]


@pytest.mark.parametrize("end", ["  \n", "\\\n", "<br>\n", "<br/>"])
def test_each_line_that_is_broken_is_one(tmp_path: Path, end: str) -> None:
    found = stems(parse(tmp_path / "toes.md", end.join(LINES)))
    first, warfarin, lithium, last = LINES
    assert found == [(first, None), (warfarin, first), (lithium, first), (last, None)]


def test_lines_of_the_source_are_one_paragraph(tmp_path: Path) -> None:
    assert stems(parse(tmp_path / "toes.md", "\n".join(LINES))) == [(" ".join(LINES), None)]


def test_a_further_paragraph_of_an_item_belongs_to_the_item(tmp_path: Path) -> None:
    text = "Do not give velorim in:\n\n- Gout\n\n  Give ice instead.\n\n- Fever\n"
    assert stems(parse(tmp_path / "toes.md", text)) == [
        ("Do not give velorim in:", None),
        ("Gout", "Do not give velorim in:"),
        ("Give ice instead.", "Gout"),
        ("Fever", "Do not give velorim in:"),
    ]


def test_a_broken_reference_is_one(tmp_path: Path) -> None:
    text = "Ice helps. [1]\n\n## References\n\n1. Doe J. A work on toes.  \n   *A journal*, 2020.\n"
    (reference,) = parse(tmp_path / "toes.md", text).references
    assert (reference.number, reference.year) == (1, 2020)
    assert "A work on toes" in reference.title


def test_a_break_in_a_cell_is_a_space(tmp_path: Path) -> None:
    found = stems(parse(tmp_path / "toes.md", "| Drug | Dose |\n|---|---|\n| velorim<br>ice | 5 mg |"))
    assert found == [("Drug | Dose", None), ("velorim ice | 5 mg", "Drug | Dose")]
