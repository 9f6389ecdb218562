"""PDF files made on the spot, so that a test shows what is on the page."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Block, BlockKind, Document
from corpus.readers import Limits, ReadError, Record, Refusal, read_records
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()
WIDTH, HEIGHT = A4
LEADING = 12.0

Painter = Callable[[Canvas], None]


def made(*pages: Painter, title: str | None = "A title of its own", password: str | None = None) -> bytes:
    """The bytes of a PDF with a page for each painter."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    if title is not None:
        canvas.setTitle(title)
    for paint in pages:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(
    canvas: Canvas,
    lines: Sequence[str],
    x: float = 72,
    y: float = 100,
    *,
    size: float = 10,
    font: str = "Helvetica",
) -> None:
    """Draws lines one below the other, the first `y` points below the upper edge."""
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - y - number * LEADING, line)


def read(folder: Path, data: bytes, name: str = "sample.pdf", limits: Limits | None = None) -> Document:
    """The document of a PDF; raises `ReadError`."""
    path = folder / name
    path.write_bytes(data)
    (record,) = read_records(path, SPLITTER, limits)
    assert isinstance(record, Record)
    return record.parse()


def refusal(folder: Path, data: bytes, name: str = "sample.pdf", limits: Limits | None = None) -> str:
    """Why a PDF is refused."""
    path = folder / name
    path.write_bytes(data)
    (record,) = read_records(path, SPLITTER, limits)
    if isinstance(record, Refusal):
        return record.reason
    try:
        record.parse()
    except ReadError as error:
        return error.refusal.reason
    raise AssertionError("the PDF was read")


def sentences(document: Document) -> list[str]:
    """The text of every sentence but those of headings."""
    return [
        sentence.span.of(document.text)
        for sentence in document.sentences
        if document.blocks[sentence.block].kind is not BlockKind.HEADING
    ]


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The text of every block of a kind."""
    return [block.span.of(document.text) for block in blocks(document, kind)]


def blocks(document: Document, kind: BlockKind) -> list[Block]:
    """Every block of a kind, less the title."""
    return [block for block in document.blocks[1:] if block.kind is kind]


def references_of(document: Document, beginning: str) -> tuple[int, ...]:
    """The reference numbers of the sentence that begins so."""
    (found,) = [s for s in document.sentences if s.span.of(document.text).startswith(beginning)]
    return found.references


def page_of(document: Document, beginning: str) -> int | None:
    """The page of the sentence that begins so."""
    (found,) = [s for s in document.sentences if s.span.of(document.text).startswith(beginning)]
    return document.page_of(found.span)
