"""Paragraph styles: whether a paragraph is a heading, a list item, a caption or the title."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)")
_NESTED = re.compile(r"list (?:bullet |number )?([2-9])")
_LONGEST_CHAIN = 12
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class ParagraphRole:
    """The role of a paragraph: heading level (1 to 9) or 0, list depth or None, and the name of its style.

    `numbering` is the id of the list that an item counts in.
    """

    heading: int = 0
    depth: int | None = None
    style: str = ""
    numbering: str = ""


class Styles:
    """The styles that a document defines, by id."""

    def __init__(self, root: "_Element | None") -> None:
        self._styles: dict[str, _Element] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = style

    def shape(self, paragraph: "_Element") -> ParagraphRole:
        """The role of a paragraph, by its own properties and those of its style and that style's base styles."""
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(value(own, "pStyle"))
        properties = [own, *(style.find(f"{W}pPr") for style in chain)]
        names = [value(style, "name").lower() for style in chain]
        named = next((int(match[1]) for name in names if (match := _HEADING.fullmatch(name))), 0)
        outline = next((stated for found in properties if (stated := value(found, "outlineLvl"))), "")
        level = int(outline) + 1 if outline.isdecimal() and int(outline) <= _DEEPEST else 0
        numbering, depth = _numbering(properties)
        if depth is not None:
            depth += next((int(match[1]) - 1 for name in names if (match := _NESTED.fullmatch(name))), 0)
        return ParagraphRole(named or level, depth, names[0] if names else "", numbering)

    def is_hidden(self, style_id: str) -> bool:
        """Whether a character style hides its text."""
        return any(is_on(style.find(f"{W}rPr"), "vanish") for style in self._chain(style_id))

    def font(self, style_id: str) -> str:
        """The font that a character style sets; empty if it sets none."""
        return next((font for style in self._chain(style_id) if (font := font_of(style.find(f"{W}rPr")))), "")

    def _chain(self, style_id: str) -> "list[_Element]":
        chain: list[_Element] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = value(chain[-1], "basedOn")
        return chain


def value(properties: "_Element | None", name: str) -> str:
    """The value of a property; empty if it is not set."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def font_of(properties: "_Element | None") -> str:
    """The font that the properties of a run set for text in the codes of Latin letters; empty if they set none."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def is_on(properties: "_Element | None", name: str) -> bool:
    """Whether a property is switched on."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "true").lower() not in ("0", "false", "off")


def _numbering(properties: "list[_Element | None]") -> tuple[str, int | None]:
    """The id and the depth of a list item's numbering, the first that is set; no depth if it is not an item."""
    for found in properties:
        numbering = found.find(f"{W}numPr") if found is not None else None
        if numbering is not None and (number := value(numbering, "numId")):
            level = value(numbering, "ilvl") or "0"
            return number, int(level) if number != "0" and level.isdecimal() else None
    return "", None
