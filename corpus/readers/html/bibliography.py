"""A page's own reference list: found by its heading, class name or incoming links, and removed from the tree."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.document import Reference
from corpus.readers.html.entry import ids_of, reference_of, written_number
from corpus.readers.html.page import HEADINGS, drop, names_of, roles_of, tag_of, text_of, topmost
from corpus.readers.shared import is_reference_heading, is_reference_like, numbers_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_FURTHER = frozenset(
    (
        "cited references",
        "citations",
        "literature cited",
        "notes and references",
        "references and notes",
        "sources",
    )
)
_AROUND = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.)\s+|\s*[(\[]\d+[)\]]\s*$|\s*\[edit\]\s*$")
_NAMES = frozenset(("references", "reflist", "bibliography", "biblist"))
_PAIRS = (frozenset(("ref", "list")), frozenset(("reference", "list")), frozenset(("citation", "list")))
_HOLDERS = ("div", "ol", "section", "ul")
_NOTE = re.compile(r"(?:[^\W\d]{1,3}|[*†‡§¶#]+|(?:note|nb|footnote)\s*\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references, and their numbers by the ids that links point to; `is_one` if there is exactly one list."""

    references: tuple[Reference, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    is_one: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference list: its entries, and the elements that contain it, including its heading."""

    entries: tuple["_Element", ...]
    held_by: tuple["_Element", ...]


def take_bibliography(body: "_Element") -> Bibliography:
    """The page's references; removes their lists, with headings, from the tree.

    An entry's number is the one that links to it show, else the one written in front of it, else its position. If
    a second list repeats numbers of the first, its numbering continues the first. Lists of notes are ignored.
    """
    links = _links(body)
    lists = [found for found in _lists(body) if found.entries and not _is_of_notes(found.entries, links)]
    references: dict[int, Reference] = {}
    numbers: dict[str, int] = {}
    for found in lists:
        after = max(references, default=0)
        given = _numbers(found.entries, links)
        if not references.keys().isdisjoint(given):
            given = [after + place for place in range(1, len(given) + 1)]
        for entry, number in zip(found.entries, given, strict=True):
            references[number] = reference_of(entry, number)
            for id_ in ids_of(entry):
                numbers.setdefault(id_, number)
    for found in lists:
        for element in found.held_by:
            drop(element)
    return Bibliography(tuple(references.values()), numbers, is_one=len(lists) == 1)


def _links(body: "_Element") -> dict[str, list[str]]:
    """The texts of the links to each id on the page."""
    links: defaultdict[str, list[str]] = defaultdict(list)
    for link in body.iter("a"):
        page, _, fragment = link.get("href", "").strip().partition("#")
        if fragment and ":" not in page:
            links[unquote(fragment)].append(text_of(link).strip("[]() "))
    return links


def _lists(body: "_Element") -> Iterator[_Found]:
    """The lists under a heading, then those with a known class name, then those that numbered links point to."""
    taken: set[_Element] = set()
    for found in (*_headed(body), *_named(body), *_linked(body)):
        if found.entries and taken.isdisjoint(found.entries):
            taken.update(found.entries)
            yield found


def _headed(body: "_Element") -> Iterator[_Found]:
    for heading in body.iter():
        level = _heading_level(heading)
        if level:
            whole = _whole(heading)
            under = list(_under(whole, level))
            entries = tuple(_entries(under))
            if is_reference_heading(_bare(heading)) or _read_alike(entries):
                yield _Found(entries, (whole, *under))


def _heading_level(element: "_Element") -> int:
    """The level of an element that heads a reference list, 0 for every other element."""
    tag = tag_of(element)
    is_marked = tag in HEADINGS or tag == "summary" or "heading" in roles_of(element)
    if not is_marked and not (tag in ("p", "div") and len(element) == 1 and tag_of(element[0]) in ("b", "strong")):
        return 0
    bare = _bare(element)
    if not is_reference_heading(bare) and bare not in _FURTHER:
        return 0
    return int(tag[1]) if tag in HEADINGS else len(HEADINGS)


def _bare(heading: "_Element") -> str:
    """The text of a heading without a number before it, a count after it, and a full stop."""
    return _AROUND.sub("", _AROUND.sub("", text_of(heading))).strip(" .:").casefold()


def _read_alike(entries: Sequence["_Element"]) -> bool:
    """Whether most entries read like references."""
    alike = [entry for entry in entries if is_reference_like(text_of(entry))]
    return 2 * len(alike) > len(entries)


def _whole(heading: "_Element") -> "_Element":
    """The outermost element that contains only the heading (and buttons to edit or fold)."""
    whole, text = heading, text_of(heading)
    for around in heading.iterancestors():
        if tag_of(around) in ("body", "html") or text_of(around).removesuffix("[edit]").strip() != text:
            break
        whole = around
    return whole


def _under(heading: "_Element", level: int) -> Iterator["_Element"]:
    """The siblings after a heading, up to the next heading of the same or a higher level."""
    for following in heading.itersiblings():
        inside = (int(tag_of(inner)[1]) for inner in following.iter(*HEADINGS))
        if any(other <= level for other in inside):
            return
        yield following


def _named(body: "_Element") -> Iterator[_Found]:
    def is_named(element: "_Element") -> bool:
        names = names_of(element)
        is_called_so = bool(_NAMES & names) or any(pair <= names for pair in _PAIRS)
        return "doc-bibliography" in roles_of(element) or (is_called_so and tag_of(element) in _HOLDERS)

    for container in topmost(element for element in body.iter() if element is not body and is_named(element)):
        yield _Found(tuple(_entries([container])), (container,))


def _linked(body: "_Element") -> Iterator[_Found]:
    """The lists in which most entries are linked by number from the text and read like references."""
    links = _links(body)
    for listing in body.iter("ol", "ul"):
        entries = tuple(_entries([listing]))
        cited = [entry for entry in entries if any(map(numbers_in, _texts_to(entry, links)))]
        if 2 * len(cited) > len(entries) and _read_alike(entries):
            yield _Found(entries, (listing,))


def _entries(held_by: Sequence["_Element"]) -> Iterator["_Element"]:
    """The list items in these elements, else the table rows, else the blocks with a number or an id."""
    for tags in (("li",), ("dd",), ("tr",)):
        items = topmost(item for element in held_by for item in element.iter(*tags))
        if items:
            yield from (item for item in items if text_of(item))
            return
    blocks = [block for element in held_by for block in element.iter("p", "div")]
    position = 0
    for block in blocks:
        inner = block.find(".//p") is not None or block.find(".//div") is not None
        if not inner and text_of(block) and (block.get("id") or written_number(block, position + 1)):
            position += 1
            yield block


def _numbers(entries: Sequence["_Element"], links: Mapping[str, Sequence[str]]) -> list[int]:
    """The entries' numbers: those that links show, completed by written numbers or positions if all are unique."""
    shown = [_shown(entry, links) for entry in entries]
    places = [_place(entry, place) for place, entry in enumerate(entries, start=1)]
    written = [written_number(entry, place) for place, entry in enumerate(entries, start=1)]
    for choice in (written, places):
        numbers = [linked or given or 0 for linked, given in zip(shown, choice, strict=True)]
        if all(numbers) and len(set(numbers)) == len(numbers):
            return numbers
    return list(range(1, len(entries) + 1))


def _shown(entry: "_Element", links: Mapping[str, Sequence[str]]) -> int | None:
    """The number that all links to an entry show, or None if they show none or several."""
    counted = Counter(numbers[0] for text in _texts_to(entry, links) if len(numbers := numbers_in(text)) == 1)
    return next(iter(counted)) if len(counted) == 1 else None


def _place(entry: "_Element", place: int) -> int:
    """The number that a browser shows in front of a list item."""
    value = entry.get("value", "")
    if value.isdecimal():
        return int(value)
    listing = entry.getparent()
    start = listing.get("start", "1") if listing is not None else "1"
    return place + (int(start) - 1 if start.isdecimal() and int(start) else 0)


def _is_of_notes(entries: Sequence["_Element"], links: Mapping[str, Sequence[str]]) -> bool:
    """Whether most links to the entries show letters or signs, which makes the entries notes."""
    texts = [text for entry in entries for text in _texts_to(entry, links)]
    notes = [text for text in texts if _NOTE.fullmatch(text)]
    return bool(texts) and 2 * len(notes) > len(texts)


def _texts_to(entry: "_Element", links: Mapping[str, Sequence[str]]) -> list[str]:
    return [text for id_ in ids_of(entry) for text in links.get(id_, ())]
