"""Safe parsing of an article's XML into an element tree."""

import re
from typing import Any

from lxml import etree

from corpus.readers.base import SourceError

Element = etree._Element
Content = list[str | Element]  # text and inline elements, in reading order

_SUBSET_END = re.compile(rb"\]\s*>")
_ENTITIES = "the file defines entities (<!ENTITY ...>), which are never expanded: replace them by their text"
_PROLOG_BYTES = 1 << 16
XLINK = "{http://www.w3.org/1999/xlink}href"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class XmlError(SourceError):
    """The XML is malformed or unsafe; the message names the remedy."""


def parse_article(raw: bytes) -> Element:
    """The root element, with all element names without their namespaces.

    The parser uses no network and no DTD, and no entities except the predefined ones and HTML's named characters.
    Raises `XmlError` for malformed XML, for elements nested more than 255 deep, and for texts of more than 10
    million characters.
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
        raise XmlError(f"the file is not well-formed XML ({error}): download it again") from error
    internal: Any = root.getroottree().docinfo.internalDTD  # the type stubs lack its methods
    if internal is not None and internal.entities():
        raise XmlError(_ENTITIES)
    for element in root.iter(etree.Element):
        element.tag = _local(str(element.tag))
    return root


def _declares_entities(raw: bytes) -> bool:
    """Whether the document type declares entities; checked before anything is parsed."""
    prolog = raw[:_PROLOG_BYTES].replace(b"\0", b"")  # without zero bytes, UTF-16 and UTF-32 are ASCII here
    _, opened, subset = prolog.partition(b"<!DOCTYPE")
    end = _SUBSET_END.search(subset)
    return bool(opened) and b"<!ENTITY" in subset[: end.start() if end else 0]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
