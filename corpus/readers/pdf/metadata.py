"""The metadata of a PDF: from its document information, its XMP data, and the text of its first pages."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Kind, Metadata
from corpus.readers.pdf.layout import CONTENTS, BodyStyle
from corpus.readers.pdf.page import Line, PdfFile
from corpus.readers.shared import default_title, slug
from corpus.text import clean, is_visible

FIRST_PAGES = 4
MIN_LETTERS = 3
LONGEST_TITLE = 300
LARGE_TITLE = 1.3  # of the size of the running text
MAX_XMP = 200_000
_JUNK = re.compile(
    r"(?:untitled|no title|title|document|dokument|presentation|powerpoint.*|microsoft word.*|slide \d+|"
    r"layout \d+|\(?anonymous\)?|unspecified|[\W\d_]*|\S{30,}|doi:.*|10\.\d{4,}/\S+|"
    r".*\.(?:docx?|pdf|indd|pptx?|odt|tex|dvi|qxp|rtf|xlsx?|p65))",
    re.IGNORECASE,
)
_XMP_TITLE = re.compile(rb"<dc:title>.{0,200}?<rdf:li[^>]*>([^<]{1,600})</rdf:li>", re.DOTALL)
_XMP_DOI = re.compile(rb"<(prism:doi|pdfx:doi|crossmark:DOI)>\s*(10\.\d{4,9}/[^<\s]{1,200})\s*<")
_DOI = re.compile(r"(?:doi\.org/|\bdoi:?\s*)(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][-\s]?)?\d{1,5}[-\s]?\d{1,7}[-\s]?\d{1,7}[-\s]?[\dX])\b")
_COPYRIGHT = re.compile(
    r"©\s*(?:(?P<year1>(?:19|20)\d\d)[,\s]+)?(?P<holder>[^\W\d_][^\d©.;()]{2,80}?)(?:[,\s]+(?P<year2>(?:19|20)\d\d))?\s*\Z"
)
_LICENCE = re.compile(r"\b(CC[ -]BY(?:-(?:NC|ND|SA))*(?:\s\d\.\d)?(?:\sIGO)?|CC0(?:\s1\.0)?)\b")
_SCRIPTS = {
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ur": "ARABIC",
    "he": "HEBREW",
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "bg": "CYRILLIC",
    "el": "GREEK",
    "zh": "CJK",
    "ja": "CJK",
    "ko": "HANGUL",
    "hi": "DEVANAGARI",
    "th": "THAI",
}


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """The metadata of a PDF, and the lines of its title on the first page."""

    metadata: Metadata
    title_lines: tuple[Line, ...]


def read_metadata(
    pdf: PdfFile, data: bytes, pages: Sequence[Sequence[Line]], *, id_: str, stem: str
) -> PdfMetadata:
    """The metadata of a PDF; fields that it does not state stay None.

    The title is that of the document information or XMP unless it is a file name or a placeholder, else the
    largest text on the first page with text, else the file's name. Year and publisher come from a copyright line;
    DOI, ISBN and licence from the text of the first pages. The kind is a guideline if the title says so.
    """
    body = BodyStyle.of(line for page in pages for line in page)
    declared = _declared_title(pdf, data)
    printed = _printed_title(pages, body)
    largest = clean(" ".join(line.text for line in printed))
    title = declared or largest or default_title(stem)
    if slug(largest) not in slug(title):
        printed = []
    lines = [line.text for page in pages[:FIRST_PAGES] for line in page]
    text = "\n".join(lines)
    holder, year = _copyright(lines)
    doi = _XMP_DOI.search(data[:MAX_XMP]) or _XMP_DOI.search(data[-MAX_XMP:])
    printed_doi = _DOI.search("\n".join(line.text for page in pages[:1] for line in page))
    isbn, licence = _ISBN.search(text), _LICENCE.search(text)
    author = clean(pdf.entry("Author"))
    extra = {"isbn": isbn[1]} if isbn else {}
    metadata = Metadata(
        id=id_,
        title=title[:LONGEST_TITLE],
        kind=Kind.GUIDELINE if re.search(r"\bguidelines?\b", title, re.IGNORECASE) else Kind.OTHER,
        publisher=holder,
        authors=tuple(name for name in map(clean, re.split(r";|, and | and ", author)) if is_visible(name)),
        year=year,
        doi=doi[2].decode(errors="replace") if doi else printed_doi[1].rstrip(".,;)]") if printed_doi else None,
        licence=licence[1] if licence else None,
        language=_language(pdf.language, text),
        extra=extra,
    )
    return PdfMetadata(metadata, tuple(printed))


def _declared_title(pdf: PdfFile, data: bytes) -> str:
    xmp = _XMP_TITLE.search(data)
    for found in (pdf.entry("Title"), html.unescape(xmp[1].decode(errors="replace")) if xmp else ""):
        title = clean(found)
        if is_visible(title) and not _JUNK.fullmatch(title) and "\ufffd" not in title and " " in title:
            return title
    return ""


def _printed_title(pages: Sequence[Sequence[Line]], body: BodyStyle) -> list[Line]:
    """The consecutive lines in the largest size on the first page with text; empty if that size is small."""
    page = next((page for page in pages[:2] if any(line.text for line in page)), ())
    readable = [line for line in page if sum(map(str.isalpha, line.text)) >= MIN_LETTERS]
    if not readable:
        return []
    size = max(line.size for line in readable)
    if size < LARGE_TITLE * body.size:
        return []
    found: list[Line] = []
    for line in readable:
        if abs(line.size - size) > 0.1 * size:
            if found:
                break
            continue
        if found and line.y - found[-1].y > 2.2 * size:
            break
        found.append(line)
    whole = " ".join(line.text for line in found)
    return [] if len(whole) > LONGEST_TITLE or CONTENTS.fullmatch(whole) else found


def _copyright(lines: Sequence[str]) -> tuple[str | None, int | None]:
    for line in lines:
        match = _COPYRIGHT.search(line)
        if match and (match["year1"] or match["year2"]):
            return clean(match["holder"]).rstrip(" ,"), int(match["year2"] or match["year1"])
    return None, None


def _language(declared: str, text: str) -> str | None:
    """The declared language, or None if the text is not in that language's script."""
    code = declared.strip()
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", code):
        return None
    script = _SCRIPTS.get(code[:2].lower(), "LATIN")
    letters = [character for character in text[:4000] if character.isalpha()]
    fitting = sum(script in unicodedata.name(character, "") for character in letters)
    return code if letters and fitting > 0.5 * len(letters) else None
