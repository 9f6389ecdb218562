"""The inline content of a Markdown block as text: without markup, but with superscripts and subscripts."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from corpus.text import LINE_BREAK

_SUPERSCRIPT = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_TAG = re.compile(r"<(/?)(\w+)")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_RAISED = re.compile(r"(?<=\S)\^([\d,+\u2212-]{1,12})\^")
_LOWERED = re.compile(r"(?<=\w)~(\d{1,3})~")
_BREAKS = {"softbreak": "\n", "hardbreak": LINE_BREAK}
_STYLES = {"strong_open": "strong", "em_open": "em"}


class StyledRun(NamedTuple):
    """A piece of text in one style (`strong`, `em` or none); `href` is set for the text of a link."""

    text: str
    style: str = ""
    href: str = ""


def runs(children: Sequence[Token]) -> Iterator[StyledRun]:
    """The text of inline tokens as styled runs, without HTML tags; digits in `<sup>` and `<sub>` are converted.

    A link whose text is a number, `[1](...)`, becomes `[1]`, because it is a citation marker.
    """
    style, href = "", ""
    table: dict[int, int] = {}
    for token in children:
        if token.type in _STYLES:
            style = _STYLES[token.type]
        elif token.type in ("strong_close", "em_close"):
            style = ""
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            href = ""
        elif token.type == "html_inline":
            table = _script(token.content, table)
            yield StyledRun(LINE_BREAK if token.content.lower().startswith("<br") else "", style)
        elif token.type == "image":
            yield StyledRun(token.content, style)
        else:
            text = _BREAKS.get(token.type) or _scripted(token.content).translate(table)
            yield StyledRun(f"[{text}]" if href and re.fullmatch(r"\d{1,3}", text) else text, style, href)


def strip_html(block: str) -> str:
    """The text of a block of HTML, without comments, scripts and style sheets; tags become spaces."""
    return html.unescape(_ANY_TAG.sub(" ", _HIDDEN.sub(" ", block)))


def _scripted(text: str) -> str:
    """The text with `^2^` and `~2~`, as Pandoc writes superscripts and subscripts, as such characters."""
    text = _RAISED.sub(lambda match: match[1].translate(_SUPERSCRIPT), text)
    return _LOWERED.sub(lambda match: match[1].translate(_SUBSCRIPT), text)


def _script(tag: str, table: dict[int, int]) -> dict[int, int]:
    match = _TAG.match(tag)
    if match is None or match[2].lower() not in ("sup", "sub"):
        return table
    if match[1]:
        return {}
    return _SUPERSCRIPT if match[2].lower() == "sup" else _SUBSCRIPT
