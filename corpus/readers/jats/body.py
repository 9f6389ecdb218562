"""Writing of an article's body to a builder: sections, paragraphs, lists, tables, captions and boxes."""

from collections.abc import Iterable, Iterator

from corpus.document import DoubtKind
from corpus.readers.jats.inline import Inline, Rich
from corpus.readers.jats.notes import Notes
from corpus.readers.jats.tree import Content, Element
from corpus.readers.shared import content, has_text, is_element, rows_of, signed, superscript, text_of
from corpus.text import DocumentBuilder, plain

_DROPPED = frozenset(
    """
    supplementary-material media graphic object-id label title sec-meta fn-group ref-list permissions alternatives
    ack bio notes kwd-group disp-formula boxed-text caption
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_BLOCKS = frozenset(
    """
    list def-list table-wrap table-wrap-group fig fig-group boxed-text disp-quote sec verse-group speech statement
    preformat code array supplementary-material media graphic
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_PARTS = frozenset(("sec", "boxed-text", "app", "app-group", "glossary"))
_UNUSED_ABSTRACTS = frozenset(("toc", "teaser", "graphical", "precis", "web-summary"))
_FLOATS = "Figures and tables"
_ABSTRACT = "Abstract"
_TOP = 2
_BELOW_ALL = 9


class BodyWriter:
    """Writes the parts of an article to a builder, in reading order.

    A heading is written together with the first block under it, so that a section without text leaves no heading.
    A box is written after the paragraphs of its section, because it has its own heading. A footnote is written
    after the block that cites it, or after the list or table that this block introduces.
    """

    def __init__(self, builder: DocumentBuilder, inline: Inline, notes: Notes) -> None:
        self._builder = builder
        self._inline = inline
        self._notes = notes
        self._waiting: list[Element] = []
        self._begins_list = False  # the first item of an outermost list is still to come
        self._headings: list[tuple[Rich, int]] = []

    def write(self, article: Element) -> None:
        """Writes the abstracts, body, appendices and abbreviations, then the floating figures and tables."""
        for abstract in article.iterfind("front/article-meta/abstract"):
            if abstract.get("abstract-type") not in _UNUSED_ABSTRACTS:
                self._titled(abstract, _TOP, default=_ABSTRACT)
        for part in (*article.iterfind("body"), *article.iterfind("back")):
            self._open([], _TOP)
            self._section(part, _TOP)
        for floats in article.iterfind("floats-group"):
            self._open([_FLOATS], _TOP)
            self._blocks(floats, _TOP + 1)
        self._write_notes()

    def _titled(self, element: Element, level: int, default: str = "") -> None:
        """Writes a part that has its own heading."""
        label = self._inline.of(element.find("label"))
        title = self._inline.of(element.find("title")) or self._inline.of(element.find("caption/title"))
        heading = [*label, " ", *title] if has_text(label) else title
        if not has_text(heading):
            heading = [default] if default else []
        self._open(heading, level)
        self._section(element, level + 1 if heading else level)
        self._open([], level)

    def _section(self, element: Element, level: int) -> None:
        """Writes the blocks directly in a section, then its boxes, then its subsections."""
        parts = [child for child in element if is_element(child)]
        self._blocks([part for part in parts if part.tag not in _PARTS], level)
        for box in _boxes(element):
            self._titled(box, level)
        for part in (part for part in parts if part.tag != "boxed-text"):
            if part.tag == "app-group":
                self._section(part, level)
            elif part.tag in _PARTS:
                self._titled(part, level)

    def _open(self, heading: Rich, level: int) -> None:
        """Opens a heading for the next blocks; an empty heading only closes those of this level and deeper."""
        self._write_notes()
        while self._headings and self._headings[-1][1] >= level:
            self._headings.pop()
        self._headings.append((heading, level))

    def _begin(self) -> DocumentBuilder:
        """The builder, after writing the pending headings to it."""
        for heading, level in self._headings:
            if heading:
                self._builder.heading(heading, level)
            else:
                self._builder.leave(level)
        self._headings.clear()
        return self._builder

    def _blocks(self, parts: Iterable[Element], level: int) -> None:
        for part in parts:
            if is_element(part):
                self._block(part, level)

    def _block(self, part: Element, level: int) -> None:
        match str(part.tag):
            case tag if tag in _DROPPED:
                return
            case "p" | "attrib":
                self._running(part, level)
            case "fn" if self._notes.is_linked(part):
                return
            case "list":
                self._list(part, 0)
            case "def-list":
                self._definitions(part)
            case "table-wrap":
                self._table(part)
            case "fig" | "table-wrap-group" | "fig-group":
                self._caption(self._captioned(part))
                self._blocks(part, level)
            case _ if _holds_blocks(part):
                self._paragraph(self._inline.of(part.find("title")))
                self._blocks(part, level)
            case _:
                self._paragraph(self._inline.of(part))

    def _running(self, paragraph: Element, level: int) -> None:
        """Writes a paragraph, split at the lists, tables and other blocks inside it."""
        for run in _runs(paragraph):
            if isinstance(run, list):
                self._paragraph(self._inline.rich(run))
            else:
                self._block(run, level)

    def _list(self, listed: Element, depth: int) -> None:
        """Writes the items of a list; a block nested in an item comes after the item's text before it."""
        self._paragraph(self._inline.of(listed.find("title")))
        self._begins_list = self._begins_list or not depth
        for item in listed.iterfind("list-item"):
            label = self._inline.of(item.find("label"))
            text = [*label, " "] if has_text(label) else []
            for part in _item_parts(item):
                if isinstance(part, list):
                    text += [*self._inline.rich(part), " "]
                    continue
                self._item(text, depth)
                text = []
                if part.tag == "list":
                    self._list(part, depth + 1)
                else:
                    self._block(part, _BELOW_ALL)
            self._item(text, depth)

    def _item(self, text: Rich, depth: int) -> None:
        if has_text(text):
            self._begin().list_item(text, depth, first=self._begins_list and not depth)
            self._begins_list = False
            self._waiting += self._notes.take()

    def _definitions(self, listed: Element) -> None:
        self._begins_list = True
        for item in listed.iterfind("def-item"):
            term, meaning = self._inline.of(item.find("term")), self._inline.of(item.find("def"))
            self._item([*term, ": ", *meaning] if has_text(term) else meaning, 0)

    def _table(self, wrap: Element) -> None:
        self._caption(self._captioned(wrap))
        for table in wrap.iter("table"):
            filled = (row for row in rows_of(table, self._inline) if any(map(has_text, row.cells)))
            for n, row in enumerate(filled):
                builder = self._begin()
                if row.uneven:
                    builder.doubt(DoubtKind.TABLE)
                builder.table_row(row.cells, header=row.header, first=n == 0)
            self._waiting += self._notes.take()
        for foot in wrap.iterfind("table-wrap-foot"):
            for note in foot.iter("fn", "attrib", "p"):
                if note.tag != "p" or note.getparent() is foot:
                    self._caption(self._note(note))

    def _note(self, note: Element) -> Rich:
        """A footnote of a table, with its sign as superscript, as in the table."""
        sign = superscript(text_of(note.find("label")))
        return [f"{sign} " if sign else "", *self._note_text(note)]

    def _note_text(self, note: Element) -> Rich:
        texts = [self._inline.of(paragraph) for paragraph in note.iterfind("p")] or [self._inline.of(note)]
        return [piece for text in texts for piece in (*text, " ")]

    def _captioned(self, element: Element) -> Rich:
        """The label, title and text of a caption, such as "Table 1. Doses. By weight."."""
        caption = element.find("caption")
        label = text_of(element.find("label"))
        rich: Rich = [label, " " if label.endswith((".", ":")) else ". "] if label else []
        for part in caption if caption is not None else ():
            if is_element(part) and part.tag in ("title", "p"):
                text = self._inline.of(part)
                closed = part.tag == "p" or plain(text).endswith((".", ":", "?", "!"))
                rich += [*text, " " if closed else ". "] if has_text(text) else []
        return rich

    def _paragraph(self, rich: Rich) -> None:
        if has_text(rich):
            cited = self._notes.take()
            self._write_notes()
            self._begin().paragraph(rich)
            self._waiting += cited

    def _caption(self, rich: Rich) -> None:
        if has_text(rich):
            cited = self._notes.take()
            self._write_notes()
            self._begin().caption(rich)
            self._waiting += cited

    def _write_notes(self) -> None:
        """Writes the notes that the last blocks cite, and those that these notes cite."""
        while self._waiting:
            note = self._waiting.pop(0)
            text = self._note_text(note)
            if has_text(text):
                self._begin().paragraph(signed(self._notes.sign(note), text))
            self._waiting += self._notes.take()


def _runs(paragraph: Element) -> Iterator[Content | Element]:
    """The inline content of a paragraph, split at the blocks inside it, and these blocks, in order."""
    run: Content = []
    for part in content(paragraph):
        if isinstance(part, str) or part.tag not in _BLOCKS:
            run.append(part)
            continue
        yield run
        yield part
        run = []
    yield run


def _item_parts(item: Element) -> Iterator[Content | Element]:
    """The inline content of a list item, split at the blocks inside it, and these blocks, in order."""
    for child in item:
        if is_element(child) and child.tag in _BLOCKS:
            yield child
        elif is_element(child) and child.tag != "label":
            yield from _runs(child)


def _holds_blocks(element: Element) -> bool:
    return any(is_element(child) and (child.tag == "p" or child.tag in _BLOCKS) for child in element)


def _boxes(section: Element) -> Iterator[Element]:
    """The boxes that are directly in a section or in one of its paragraphs."""
    for child in section:
        if is_element(child) and child.tag == "boxed-text":
            yield child
        elif is_element(child) and child.tag == "p":
            yield from child.iterfind("boxed-text")
