"""Lines of a Word paragraph that a break parts are units; a page break parts none."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.readers import read_records
from corpus.readers.base import Record
from corpus.text import SentenceSplitter

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(folder: Path, breaking: str) -> list[str]:
    run = f"<w:r><w:t>Blue toes: do not warm</w:t>{breaking}<w:t>Old toes: warm gently</w:t></w:r>"
    body = f"<w:document {NAMES}><w:body><w:p>{run}</w:p></w:body></w:document>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    path = folder / "toes.docx"
    path.write_bytes(stream.getvalue())
    (record,) = read_records(path, SentenceSplitter())
    assert isinstance(record, Record)
    document = record.parse()
    return [block.span.of(document.text) for block in document.blocks[1:]]


@pytest.mark.parametrize("breaking", ["<w:br/>", '<w:br w:type="textWrapping"/>', "<w:cr/>"])
def test_a_line_break_parts_units(breaking: str, tmp_path: Path) -> None:
    assert texts(tmp_path, breaking) == ["Blue toes: do not warm", "Old toes: warm gently"]


def test_a_page_break_parts_no_units(tmp_path: Path) -> None:
    assert len(texts(tmp_path, '<w:br w:type="page"/>')) == 1
