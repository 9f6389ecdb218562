"""The nodes of a parsed tree, XML or HTML: their texts and elements in reading order."""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_element(node: "_Element") -> bool:
    """Whether it is an element and not an entity."""
    return isinstance(node.tag, str)


def content(element: "_Element") -> "Iterator[str | _Element]":
    """The texts and elements in an element, in reading order; the named characters of HTML as text."""
    if element.text:
        yield element.text
    for child in element:
        if is_element(child):
            yield child
        else:  # comments and instructions are gone, entities are left
            yield html.unescape(str(child.text))
        if child.tail:
            yield child.tail


def text_of(element: "_Element | None") -> str:
    """All the text in an element, cleaned; empty where there is no element."""
    return clean(raw_text(element)) if element is not None else ""


def raw_text(element: "_Element") -> str:
    """All the text in an element as it is written."""
    return "".join(part if isinstance(part, str) else raw_text(part) for part in content(element))
