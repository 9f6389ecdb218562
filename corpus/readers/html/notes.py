"""The footnotes of a page that its text links to, by role, class name or sign; they are taken out of the tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.readers.html.page import BLOCKS, HEADINGS, drop, names_of, roles_of, tag_of, text_of
from corpus.readers.shared import is_sign

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 3000
_NAMES = frozenset(
    ("endnote", "endnotes", "fn", "footnote", "footnotes", "noteref", "fnref", "rearnote", "sidenote")
)
_ROLES = frozenset(("doc-endnote", "doc-endnotes", "doc-footnote", "doc-noteref"))
_BACK = frozenset(("backlink", "backref", "return"))
_HEADINGS = frozenset(("endnotes", "footnotes", "notes"))
_EPUB = "{http://www.idpf.org/2007/ops}type"
_ARROWS = re.compile(r"[\^↑↩⤴⏎\ufe0e\ufe0f\s]+|back|return to text", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNote:
    """A footnote: its sign and its element, which is no longer in the tree."""

    sign: str
    element: "_Element"


def take_notes(body: "_Element") -> Mapping["_Element", PageNote]:
    """The footnotes that links in the text lead to, by link; removes them from the tree.

    A link leads to a footnote if it or its target is named or marked as one, or if it is a sign with which its
    target begins. The target is after the link and not longer than a few sentences.
    """
    targets = _targets(body)
    order = {element: n for n, element in enumerate(body.iter())}
    found: dict[_Element, PageNote] = {}
    for link in body.iter("a"):
        target = targets.get(_fragment(link))
        note = _note_at(target) if target is not None else None
        sign = text_of(link).strip("[]() ")
        if note is None or order[note] < order[link] or not is_sign(sign) or link in note.iterdescendants():
            continue
        if _is_named(link, note) or text_of(note).lstrip("[(").startswith(sign):
            found[link] = PageNote(sign, note)
    elements = dict.fromkeys(note.element for note in found.values())
    for element in elements:
        _take(element, body)
    return found


def _targets(body: "_Element") -> "dict[str, _Element]":
    targets: dict[str, _Element] = {}
    for element in body.iter():
        for name in ("id", "name"):
            if value := element.get(name):
                targets.setdefault(value, element)
    return targets


def _fragment(link: "_Element") -> str:
    page, _, fragment = link.get("href", "").strip().partition("#")
    return unquote(fragment) if not page else ""


def _note_at(target: "_Element") -> "_Element | None":
    """The block that a link to `target` leads to, if it can be a note: a short one without headings."""
    note = next((one for one in (target, *target.iterancestors()) if tag_of(one) in BLOCKS), target)
    if tag_of(note) == "dt":
        following = note.getnext()
        note = following if following is not None and tag_of(following) == "dd" else note
    if tag_of(note) in ("body", "html", "main", "article", "section", "table") or note.find(".//h2") is not None:
        return None
    is_short = len(text_of(note)) <= _LONGEST
    return note if is_short and not any(tag_of(inner) in HEADINGS for inner in note.iter()) else None


def _is_named(link: "_Element", note: "_Element") -> bool:
    """Whether a link, or its note or what is around it, is named or marked as a footnote."""
    around = (link, note, *list(note.iterancestors())[:3])
    return any(
        not _NAMES.isdisjoint(names_of(element))
        or not _ROLES.isdisjoint(roles_of(element))
        or not _NAMES.isdisjoint((element.get(_EPUB) or element.get("epub:type") or "").split())
        for element in around
        if tag_of(element) not in ("body", "html", "main", "article")
    )


def _take(note: "_Element", body: "_Element") -> None:
    """Removes a note from the tree, and the lists and headings around it that it leaves without text."""
    label = note.getprevious()
    if tag_of(note) == "dd" and label is not None and tag_of(label) == "dt":
        drop(label)
    for link in [link for link in note.iter("a") if _leads_back(link)]:
        drop(link)
    around = note.getparent()
    _drop_with_heading(note)
    while around is not None and around is not body and tag_of(around) != "main" and _is_left(around):
        outer = around.getparent()
        _drop_with_heading(around)
        around = outer


def _drop_with_heading(element: "_Element") -> None:
    """Removes an element, and a heading of notes right before it under which nothing else is."""
    heading, following = element.getprevious(), element.getnext()
    is_last = following is None or tag_of(following) in HEADINGS
    if heading is not None and is_last and tag_of(heading) in HEADINGS and _is_left(heading):
        drop(heading)
    drop(element)


def _is_left(element: "_Element") -> bool:
    """Whether an element has no text besides a heading of notes."""
    return text_of(element).strip(" .:").casefold() in ("", *_HEADINGS)


def _leads_back(link: "_Element") -> bool:
    if not link.get("href", "").startswith("#"):
        return False
    is_named = "doc-backlink" in roles_of(link) or not _BACK.isdisjoint(names_of(link))
    text = text_of(link)
    return is_named or _ARROWS.fullmatch(text) is not None or is_sign(text.rstrip(".:"))
