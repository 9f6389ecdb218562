"""Decoding of bytes and the canonical form of text: cleaning runs once, before any offset is computed."""

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose byte order mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters that are not white space, the soft hyphen, the byte order mark, and spaces without
# width, which only allow or forbid a line break; bidirectional overrides, which display letters in an order other
# than the stored one; and tag characters, which are invisible letters.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\u202d\u202e\ufeff\U000e0000-\U000e007f]"
)
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class DecodeError(ValueError):
    """The bytes are not text in a supported encoding; the message gives the byte offset and the remedy."""


def decode(data: bytes) -> str:
    """Decodes UTF-8, or UTF-16 or UTF-32 with a byte order mark.

    Raises `DecodeError` with the offset of the first invalid byte; no other encoding is guessed.
    """
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise DecodeError(f"byte {offset} is not {encoding.upper()}: convert the file to UTF-8") from error


def lines(text: str) -> list[str]:
    """The lines of a text; CRLF, CR, U+0085, U+2028 and similar characters end a line as a newline does."""
    return _LINE_END.sub("\n", text).split("\n")


def clean(text: str) -> str:
    """The canonical form of one piece of text, such as a paragraph or a title; it may be empty.

    The result is in NFC and on one line: each run of white space becomes one space, and the ends are stripped.
    Control characters, U+FEFF, U+200B, U+2060, the soft hyphen, bidirectional overrides and tag characters are
    removed; a lone surrogate becomes U+FFFD. Joiners (ZWJ, ZWNJ) and other bidirectional marks are kept, because
    they affect meaning. The function is idempotent.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _DROPPED.sub("", _SURROGATE.sub("\ufffd", text)))
    elif not text.isprintable():
        text = _DROPPED.sub("", text)
    return _SPACE.sub(" ", text).strip()


def is_visible(text: str) -> bool:
    """Whether the text has a character other than white space, control and format characters."""
    return any(unicodedata.category(character) not in _INVISIBLE for character in text)
