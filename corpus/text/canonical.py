"""Bytes to text, and text to its canonical form: the cleaning that happens once, before offsets exist."""

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls that are not white space, the soft hyphen, the byte order mark; overrides, which show letters in another
# order than they are stored in; tags, which are letters that nobody sees.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u202d\u202e\ufeff\U000e0000-\U000e007f]")
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class DecodeError(ValueError):
    """Bytes that are not text in a supported encoding; the message names the byte and the remedy."""


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, or of UTF-16 or UTF-32 bytes that begin with a byte order mark.

    Raises `DecodeError` with the offset of the first bad byte: no other encoding is guessed.
    """
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise DecodeError(f"byte {offset} is not {encoding.upper()}: convert the file to UTF-8") from error


def lines(text: str) -> list[str]:
    """The lines of a text: CRLF, CR, U+0085, U+2028 and their like end a line as a newline does."""
    return _LINE_END.sub("\n", text).split("\n")


def clean(text: str) -> str:
    """One piece of text (a paragraph, a title) in canonical form, on one line; empty if nothing is left.

    NFC; every run of white space is one space, none at the ends; controls, NUL, U+FEFF, the soft hyphen,
    bidirectional overrides and tag characters are dropped; a lone surrogate becomes U+FFFD. Joiners (ZWJ, ZWNJ)
    and other bidirectional marks are kept, because they change what the text says.
    `clean(clean(text)) == clean(text)`.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _DROPPED.sub("", _SURROGATE.sub("\ufffd", text)))
    elif not text.isprintable():
        text = _DROPPED.sub("", text)
    return _SPACE.sub(" ", text).strip()


def is_visible(text: str) -> bool:
    """Whether the text has a character that is more than white space, a control or a format mark."""
    return any(unicodedata.category(character) not in _INVISIBLE for character in text)
