"""The element tree of a page: parsing, and helpers to query and remove elements."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ol", "ul", "menu", "dl")
BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    option p pre search section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_CONTROL_SPACE = re.compile("[\v\f\x1c-\x1f]")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class PageError(ValueError):
    """The parser cannot process a page; the message names the remedy."""


def parse_page(text: str) -> "_Element":
    """The root of a page's tree, without comments and processing instructions.

    The parser uses no network and no entities that the page defines. Raises `PageError` for elements nested more
    than 255 deep and for texts of more than 10 million characters.
    """
    from lxml import etree  # noqa: PLC0415 (only where a page is read)

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    data = text.replace("\0", "").encode(errors="replace")
    root = etree.fromstring(data or b" ", parser)  # the parser recovers from everything except empty input
    if root is None:
        raise PageError("the page has no element: save the page again")
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            reason = "its elements are nested too deep, or one of its texts is too long"
            raise PageError(f"{reason} (line {entry.line}): save the page's text as Markdown or plain text")
    return root


def tag_of(element: "_Element") -> str:
    """The element's name in lower case, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def names_of(element: "_Element") -> frozenset[str]:
    """The words in the element's class and id: `mw-cookieBanner` gives mw, cookie and banner."""
    written = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(word.lower() for word in _WORD.findall(written))


def roles_of(element: "_Element") -> frozenset[str]:
    """The element's ARIA roles."""
    return frozenset(element.get("role", "").lower().split())


def text_of(element: "_Element") -> str:
    """The cleaned text of an element with all its descendants; nested blocks are not separated."""
    return clean(raw_text(element))


def raw_text(element: "_Element") -> str:
    """The uncleaned text of an element with all its descendants."""
    return "".join(str(text) for text in element.itertext())


def drop(element: "_Element") -> None:
    """Removes an element from its tree; the text after it is kept."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = _settable((before.tail or "") + (element.tail or ""))
    elif parent is not None:
        parent.text = _settable((parent.text or "") + (element.tail or ""))
    if parent is not None:
        parent.remove(element)


def _settable(text: str) -> str:
    """The text without the characters that the parser accepts but the tree refuses to store."""
    return _NO_TEXT.sub("", _CONTROL_SPACE.sub(" ", text))


def topmost(found: "Iterator[_Element]") -> "list[_Element]":
    """The elements that are not inside another one of `found`, which must be in document order."""
    chosen: list[_Element] = []
    seen: set[_Element] = set()
    for element in found:
        if not any(above in seen for above in element.iterancestors()):
            seen.add(element)
            chosen.append(element)
    return chosen
