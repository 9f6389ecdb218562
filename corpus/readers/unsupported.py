"""File formats that are recognised but not supported, each with what to do instead."""

import re

from corpus.readers.docx import is_docx
from corpus.readers.html import is_html
from corpus.readers.jats import is_jats
from corpus.readers.pdf import is_pdf

_SIGNATURES = (
    (
        b"PK\x03\x04",
        "ODT, EPUB and ZIP archives are not read: export the document as DOCX, Markdown or plain text",
    ),
    (b"PK\x05\x06", "the ZIP archive is empty: supply the document itself"),
    (b"\xd0\xcf\x11\xe0", "Word and Excel files are not read: export the document as Markdown or plain text"),
    (b"{\\rtf", "RTF is not read: export the document as Markdown or plain text"),
    (b"%!PS", "PostScript is not read: convert it to text or Markdown"),
    (b"\x89PNG", "images are not read: supply the text"),
    (b"\xff\xd8\xff", "images are not read: supply the text"),
    (b"GIF8", "images are not read: supply the text"),
    (b"II*\x00", "images are not read: supply the text"),
    (b"MM\x00*", "images are not read: supply the text"),
    (b"RIFF", "images, sound and video are not read: supply the text"),
    (b"BZh", "bzip2 is not read: decompress the file, or compress it with gzip"),
    (b"\xfd7zXZ", "xz is not read: decompress the file, or compress it with gzip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard is not read: decompress the file, or compress it with gzip"),
    (b"7z\xbc\xaf", "7-Zip archives are not read: unpack the archive"),
    (b"SQLite format 3", "databases are not read: export the documents as JSON Lines"),
    (b"\x7fELF", "programs are not read: supply a document"),
    (b"\x1f\x8b", "a gzip file within a gzip file is not read: decompress it once"),
)
_TAR = slice(257, 262)
_XML = re.compile(rb"\s*<(?:\?xml|!doctype)\b", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TABLE_SUFFIXES = (".csv", ".tsv")


def unsupported_reason(head: bytes, name: str) -> str | None:
    """Why a file that begins with these bytes is not supported, or None if a reader should try it."""
    if is_pdf(head) or is_docx(head, name):
        return None
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            return reason
    if head[_TAR] == b"ustar":
        return "tar archives are not read: unpack the archive"
    return _markup(head.removeprefix(_MARKS[0]), name.lower()) or _values(head, name.lower())


def _markup(head: bytes, name: str) -> str | None:
    if _XML.match(head) and not is_html(head, name) and not is_jats(head):
        return "XML other than JATS is not read: convert it to Markdown or plain text"
    return None


def _values(head: bytes, name: str) -> str | None:
    if b"\0" in head and not head.startswith(_MARKS):
        return "binary data, not text: supply the text in UTF-8"
    if name.endswith(_TABLE_SUFFIXES):
        return "tables of values are not read: write the statements as text, or one document a line as JSON Lines"
    return None
