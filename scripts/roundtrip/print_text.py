"""Converts inline HTML to ReportLab markup: hyphenation, ligatures, superscripts, formulas on one line."""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from lxml.html import HtmlElement

_TAGS = {"em": ("<i>", "</i>"), "strong": ("<b>", "</b>")}
_TAGS["sup"] = ("<super rise='34%' size='66%'>", "</super>")
_TAGS["sub"] = ("<sub rise='16%' size='66%'>", "</sub>")
_PAIRS = frozenset(("ch", "ck", "gh", "ng", "ph", "qu", "sh", "th", "wh"))
_VOWELS = frozenset("aeiouy")
_SHORTEST = 7
_ENDS = 3  # letters kept together at either end of a word
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00"}

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{30,}")
_WITHIN = re.compile(r"[/._-](?=\w)|\w{24}")

Shown = Callable[[str], str]


def syllables(word: str) -> Iterator[tuple[str, str]]:
    """The places to break a word between syllables, judged by vowels; the longest beginning first."""
    low = word.lower()
    is_broken = len(word) >= _SHORTEST and word.isalpha() and word[1:].islower()  # no abbreviations
    for at in range(len(word) - _ENDS, _ENDS - 1, -1) if is_broken else ():
        opens = low[at] not in _VOWELS and low[at + 1] in _VOWELS
        if opens and low[at - 1 : at + 1] not in _PAIRS and (low[at - 1] in _VOWELS or low[at - 2] in _VOWELS):
            yield word[:at], word[at:]


def ligated(text: str, ligatures: dict[str, str]) -> str:
    """The text with the given ligatures."""
    for letters, ligature in ligatures.items():
        text = text.replace(letters, ligature)
    return text


def loosened(text: str) -> str:
    """The text with break points in long URLs: spaces of almost no width, for text that is not justified."""
    return _ADDRESS.sub(lambda address: _WITHIN.sub(r"\g<0><font size='0.1'> </font>", address[0]), text)


def borrowed(text: str, missing: Callable[[str], bool], font: str) -> str:
    """The text, with characters that its font lacks set in another font."""
    runs = ((lacks, "".join(run)) for lacks, run in groupby(text, missing))
    return "".join(f"<font name='{font}'>{run}</font>" if lacks else run for lacks, run in runs)


def inline(element: HtmlElement, shown: Shown) -> str:
    """The content of an element as ReportLab paragraph markup; `shown` prepares escaped text."""
    pieces = [_escaped(element.text, shown)]
    for child in element:
        tag = str(child.tag)
        if tag == "math":
            pieces.append(_line(child, shown))
        elif tag in _TAGS:
            opened, closed = _TAGS[tag]
            pieces.append(f"{opened}{inline(child, shown)}{closed}")
        elif tag not in ("ul", "ol", "figure", "img"):
            pieces.append(inline(child, shown))
        pieces.append(_escaped(child.tail, shown))
    return "".join(pieces)


def _escaped(text: str | None, shown: Shown) -> str:
    return shown(escape(re.sub(r"\s+", " ", text or ""), quote=False))


def _line(math: HtmlElement, shown: Shown) -> str:
    """A formula on one line, with superscripts and subscripts, and fractions with a slash."""
    parts = [_line(child, shown) for child in math if isinstance(child.tag, str)]
    match math.tag, parts:
        case (("mi" | "mn" | "mo" | "mtext"), _):
            return _escaped(math.text_content().strip(), shown)
        case "msub", [base, below]:
            return base + below.join(_TAGS["sub"])
        case "msup", [base, above]:
            return base + above.join(_TAGS["sup"])
        case "mfrac", [over, under]:
            return f"{over}/{under}"
    return "".join(parts)
