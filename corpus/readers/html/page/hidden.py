"""Removal of invisible content from a page before it is read, so that hidden text cannot be quoted."""

import re
from typing import TYPE_CHECKING

from corpus.readers.html.page.tree import drop, names_of, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MACHINE = frozenset(("head", "link", "meta", "noscript", "script", "style", "template", "title"))
NO_TEXT = frozenset(
    """
    area audio base button canvas datalist dialog embed frame frameset iframe input map meter noembed
    noframes object picture progress rp rt select source svg textarea track video
    """.split()  # noqa: SIM905 - a list of words reads as words
)
STRUCK = frozenset(("del", "s", "strike"))
_FOR_SCREEN_READERS = frozenset(
    """
    sr-only visually-hidden visuallyhidden screen-reader-text screenreader usa-sr-only offscreen
    govuk-visually-hidden nhsuk-u-visually-hidden mw-empty-elt element-invisible
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_LONGEST_VALUE = 100
_NOTHING = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:[a-z]{1,4}|%)?")
_FAR = re.compile(r"-\s*\d{3,}(?:\.\d+)?(?:px|em|rem|pt|vw|vh|%)|-\s*\d{2,}(?:\.\d+)?(?:em|rem|cm|in)")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px|auto)[^)]*\)|inset\(\s*(?:50|100)%[^)]*\)|circle\(\s*0[^)]*\)")
_TINY = re.compile(r"(?:0+(?:\.0*)?|\.0+|1px)(?:px|r?em|pt|%)?")
_COLOURS = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "#fff": "#ffffff", "#000": "#000000"}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")


def drop_machine_parts(root: "_Element") -> None:
    """Removes elements that are never text: scripts, style sheets, templates and the head."""
    for element in [element for element in root.iter() if tag_of(element) in MACHINE]:
        drop(element)


def drop_invisible(root: "_Element") -> None:
    """Removes invisible elements, struck text and form controls.

    Recognises `hidden` (except `until-found`), `aria-hidden`, class names of screen-reader text, and these values
    of `style`: no display, visibility, opacity or size, the colour of the background, a position off the screen, a
    clipped box. Style sheets are not evaluated. A visible element inside an invisible one is removed with it.
    """
    for element in [element for element in root.iter() if is_invisible(element)]:
        drop(element)


def is_invisible(element: "_Element") -> bool:
    """Whether an element itself is invisible, regardless of the elements around it."""
    tag = tag_of(element)
    if tag == "img":
        return "math" not in names_of(element)  # an image of a formula is kept, to become a placeholder
    if tag in NO_TEXT or tag in STRUCK:
        return not (tag == "dialog" and element.get("open") is not None)
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    if not _FOR_SCREEN_READERS.isdisjoint(element.get("class", "").lower().split()):
        return True
    return _is_unseen(element)


def _is_unseen(element: "_Element") -> bool:
    """Whether the element's own colours or style make its text invisible."""
    style = _style(element)
    stated = element.get("color") if tag_of(element) == "font" else None
    colour = _colour(style.get("color") or stated or "")
    if colour and (colour == "transparent" or colour == _background(element)):
        return True
    return bool(style) and (_has_no_size(style) or _is_off_screen(style))


def _style(element: "_Element") -> dict[str, str]:
    declarations = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {
        name.strip(): value[:_LONGEST_VALUE].replace("!important", "").strip() for name, _, value in declarations
    }


def _has_no_size(style: dict[str, str]) -> bool:
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if any(_NOTHING.fullmatch(style.get(name, "full")) for name in ("font-size", "opacity")):
        return True
    if re.match(r"0(?:\.0+)?(?:px|em|rem|pt|%)?(?:/\S+)?\s", style.get("font", "")):
        return True
    sizes = [style.get(name, "full") for name in ("height", "width", "max-height", "max-width")]
    is_cut = style.get("overflow", style.get("overflow-x", "")) in ("hidden", "clip")
    return is_cut and any(_TINY.fullmatch(size) for size in sizes)


def _is_off_screen(style: dict[str, str]) -> bool:
    if _FAR.match(style.get("text-indent", "")) or re.search(
        r"scale[xy]?\(\s*0\s*[,)]", style.get("transform", "")
    ):
        return True
    if any(_CLIPPED.search(style.get(name, "")) for name in ("clip", "clip-path")):
        return True
    sides = [
        *(style.get(side, "") for side in ("left", "top", "right", "bottom")),
        *style.get("margin", "").split(),
    ]
    sides += [style.get(f"margin-{side}", "") for side in ("left", "top")]
    return any(_FAR.match(side) for side in sides) or "translate(-9999" in style.get("transform", "")


def _background(element: "_Element") -> str:
    """The background colour of the element, or of the nearest ancestor that declares one."""
    for around in (element, *element.iterancestors()):
        style = _style(around)
        stated = style.get("background-color") or style.get("background", "").split(" ")[0]
        colour = _colour(stated or (around.get("bgcolor") or ""))
        if colour and colour != "transparent":
            return colour
    return "#ffffff"


def _colour(written: str) -> str:
    """A colour in normalised notation; empty if none is declared."""
    written = written[:_LONGEST_VALUE].strip().lower()
    rgb = _RGB.fullmatch(written)
    if rgb:
        return (
            "transparent"
            if rgb[4] in ("0", "0%", "0.0")
            else "#" + "".join(f"{int(part):02x}" for part in rgb.groups()[:3])
        )
    if re.fullmatch(r"#[0-9a-f]{3}", written):
        return "#" + "".join(digit * 2 for digit in written[1:])
    return "" if written in ("inherit", "initial", "unset", "none") else _COLOURS.get(written, written)
