"""Converts an article's JATS XML to HTML as a publisher does, without sharing code with a reader.

The HTML contains everything that a publisher's page shows, including what the JATS reader leaves out
(acknowledgements, supplements).
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from html import escape

from lxml import etree

Element = etree._Element

XLINK = "{http://www.w3.org/1999/xlink}href"
_INLINE = {"italic": "em", "bold": "strong", "sup": "sup", "sub": "sub", "monospace": "code"}
_AROUND = {"boxed-text": "div class='box'", "disp-quote": "blockquote", "fn": "div"}
_BLOCKS = {
    "list": "_list",
    "def-list": "_definitions",
    "fig": "_figure",
    "table-wrap": "_table",
    "supplementary-material": "_supplement",
}
_FORMULAS = ("inline-formula", "disp-formula")
_NOT_SHOWN = frozenset(("object-id", "alt-text", "graphic", "media", "title", "label", "caption"))
_SHORT_ABSTRACTS = ("toc", "teaser", "precis", "graphical")
_BETWEEN = re.compile(r"\s*\]?\s*([,;\u2013-]?)\s*\[?\s*")
_SEPARATORS = {",": ", ", ";": ", ", "-": "\u2013", "\u2013": "\u2013"}
_OPENED = re.compile(r"\s*\[\s*$|\s+$")
_CLOSED = re.compile(r"\s*\]")
_NUMBER = re.compile(r"\[?(\d+)\]?")
_SPACED_ADDRESS = re.compile(r"(https?://)\s+")


def plain(element: Element | None) -> str:
    """The text of an element on one line; empty for None."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def raise_markers(article: Element) -> None:
    """Makes citation markers superscripts, as some journals print them: `shown [2],[5].` to `shown², ⁵.`."""
    links = {id(link): link for link in article.iter("xref") if link.get("ref-type") == "bibr"}
    while links:
        run = _run(next(iter(links.values())))
        for link in run:
            links.pop(id(link), None)
        if all(_NUMBER.fullmatch(plain(link)) for link in run):
            _raise(run)


def _run(link: Element) -> list[Element]:
    """The citation links from this one on that are separated only by brackets, commas and dashes."""
    run = [link]
    while (after := run[-1].getnext()) is not None and after.get("ref-type") == "bibr":
        if not _BETWEEN.fullmatch(run[-1].tail or ""):
            break
        run.append(after)
    return run


def _raise(run: list[Element]) -> None:
    parent, before, last = run[0].getparent(), run[0].getprevious(), run[-1].tail or ""
    assert parent is not None  # noqa: S101 (a link is within a paragraph)
    if before is None:
        parent.text = _OPENED.sub("", parent.text or "")
    else:
        before.tail = _OPENED.sub("", before.tail or "")
    raised = etree.Element("sup")
    parent.insert(parent.index(run[0]), raised)
    for link in run:
        between = _BETWEEN.fullmatch(link.tail or "")
        link.text, link.tail = plain(link).strip("[]"), _SEPARATORS.get(between[1], "") if between else ""
        raised.append(link)
    run[-1].tail = ""
    raised.tail = _CLOSED.sub("", last, count=1)


class Markup:
    """The HTML of an article's parts. Ids are kept, so that links within the article work."""

    def __init__(self, article: Element) -> None:
        self._article = article
        self._references = {
            str(entry.get("id")): n for n, entry in enumerate(article.iterfind("back//ref"), start=1)
        }

    @property
    def title(self) -> str:
        """The HTML of the title."""
        title = self._article.find("front/article-meta/title-group/article-title")
        return self._inside(title) if title is not None else ""

    def text(self) -> Iterator[str]:
        """The HTML of abstracts, body and back matter, then of the references."""
        for abstract in self._article.iterfind("front/article-meta/abstract"):
            if abstract.get("abstract-type") not in _SHORT_ABSTRACTS:
                yield from self._section(abstract, 2, "Abstract")
        for body in self._article.iterfind("body"):
            yield from self._parts(body, 2)
        for part in self._article.iterfind("back/*"):
            if part.tag in ("ack", "app", "glossary", "sec", "notes"):
                yield from self._section(part, 2, "Acknowledgments" if part.tag == "ack" else "")
            elif part.tag == "fn-group":
                yield from self._section(part, 2, "Notes")
        if self._references:
            yield "<section id='references'><h2>References</h2><ol class='references'>"
            for number, entry in enumerate(self._article.iterfind("back//ref"), start=1):
                yield f"<li id='ref-{number}'>{escape(_reference(entry))}</li>"
            yield "</ol></section>"

    def _section(self, section: Element, level: int, default: str = "") -> Iterator[str]:
        title = section.find("title")
        heading = self._inside(title) if title is not None and plain(title) else default
        label = plain(section.find("label"))
        yield "<section>"
        if heading:
            yield f"<h{min(level, 6)}>{label + ' ' if label else ''}{heading}</h{min(level, 6)}>"
        yield from self._parts(section, level + 1 if heading else level)
        yield "</section>"

    def _parts(self, parent: Element, level: int) -> Iterator[str]:
        for part in parent.iterchildren(etree.Element):
            yield from self._part(part, level)

    def _part(self, part: Element, level: int) -> Iterator[str]:
        tag = str(part.tag)
        around = _AROUND.get(tag)
        if tag in ("sec", "app", "glossary"):
            yield from self._section(part, level)
        elif around is not None:
            yield f"<{around}>"
            yield from self._parts(part, level)
            yield f"</{around.partition(' ')[0]}>"
        elif tag in _BLOCKS:
            yield from getattr(self, _BLOCKS[tag])(part)
        elif tag not in _NOT_SHOWN:
            yield f"<p>{self._inside(part)}</p>"

    def _figure(self, part: Element) -> Iterator[str]:
        yield f"<figure{_id(part)}><img src='figure.png' alt=''>{self._caption(part)}</figure>"

    def _supplement(self, part: Element) -> Iterator[str]:
        label = escape(plain(part.find("label")))
        yield f"<p class='supplement'><strong>{label}</strong> {self._flat(part.find('caption'))}</p>"

    def _list(self, listed: Element) -> Iterator[str]:
        tag = "ol" if listed.get("list-type") == "order" else "ul"
        yield f"<{tag}>"
        for item in listed.iterfind("list-item"):
            yield "<li>"
            for part in item.iterchildren(etree.Element):
                yield from [self._inside(part)] if part.tag == "p" else self._part(part, 6)
            yield "</li>"
        yield f"</{tag}>"

    def _definitions(self, listed: Element) -> Iterator[str]:
        yield "<ul class='abbreviations'>"
        for item in listed.iterfind("def-item"):
            yield f"<li>{self._flat(item.find('term'))}: {self._flat(item.find('def'))}</li>"
        yield "</ul>"

    def _table(self, wrap: Element) -> Iterator[str]:
        yield f"<figure class='table'{_id(wrap)}>{self._caption(wrap)}"
        tables = list(wrap.iter("table"))
        for table in tables:
            yield self._copied(table)
        if not tables:
            yield "<img src='table.png' alt=''>"
        for note in wrap.iterfind("table-wrap-foot/*"):
            label = plain(note.find("label"))
            sign = f"<sup>{escape(label)}</sup> " if label else ""
            yield f"<p class='table-note'{_id(note)}>{sign}{self._flat(note)}</p>"
        yield "</figure>"

    def _copied(self, part: Element) -> str:
        """A part of a table with the spans of its cells."""
        if part.tag in ("td", "th"):
            spans = "".join(
                f" {name}='{escape(part.get(name, ''))}'" for name in ("colspan", "rowspan") if part.get(name)
            )
            return f"<{part.tag}{spans}>{self._inside(part)}</{part.tag}>"
        inside = "".join(
            self._copied(child)
            for child in part.iterchildren(etree.Element)
            if child.tag not in ("col", "colgroup")
        )
        return f"<{part.tag}>{inside}</{part.tag}>\n"

    def _caption(self, part: Element) -> str:
        label, title = plain(part.find("label")), part.find("caption/title")
        texts = [f"<strong>{escape(label)}{'' if label.endswith('.') else '.'}</strong>"] if label else []
        if title is not None and plain(title):
            texts.append(self._inside(title) + ("" if plain(title).endswith((".", "?", ":", "!")) else "."))
        texts += [self._inside(text) for text in part.iterfind("caption/p")]
        return f"<figcaption>{' '.join(texts)}</figcaption>"

    def _flat(self, part: Element | None) -> str:
        """The content of a part on one line, with its paragraphs joined."""
        if part is None:
            return ""
        paragraphs = list(part.iterchildren("p", "title"))
        return " ".join(map(self._inside, paragraphs)) if paragraphs else self._inside(part)

    def _inside(self, parent: Element) -> str:
        pieces = [escape(parent.text or "", quote=False)]
        for child in parent:
            if isinstance(child.tag, str):
                pieces.append(self._inline(child))
            pieces.append(escape(child.tail or "", quote=False))
        return "".join(pieces)

    def _inline(self, element: Element) -> str:
        tag = str(element.tag)
        if tag in _INLINE:
            return f"<{_INLINE[tag]}>{self._inside(element)}</{_INLINE[tag]}>"
        if tag in _FORMULAS:
            return _formula(element)
        if tag == "xref":
            return self._link(element)
        if tag in ("ext-link", "uri"):
            return f"<a href='{escape(element.get(XLINK, ''))}'>{self._inside(element)}</a>"
        if tag in ("p", "title"):
            return f" {self._inside(element)} "
        return "" if tag in _NOT_SHOWN else self._inside(element)

    def _link(self, element: Element) -> str:
        target, inside = element.get("rid", ""), self._inside(element)
        if element.get("ref-type") == "table-fn":
            return f"<sup><a href='#{escape(target)}'>{inside}</a></sup>"
        number = self._references.get(target)
        return f"<a href='#{f'ref-{number}' if number else escape(target)}'>{inside}</a>"


def _id(part: Element) -> str:
    return f" id='{escape(part.get('id', ''))}'" if part.get("id") else ""


def _formula(element: Element) -> str:
    """The MathML without namespaces, or the image that a page shows instead."""
    for math in element.iter("{*}math"):
        bare = deepcopy(math)
        bare.tail = None
        for inner in bare.iter(etree.Element):
            inner.tag = etree.QName(inner).localname
        etree.cleanup_namespaces(bare)
        return etree.tostring(bare, encoding="unicode")
    return "<img class='math' src='formula.png' alt=''>"


def _reference(entry: Element) -> str:
    """A reference as printed: the mixed citation if there is one, otherwise composed from its elements."""
    mixed = deepcopy(entry.find("mixed-citation"))
    if mixed is not None:
        for surname in mixed.iterfind(".//name/surname"):
            surname.tail = " "
        return _SPACED_ADDRESS.sub(r"\1", plain(mixed))
    names = [f"{plain(n.find('surname'))} {plain(n.find('given-names'))}".strip() for n in entry.iter("name")]
    names += [plain(name) for name in entry.iter("collab")]
    title, source = plain(next(entry.iter("article-title"), None)), plain(next(entry.iter("source"), None))
    pages = "\u2013".join(plain(page) for page in (*entry.iter("fpage"), *entry.iter("lpage")))
    volume, year = (plain(next(entry.iter(name), None)) for name in ("volume", "year"))
    stopped = title if not title or title.endswith("?") else f"{title.rstrip('.')}."
    parts = [
        ", ".join(names),
        f"({year})" if year else "",
        stopped,
        source,
        f"{volume}: {pages}." if volume else "",
    ]
    return " ".join(filter(None, parts)) or plain(entry)
