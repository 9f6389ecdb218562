"""The ask page and the reader as HTML: what they show, what they escape, and the bytes that they name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.byte_offsets import ByteRuler
from corpus.document import (
    Block,
    BlockKind,
    Document,
    Doubt,
    DoubtKind,
    Kind,
    Metadata,
    Page,
    Reference,
    ReviewStatus,
    Sentence,
    Span,
    Standing,
)
from corpus.reference_lint import Finding
from corpus.text import clean, is_visible
from qa.pages.document_layout import layout
from qa.pages.pages import MAX_LISTED, ask_page, identifiers, reader_page, web_address
from qa.schema import DOUBTS, Disclaimer

NOTICE = Disclaimer(id="professional", version="1", text="For professionals <only>.")
Line = tuple[BlockKind, str, tuple[int, ...], int, int | None]
HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
ITEM, ROW, CAPTION = BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CAPTION
TEXTS = st.text(max_size=30).map(clean).filter(is_visible)


class Outline(HTMLParser):
    """The elements of a page: tag, attributes, text inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text: list[str] = []
        self.elements.append((tag, dict(attrs), text))
        if tag not in ("meta", "link", "input"):
            self._open.append((tag, text))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        for _, text in self._open:
            text.append(data)

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [
            " ".join("".join(text).split())
            for name, found, text in self.elements
            if name == tag and attributes.items() <= found.items()
        ]

    def values(self, tag: str, name: str) -> list[str]:
        return [found[name] or "" for shown, found, _ in self.elements if shown == tag and name in found]


def make(
    lines: Sequence[Line], metadata: Metadata | None = None, references: Sequence[Reference] = ()
) -> Document:
    """A document whose blocks are the lines; a line with numbers is one sentence with a marker behind it."""
    text, blocks, sentences = "", [], []
    for ordinal, (kind, line, numbers, level, stem) in enumerate(lines):
        start = len(text)
        marker = f" [{', '.join(map(str, numbers))}]" if numbers else ""
        text += line + marker + "\n"
        blocks.append(Block(Span(start, len(text) - 1), kind, (), level, stem))
        if kind is not HEADING:
            sentences.append(Sentence(Span(start, start + len(line)), ordinal, numbers))
    record = metadata or Metadata(id="d", title="A title")
    return Document(record, text.removesuffix("\n"), tuple(blocks), tuple(sentences), tuple(references))


def paragraph(text: str, *numbers: int) -> Line:
    return PARAGRAPH, text, numbers, 0, None


def ranges(outline: Outline) -> list[tuple[int, int, str]]:
    found = []
    for _, attributes, text in outline.elements:
        if place := attributes.get("data-b"):
            start, end = place.split("-")
            found.append((int(start), int(end), "".join(text)))
    return found


@given(st.lists(st.tuples(TEXTS, st.lists(st.integers(1, 99), max_size=3)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_piece_names_the_bytes_that_it_shows(lines: list[tuple[str, list[int]]]) -> None:
    document = make([paragraph(text, *numbers) for text, numbers in lines])
    encoded = document.text.encode()
    pieces = ranges(Outline(reader_page(document, NOTICE)))
    assert [encoded[start:end].decode() for start, end, _ in pieces] == [text for _, _, text in pieces]
    shown = "".join(text for _, _, text in pieces)
    assert shown == "".join(text for text, _ in lines)


@given(st.text(), st.lists(st.integers(0, 40)))
def test_the_ruler_counts_bytes(text: str, offsets: list[int]) -> None:
    text = text.encode(errors="ignore").decode()
    ascending = sorted(min(offset, len(text)) for offset in offsets)
    ruler = ByteRuler(text)
    assert [ruler.at(offset) for offset in ascending] == [len(text[:offset].encode()) for offset in ascending]


def test_the_ruler_does_not_go_back() -> None:
    ruler = ByteRuler("text")
    ruler.at(3)
    with pytest.raises(ValueError, match="ascending"):
        ruler.at(2)


def test_markers_become_links_and_the_rest_of_the_text_stays() -> None:
    text = "One [1, 2]. Two. [3] Three"
    spans = [Span(0, 3), Span(12, 16), Span(21, 26)]
    sentences = tuple(Sentence(span, 0, numbers) for span, numbers in zip(spans, [(1, 2), (3,), ()], strict=True))
    block = Block(Span(0, len(text)), PARAGRAPH)
    outline = Outline(reader_page(Document(Metadata(id="d", title="T"), text, (block,), sentences), NOTICE))
    (shown,) = [line for line in outline.texts("p", dir="auto") if "Three" in line]
    assert shown.replace("\u2060", "") == "One[1, 2]. Two.[3] Three"
    assert [href for href in outline.values("a", "href") if href.startswith("#ref-")] == [
        "#ref-1",
        "#ref-2",
        "#ref-3",
    ]


def test_text_between_sentences_that_is_no_marker_is_shown() -> None:
    text = "One. and more Two."
    sentences = (Sentence(Span(0, 4), 0, (1,)), Sentence(Span(14, 18), 0))
    document = Document(Metadata(id="d", title="T"), text, (Block(Span(0, 18), PARAGRAPH),), sentences)
    assert [piece[2] for piece in ranges(Outline(reader_page(document, NOTICE)))] == ["One.", " and more ", "Two."]


def test_nested_lists_and_tables_keep_their_shape() -> None:
    document = make(
        [
            paragraph("Give:"),
            (ITEM, "first", (), 0, 0),
            (ITEM, "below", (), 0, 1),
            (ITEM, "second", (), 0, 0),
            (ROW, "Drug | Dose", (), 0, None),
            (ROW, "Riluzole | 50 mg", (4,), 0, 4),
            (CAPTION, "Table 1", (), 0, None),
        ]
    )
    give, items, table, caption = layout(document)
    assert [len(item.children) for item in items.items] == [1, 0]
    assert [row.header for row in table.rows] == [True, False]
    assert [[piece.text for piece in cell] for cell in table.rows[1].cells] == [["Riluzole"], ["50 mg"]]
    assert (give.kind, caption.kind) == (PARAGRAPH, CAPTION)
    outline = Outline(reader_page(document, NOTICE))
    assert outline.texts("th") == ["Drug", "Dose"]
    assert "first below" in outline.texts("li")
    assert outline.texts("td")[1].endswith("[4]")


def test_a_list_without_stems_nests_by_level() -> None:
    lines: list[Line] = [(ITEM, word, (), level, None) for word, level in (("a", 0), ("b", 1), ("c", 1), ("d", 0))]
    (group,) = layout(make(lines))
    assert [len(item.children) for item in group.items] == [2, 0]


def test_the_title_is_shown_once_and_headings_descend() -> None:
    document = make([(HEADING, "A title", (), 1, None), (HEADING, "Part", (), 2, None), paragraph("Text.")])
    outline = Outline(reader_page(document, NOTICE))
    assert outline.texts("h1") == ["A title"]
    assert outline.texts("h2") == ["Part", "Have a follow-up question?"]
    assert Outline(reader_page(make([paragraph("Text.")]), NOTICE)).texts("h1") == ["A title"]


def test_a_section_can_be_asked_about() -> None:
    document = make([(HEADING, 'The "second" <part>', (), 2, None), (HEADING, "x" * 600, (), 3, None)])
    outline = Outline(reader_page(document, NOTICE))
    assert outline.values("a", "data-section") == ['The "second" <part>', "x" * 500]
    assert outline.texts("h2")[0] == 'The "second" <part>'
    assert 'Ask about this: The "second" <part>' in outline.values("a", "aria-label")


def test_pages_of_a_paginated_source_are_announced() -> None:
    document = make([paragraph("One."), paragraph("Two."), paragraph("Three.")])
    paged = replace(document, pages=(Page(7, Span(0, 10)), Page(8, Span(10, 16))))
    assert [group.page for group in layout(paged)] == [7, None, 8]
    assert "Page 8" in Outline(reader_page(paged, NOTICE)).texts("p")


def test_a_number_that_is_not_listed_is_shown_as_missing() -> None:
    listed = Reference(1, Kind.GUIDELINE, "A guideline", "A journal", 2020, doi="10.1/<x>", pmid="12")
    document = make([paragraph("Text.", 1, 6)], references=[listed, Reference(7, missing=True)])
    finding = Finding("dangling", 6, "used and not listed")
    outline = Outline(reader_page(document, NOTICE, findings=[finding]))
    one, six, seven = (outline.texts("li", id=f"ref-{number}")[0] for number in (1, 6, 7))
    assert one == "Guideline A guideline A journal 2020 doi:10.1/<x> PubMed 12"
    assert six == seven == "Used in the text, but not listed by the source."
    assert "https://doi.org/10.1/%3Cx%3E" in outline.values("a", "href")
    assert "reference 6: used and not listed" in outline.texts("li")


def test_a_cited_work_that_does_not_stand_says_so() -> None:
    document = make([paragraph("Text.", 1)], references=[Reference(1, title="T", standing=Standing.RETRACTED)])
    [entry] = Outline(reader_page(document, NOTICE)).texts("li", id="ref-1")
    assert entry == "Other retracted T"


@pytest.mark.parametrize("status", [*ReviewStatus, None])
def test_the_review_step_is_marked_if_it_is_known(status: ReviewStatus | None) -> None:
    metadata = Metadata(id="d", title="T", review_status=status)
    outline = Outline(reader_page(make([paragraph("Text.")], metadata), NOTICE))
    marked = outline.texts("li", **{"aria-current": "step"})
    assert marked == ([] if status is None else [f"{status.replace('_', ' ').title()} (current)"])
    assert ("Review status: not stated" in outline.texts("p")) == (status is None)


@pytest.mark.parametrize("standing", list(Standing))
def test_a_document_that_no_longer_stands_says_so(standing: Standing) -> None:
    notice = "https://example.org/notice"
    metadata = Metadata(
        id="d", title="T", standing=standing, standing_date=date(2024, 5, 6), standing_notice=notice
    )
    outline = Outline(reader_page(make([paragraph("Text.")], metadata), NOTICE))
    banners = [*outline.texts("p", **{"class": "banner"}), *outline.texts("p", **{"class": "banner grave"})]
    if standing is Standing.CURRENT:
        assert banners == []
    else:
        assert "Since 2024-05-06. Notice" in banners[0]
        assert notice in outline.values("a", "href")
        assert ("Do not rely on it" in banners[0]) != standing.quotable


def test_an_earlier_version_links_to_the_current_one() -> None:
    document = make([paragraph("Text.")], Metadata(id="a/b c", title="T"))
    assert "../read/a%2Fb%20c" in Outline(reader_page(document, NOTICE, current=False)).values("a", "href")
    assert "earlier version" not in reader_page(document, NOTICE)


def test_the_reader_is_complete_without_scripts() -> None:
    metadata = Metadata(
        id="d",
        title="T",
        publisher="A society",
        authors=("A. Author", "B. Author"),
        year=2020,
        last_updated=date(2025, 1, 2),
        licence="CC-BY-4.0",
        language="en",
        doi="10.1/x",
        editorial_policy_url="https://example.org/policy",
        review_status=ReviewStatus.APPROVED,
    )
    html = reader_page(make([paragraph("Text.")], metadata), NOTICE)
    outline = Outline(html)
    facts = (
        "Other A society A. Author, B. Author published 2020 last updated 2025-01-02 licence: CC-BY-4.0 doi:10.1/x"
    )
    assert facts.replace(" ", "") in [line.replace(" ", "") for line in outline.texts("p")]
    assert "https://example.org/policy" in outline.values("a", "href")
    assert outline.values("pincite-chat", "document-id") == ["d"]
    assert outline.texts("div", **{"class": "disclaimer"})[0] == "Disclaimer. For professionals <only>."


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '" onload="alert(1)',
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    "&lt;b&gt; &amp; <!-- --> ]]>",
]


def pages_of(text: str) -> tuple[str, str]:
    """The reader and the ask page of a document that says `text` wherever it can say something."""
    metadata = Metadata(
        id=text,
        title=text,
        publisher=text,
        authors=(text,),
        licence=text,
        language=text,
        doi=text,
        pmid=text,
        url=f"javascript:{text}",
        editorial_policy_url=f"javascript:{text}",
        standing=Standing.RETRACTED,
        standing_notice=text,
    )
    reference = Reference(1, title=text, container=text, doi=text, pmid=text, url=f"javascript:{text}")
    document = make([(HEADING, text, (), 2, None), paragraph(text, 1)], metadata, [reference])
    return reader_page(document, NOTICE, findings=[Finding("duplicate", 1, text)]), ask_page([metadata], NOTICE)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_document_becomes_markup(text: str) -> None:
    for hostile, harmless in zip(map(Outline, pages_of(text)), map(Outline, pages_of("harmless")), strict=True):
        shape = [(tag, list(attributes)) for tag, attributes, _ in hostile.elements]
        assert shape == [(tag, list(attributes)) for tag, attributes, _ in harmless.elements]
        assert not any("javascript:" in href for href in hostile.values("a", "href"))
        assert "\u202e" not in hostile.texts("title")[0]
    assert text in [piece[2] for piece in ranges(Outline(pages_of(text)[0]))]


def test_a_page_has_no_script_or_style_of_its_own() -> None:
    for html, root in ((reader_page(make([paragraph("Text.")]), NOTICE), "../"), (ask_page([], NOTICE), "./")):
        outline = Outline(html)
        assert outline.texts("style") == []
        assert set(outline.texts("script")) == {""}
        assert all(source.startswith(f"{root}widget/") for source in outline.values("script", "src"))
        assert not any("style" in attributes for _, attributes, _ in outline.elements)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b#c", True),
        ("http://example.org", True),
        (" https://example.org ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("https://[", False),
        ("ftp://example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert (web_address(address) is not None) == kept


def test_identifiers_name_the_host_of_an_address() -> None:
    assert identifiers(Reference(1, url="https://example.org/long/path")) == (
        ("example.org", "https://example.org/long/path"),
    )


def test_the_ask_page_lists_a_small_corpus() -> None:
    records = [Metadata(id=f"d/{n}", title=f"Title {n}", review_status=ReviewStatus.SUBMITTED) for n in range(3)]
    outline = Outline(ask_page(records, NOTICE))
    assert outline.values("option", "value") == ["", "d/0", "d/1", "d/2"]
    assert "./read/d%2F1" in outline.values("a", "href")
    assert outline.values("pincite-chat", "audience") == []
    assert "Disclaimer. For professionals <only>." in outline.texts("p")


def test_the_ask_page_does_not_list_a_large_corpus() -> None:
    records = [Metadata(id=str(n), title=f"Title {n}") for n in range(MAX_LISTED + 1)]
    outline = Outline(ask_page(records, NOTICE))
    assert outline.values("option", "value") == [""]
    assert "search" in outline.values("input", "type")
    assert any("201 articles are stored" in text for text in outline.texts("p"))
    assert Outline(ask_page([], NOTICE, total=16_407)).values("option", "value") == [""]


def test_a_doubtful_sentence_is_followed_by_its_caution() -> None:
    made = make([paragraph("Rest helps."), paragraph("Ice helps."), (ROW, "Rest | 2 d", (), 0, None)])
    doubts = (Doubt(Span(12, 22), DoubtKind.NO_SPACES), Doubt(Span(23, 33), DoubtKind.TABLE))
    pages = (Page(4, Span(0, len(made.text))),)
    outline = Outline(reader_page(replace(made, doubts=doubts, pages=pages), NOTICE))
    assert outline.texts("span", **{"class": "doubt"}) == [
        f"Check page 4: {DOUBTS[DoubtKind.NO_SPACES]}.",
        f"Check page 4: {DOUBTS[DoubtKind.TABLE]}.",
    ]
    assert outline.texts("p", dir="auto")[1].startswith("Ice helps. Check page 4")
