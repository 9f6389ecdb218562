"""Decoding of a page's bytes: by byte order mark, else by the declared encoding, else as UTF-8."""

import codecs
import re

from corpus.text import DecodeError, decode

PRESCAN_BYTES = 1024
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_XML = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Labels that the standard maps to a larger encoding: https://encoding.spec.whatwg.org/#names-and-labels
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    # If the declaration is readable as ASCII bytes, the page is not UTF-16, even if it says so.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_UNSAFE = ("utf-7", "utf-32", "utf-32-le", "utf-32-be", "idna", "punycode", "unicode_escape", "raw_unicode_escape")


def decode_page(data: bytes) -> str:
    """Decodes the bytes of a page.

    Follows the HTML standard: a byte order mark, then the `<meta charset>` or XML declaration in the first 1,024
    bytes, with `iso-8859-1` read as Windows-1252 and unknown labels ignored. Where the standard would guess, UTF-8
    is used. Raises `DecodeError` with the offset of the first invalid byte, where a browser would show U+FFFD.
    """
    encoding = None if data.startswith(_MARKS) else declared_encoding(data)
    if encoding is None or encoding == "utf-8":
        return decode(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodeError(
            f"byte {error.start} is not {encoding}, the encoding that the page declares: save the page as UTF-8"
        ) from error


def declared_encoding(data: bytes) -> str | None:
    """Python's name of the encoding that the page declares, or None if it declares no known one."""
    start = _COMMENT.sub(b"", data[:PRESCAN_BYTES])
    declared = _XML.match(start.lstrip()) or _META.search(start)
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        "".encode(name)  # fails for codecs that are not text encodings, such as base64
    except LookupError:
        return None
    return None if name in _UNSAFE else _READ_AS.get(name, name)
