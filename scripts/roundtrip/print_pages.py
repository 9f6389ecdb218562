"""Typesets an article's HTML as a journal does: one or two columns, justified, hyphenated, running heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lxml import html
from lxml.html import HtmlElement
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    paragraph,
)
from reportlab.platypus.flowables import HRFlowable

from jats_markup import Element, Markup, plain
from print_tables import typeset
from print_text import LIGATURES, Shown, borrowed, inline, ligated, loosened, syllables

WIDTH, HEIGHT = A4
MARGIN, TOP, BOTTOM, GUTTER = 54.0, 62.0, 58.0, 18.0
MOST_COLUMNS = 4  # of a table within a text column; a wider table gets a page of its own
_FACES = ("Regular", "Bold", "Italic", "BoldItalic")
_FONTS = (
    ("/usr/share/fonts/truetype/liberation", [f"LiberationSerif-{face}.ttf" for face in _FACES]),
    (
        "/usr/share/fonts/truetype/dejavu",
        [f"DejaVuSerif{face}.ttf" for face in ("", "-Bold", "-Italic", "-BoldItalic")],
    ),
    ("", ["Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf"]),  # part of ReportLab; has no Greek letters
)
_FAMILY, _SYMBOLS = "Journal", "Symbols"
_SYMBOL_FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "Vera.ttf")

Flowables = list[Any]


def font() -> str:
    """Registers the first font family that is installed, and returns the file name of its upright face."""
    folder, files = next(
        (folder, files)
        for folder, files in _FONTS
        if not folder or all((Path(folder) / file).is_file() for file in files)
    )
    names = [_FAMILY, f"{_FAMILY}-Bold", f"{_FAMILY}-Italic", f"{_FAMILY}-BoldItalic"]
    for name, file in zip(names, files, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(Path(folder) / file)))
    pdfmetrics.registerFontFamily(_FAMILY, *names)
    symbols = next(file for file in _SYMBOL_FONTS if Path(file).is_file() or not Path(file).is_absolute())
    pdfmetrics.registerFont(TTFont(_SYMBOLS, symbols))
    return files[0]


def printed(article: Element, *, columns: int) -> bytes:
    """The article as a PDF with one or two columns per page."""
    press = _Press(article, columns)
    with patch.object(paragraph, "_shyUnsplit", _rejoined):
        return press.run()


_STRIPPED = paragraph._shyUnsplit


def _rejoined(head: str, tail: str | None = None) -> str:
    """Joins a broken word. ReportLab's own function also removes the hyphen of `second-line`."""
    return head + tail if tail and head.endswith("-") else str(_STRIPPED(head, tail))


@dataclass
class _Styles:
    """The paragraph styles of a journal with a given font size."""

    size: float

    def style(self, name: str, size: float = 1.0, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - ReportLab's
        """A style of justified and hyphenated text, `size` times as large as the body text."""
        points = self.size * size
        given = {"fontName": _FAMILY, "fontSize": points, "leading": points * 1.22, "alignment": TA_JUSTIFY}
        return ParagraphStyle(
            name, **given, hyphenationLang=syllables, embeddedHyphenation=1, uriWasteReduce=0.2, **more
        )

    @property
    def body(self) -> ParagraphStyle:
        """The style of body text."""
        return self.style("body", spaceAfter=self.size * 0.5)

    @property
    def cell(self) -> ParagraphStyle:
        """The style of a table cell."""
        style = self.style("cell", 0.8)
        style.alignment, style.hyphenationLang = TA_LEFT, None
        return style

    def heading(self, level: int) -> ParagraphStyle:
        """The style of a heading; level 1 is the title."""
        size = {1: 1.9, 2: 1.35, 3: 1.15}.get(level, 1.0)
        bold = f"{_FAMILY}-Bold" if level < 4 else f"{_FAMILY}-BoldItalic"  # noqa: PLR2004 - headings of level 4 on are slanted
        style = self.style(f"h{level}", size, spaceBefore=self.size, spaceAfter=self.size * 0.4, keepWithNext=1)
        style.fontName, style.alignment, style.hyphenationLang = bold, TA_LEFT, None
        return style


def _setter() -> Shown:
    """A function that inserts the font's ligatures, and sets missing characters in the symbol font."""
    known = pdfmetrics.getFont(_FAMILY).face.charToGlyph
    symbols = pdfmetrics.getFont(_SYMBOLS).face.charToGlyph
    ligatures = {letters: sign for letters, sign in LIGATURES.items() if ord(sign) in known}

    def missing(character: str) -> bool:
        return ord(character) not in known and ord(character) in symbols

    return lambda text: borrowed(ligated(text, ligatures), missing, _SYMBOLS)


class _Press:
    def __init__(self, article: Element, columns: int) -> None:
        markup = Markup(article)
        self._title = html.fragment_fromstring(f"<h1>{markup.title}</h1>")
        self._tree = html.fragment_fromstring("\n".join(markup.text()), create_parent="article")
        names = article.iterfind("front/article-meta/contrib-group/contrib/name")
        self._authors = ", ".join(f"{plain(n.find('given-names'))} {plain(n.find('surname'))}" for n in names)
        self._journal = plain(article.find("front/journal-meta//journal-title")) or "A Journal of Medicine"
        self._doi = plain(article.find("front/article-meta/article-id[@pub-id-type='doi']"))
        self._columns = columns
        self._styles = _Styles(10.0 if columns == 1 else 9.0)
        self._shown = _setter()
        self._late: Flowables = []

    def run(self) -> bytes:
        buffer = BytesIO()
        document = BaseDocTemplate(buffer, pagesize=A4, title=self._title.text_content(), author=self._authors)
        opening = [
            Paragraph(inline(self._title, self._shown), self._styles.heading(1)),
            Paragraph(self._shown(escape(self._authors)), self._styles.style("authors", 0.95, spaceAfter=6)),
            HRFlowable(width="100%", color=colors.grey),
        ]
        document.addPageTemplates(self._templates(opening))
        story: Flowables = [*opening, NextPageTemplate("columns")]
        story += [FrameBreak()] if self._columns > 1 else []
        for part in self._tree:
            story += self._part(part)
        if self._late:
            story += [NextPageTemplate("wide"), PageBreak(), *self._late]
        document.build(story)
        return buffer.getvalue()

    def _templates(self, opening: Flowables) -> list[PageTemplate]:
        wide = partial(Frame, MARGIN, width=WIDTH - 2 * MARGIN, leftPadding=0, rightPadding=0)
        full = HEIGHT - TOP - BOTTOM
        if self._columns == 1:
            frames = {"first": [wide(BOTTOM, height=full)], "columns": [wide(BOTTOM, height=full)]}
        else:
            above = sum(part.wrap(WIDTH - 2 * MARGIN, full)[1] + part.getSpaceAfter() for part in opening) + 40
            head = wide(BOTTOM + full - above, height=above)
            frames = {"first": [head, *self._side_by_side(full - above)], "columns": self._side_by_side(full)}
        frames["wide"] = [wide(BOTTOM, height=full)]
        return [PageTemplate(name, frames=made, onPage=self._furnish) for name, made in frames.items()]

    def _side_by_side(self, height: float) -> list[Frame]:
        return [
            Frame(x, BOTTOM, self._measure, height, leftPadding=0, rightPadding=0)
            for x in (MARGIN, MARGIN + self._measure + GUTTER)
        ]

    @property
    def _measure(self) -> float:
        """The width of a column."""
        return float(WIDTH - 2 * MARGIN - GUTTER * (self._columns - 1)) / self._columns

    def _furnish(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draws the running head and foot of a page; the first page has no head."""
        canvas.setFont(_FAMILY, 8)
        page = document.page
        if page > 1:
            left = page % 2 == 0
            head = self._title.text_content()[:60] if left else self._journal
            draw = canvas.drawString if left else canvas.drawRightString
            draw(MARGIN if left else WIDTH - MARGIN, HEIGHT - TOP + 16, head)
        canvas.drawString(MARGIN, BOTTOM - 26, f"{self._journal} | doi:{self._doi}")
        canvas.drawRightString(WIDTH - MARGIN, BOTTOM - 26, str(page))

    def _part(self, part: HtmlElement) -> Iterator[Any]:
        tag = str(part.tag)
        if tag in ("section", "div", "blockquote"):
            for child in part:
                yield from self._part(child)
        elif tag in ("h2", "h3", "h4", "h5", "h6"):
            yield Paragraph(inline(part, self._shown), self._styles.heading(int(tag[1])))
        elif tag == "p":
            small = {"size": 0.85} if part.get("class") == "table-note" else {}
            style = self._styles.style("note", **small, spaceAfter=3) if small else self._styles.body
            yield Paragraph(inline(part, self._shown), style)
        elif tag in ("ul", "ol"):
            yield from self._list(part)
        elif tag == "figure":
            yield from self._figure(part)

    def _list(self, listed: HtmlElement) -> Iterator[Any]:
        is_of_references = listed.get("class") == "references"
        size = 0.85 if is_of_references else 1.0
        indent = self._styles.size * (2.2 if is_of_references else 1.6)
        style = self._styles.style("item", size, leftIndent=indent, spaceAfter=2, bulletFontName=_FAMILY)
        style.bulletFontSize = style.fontSize
        style.alignment = TA_LEFT if is_of_references else TA_JUSTIFY
        for number, item in enumerate(listed, start=1):
            sign = f"{number}." if listed.tag == "ol" else "\u2022"
            text = inline(item, self._shown)
            yield Paragraph(loosened(text) if is_of_references else text, style, bulletText=sign)
            for inner in item.iterchildren("ul", "ol"):
                yield from self._list(inner)

    def _figure(self, figure: HtmlElement) -> Iterator[Any]:
        caption = [
            Paragraph(inline(part, self._shown), self._styles.style("caption", 0.88, spaceAfter=4))
            for part in figure.iterchildren("figcaption")
        ]
        notes = [part for note in figure.iterchildren("p") for part in self._part(note)]
        tables = list(figure.iterchildren("table"))
        if not tables:
            yield KeepTogether(
                [Image(_picture(), self._measure, self._measure * 0.4), *caption, *notes, Spacer(1, 6)]
            )
        for table in tables:
            columns = max((len(row) for row in table.iter("tr")), default=0)
            is_wide = self._columns > 1 and columns > MOST_COLUMNS
            width = WIDTH - 2 * MARGIN if is_wide else self._measure
            whole = [
                *caption,
                typeset(table, width, self._styles.cell, self._shown),
                Spacer(1, 3),
                *notes,
                Spacer(1, 8),
            ]
            if is_wide:
                self._late += whole
            else:
                yield from whole


def _picture() -> BytesIO:
    """A grey image in place of a figure."""
    from PIL import Image as Picture

    buffer = BytesIO()
    Picture.new("L", (50, 20), 200).save(buffer, "PNG")
    buffer.seek(0)
    return buffer
