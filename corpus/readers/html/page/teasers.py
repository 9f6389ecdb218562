"""Parts of the main content that lead to other pages: related coverage, teasers, share bars and newsletters."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from corpus.readers.html.page.tree import HEADINGS, drop, names_of, tag_of, text_of, topmost

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CARD = 500
_FEWEST_CARDS = 2
_CARDS = ("article", "div", "li", "section", "a")
_THIRD = 3


def drop_teasers(body: "_Element") -> None:
    """Removes what leads to other pages, as far as it is at most half of the page's text.

    That is what a class name or a heading ("Related articles", "Read next") tells, if it consists mostly of links
    or has little text, and rows of cards: short elements beside each other, each with a heading that is a link.
    """
    for found in (_named(body), _headed(body), _cards(body)):
        parts = topmost(iter(found))
        if 2 * sum(len(text_of(part)) for part in parts) <= len(text_of(body)):
            for part in parts:
                drop(part)


def _named(body: "_Element") -> "list[_Element]":
    data = _data()
    words, pairs = frozenset(data["words"]), [frozenset(pair) for pair in data["names"]]

    def is_named(element: "_Element") -> bool:
        names = names_of(element)
        return bool(names & words) or any(pair <= names for pair in pairs)

    tags = ("aside", "div", "form", "li", "ol", "p", "section", "ul")
    return [element for element in body.iter(*tags) if is_named(element) and _leads_away(element)]


def _headed(body: "_Element") -> "list[_Element]":
    """The headings of such parts, with what is under them."""
    found: list[_Element] = []
    for heading in body.iter(*HEADINGS, "strong", "p"):
        if not _is_teaser_heading(text_of(heading)):
            continue
        around = _around(heading, body)
        under = [around, *_under(around)] if around is heading or tag_of(around) in HEADINGS else [around]
        if all(_leads_away(part) for part in under[1:] or under):
            found += under
    order = {element: n for n, element in enumerate(body.iter())}
    return sorted(dict.fromkeys(found), key=order.__getitem__)


def _around(heading: "_Element", body: "_Element") -> "_Element":
    """The section, aside or list that the heading is the first text of, else the heading itself."""
    for around in heading.iterancestors():
        if around is body or tag_of(around) in ("main", "article", "body"):
            break
        starts = text_of(around).startswith(text_of(heading)) and len(text_of(around)) > len(text_of(heading))
        headings = [inner for inner in around.iter(*HEADINGS) if inner is not heading]
        if starts and not any(_is_higher(inner, heading) for inner in headings):
            return around
    return heading


def _is_higher(one: "_Element", heading: "_Element") -> bool:
    """Whether a heading is of the same or a higher level, and not of a card."""
    return tag_of(heading) in HEADINGS and tag_of(one) <= tag_of(heading) and one.find(".//a") is None


def _under(heading: "_Element") -> "list[_Element]":
    """The siblings after a heading, up to the next heading or text that leads nowhere."""
    under: list[_Element] = []
    for following in heading.itersiblings():
        is_heading = tag_of(following) in HEADINGS and following.find(".//a") is None
        if is_heading or not _leads_away(following):
            break
        under.append(following)
    return under


def _cards(body: "_Element") -> "list[_Element]":
    """The elements of rows of cards."""
    found: list[_Element] = []
    for parent in body.iter():
        cards = [child for child in parent if tag_of(child) in _CARDS and _is_card(child)]
        others = sum(1 for child in parent if text_of(child)) - len(cards) if cards else 0
        if len(cards) >= _FEWEST_CARDS and len(cards) >= others:
            found += cards
    order = {element: n for n, element in enumerate(body.iter())}
    return sorted(dict.fromkeys(found), key=order.__getitem__)


def _is_card(element: "_Element") -> bool:
    """Whether an element is short and has one heading, which is a link to another page or in one."""
    headings = [inner for inner in element.iter(*HEADINGS) if text_of(inner)]
    if len(headings) != 1 or len(text_of(element)) > _LONGEST_CARD:
        return False
    links = [*headings[0].iter("a"), *(above for above in headings[0].iterancestors("a"))]
    return any(_leads_elsewhere(link) and text_of(headings[0]) in text_of(link) for link in links)


def _leads_away(element: "_Element") -> bool:
    """Whether an element consists mostly of links to other pages, or has no text of its own worth keeping."""
    whole = len(text_of(element))
    linked = sum(len(text_of(link)) for link in element.iter("a") if _leads_elsewhere(link))
    has_form = next(element.iter("form", "input", "button"), None) is not None
    cards = sum(len(text_of(card)) for card in topmost(one for one in element.iter(*_CARDS) if _is_card(one)))
    return _THIRD * max(linked, cards) >= whole or (has_form and whole <= _LONGEST_CARD)


def _leads_elsewhere(link: "_Element") -> bool:
    return bool(link.get("href")) and not link.get("href", "").startswith("#")


def _is_teaser_heading(text: str) -> bool:
    bare = text.strip(" .:!…»>").casefold().replace("’", "'")
    starts: Sequence[str] = _data()["starts"]
    return bare in _data()["headings"] or any(bare.startswith(start) for start in starts)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(
        files("corpus.readers.html.page").joinpath("teasers.yaml").read_text("utf-8")
    )
    return data
