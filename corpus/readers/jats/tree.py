"""An article's XML as a tree: what is recognised, and how it is parsed without trusting it."""

import re
from typing import Any

from lxml import etree

from corpus.readers.base import SourceError

Element = etree._Element
Run = list[str | Element]  # text and inline elements, in reading order

_SUBSET_END = re.compile(rb"\]\s*>")
_ENTITIES = "declares entities of its own (<!ENTITY ...>), which are never expanded: replace them by their text"
_PROLOG_BYTES = 1 << 16
XLINK = "{http://www.w3.org/1999/xlink}href"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class XmlError(SourceError):
    """XML that cannot or must not be read; the message says what to do."""


def parse_article(raw: bytes) -> Element:
    """The `article` element, all names without their namespaces.

    No network, no DTD, no entity but the predefined ones and the named characters of HTML; at most 255 elements
    deep and 10 million characters a text. Raises `XmlError` for what goes beyond or is not well-formed.
    """
    if _declares_entities(raw):
        raise XmlError(_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"is not well-formed XML ({error}): fetch the file again") from error
    internal: Any = root.getroottree().docinfo.internalDTD  # the stubs know none of its methods
    if internal is not None and internal.entities():
        raise XmlError(_ENTITIES)
    for element in root.iter(etree.Element):
        element.tag = _local(str(element.tag))
    return root


def _declares_entities(raw: bytes) -> bool:
    """Whether the document type says so, before anything is parsed."""
    prolog = raw[:_PROLOG_BYTES].replace(b"\0", b"")  # UTF-16 and UTF-32, with their zeros gone, are ASCII here
    _, opened, subset = prolog.partition(b"<!DOCTYPE")
    end = _SUBSET_END.search(subset)
    return bool(opened) and b"<!ENTITY" in subset[: end.start() if end else 0]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
