"""Access to the nodes of an XML or HTML tree: their texts and elements in reading order."""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_element(node: "_Element") -> bool:
    """Whether a node is an element rather than an entity reference."""
    return isinstance(node.tag, str)


def content(element: "_Element") -> "Iterator[str | _Element]":
    """The texts and child elements of an element, in reading order; HTML's named characters become text."""
    if element.text:
        yield element.text
    for child in element:
        if is_element(child):
            yield child
        else:  # an entity reference; comments and processing instructions were removed by the parser
            yield html.unescape(str(child.text))
        if child.tail:
            yield child.tail


def text_of(element: "_Element | None") -> str:
    """The cleaned text of an element with all its descendants; empty if there is no element."""
    return clean(raw_text(element)) if element is not None else ""


def raw_text(element: "_Element") -> str:
    """The uncleaned text of an element with all its descendants."""
    return "".join(part if isinstance(part, str) else raw_text(part) for part in content(element))
