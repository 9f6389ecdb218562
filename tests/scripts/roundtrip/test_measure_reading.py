"""Articles made into web pages and PDFs and read back, with floors a little under what was measured."""

from pathlib import Path

import pytest
from lxml import etree

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, Mark, SentenceSplitter
from jats_markup import Element, Markup, plain, raise_markers
from measure_reading import FORMATS, MEASURES, document_of, made_of, research_articles
from print_text import borrowed, loosened, syllables
from read_back import Share, compared
from web_page import FURNITURE

SPLITTER = SentenceSplitter()
SMALL = ("journal.pmed.1001186.xml", "journal.pmed.1000431.xml")
FLOORS = {
    "HTML": {"sentences": 0.99, "links": 0.99, "rows": 0.99, "sections": 0.99},
    "PDF, one column": {"sentences": 0.96, "links": 0.88, "rows": 0.3, "sections": 0.9},
    "PDF, two columns": {"sentences": 0.93, "links": 0.83, "rows": 0.25, "sections": 0.9},
}


def article(body: str) -> Element:
    return etree.fromstring(
        "<article><front><article-meta><title-group><article-title>A title</article-title></title-group>"
        f"</article-meta></front><body>{body}</body><back><ref-list><ref id='a'/><ref id='b'/><ref id='c'/>"
        "</ref-list></back></article>"
    )


def document(*paragraphs: str | list[str | Mark], heading: str = "Results") -> Document:
    builder = DocumentBuilder(SPLITTER)
    builder.title("A title")
    builder.heading(heading)
    for paragraph in paragraphs:
        builder.paragraph(paragraph)
    builder.table_row(["Dose", "5 mg", "5 mg"])
    return builder.build(Metadata("a", "A title"))


def test_markers_are_raised_with_the_brackets_around_them() -> None:
    made = article(
        "<p>shown [<xref ref-type='bibr' rid='a'>1</xref>,<xref ref-type='bibr' rid='c'>3</xref>]. Also"
        " <xref ref-type='bibr' rid='b'>[2]</xref>, and <xref ref-type='bibr' rid='a'>Doe</xref>.</p>"
    )
    raise_markers(made)
    (paragraph,) = made.iter("p")
    assert plain(paragraph) == "shown1, 3. Also2, and Doe."
    assert [plain(raised) for raised in paragraph.iter("sup")] == ["1, 3", "2"]


def test_markup_links_to_the_list_and_keeps_what_stands_in_the_text() -> None:
    made = article(
        "<sec><title>One</title><p>A <italic>b</italic> [<xref ref-type='bibr' rid='b'>2</xref>] &lt; c.</p>"
        "<list list-type='order'><list-item><p>item</p></list-item></list></sec>"
    )
    text = "".join(Markup(made).text())
    assert "<h2>One</h2><p>A <em>b</em> [<a href='#ref-2'>2</a>] &lt; c.</p><ol><li>item</li></ol>" in text
    assert "<li id='ref-2'>" in text


def test_words_break_between_syllables_and_abbreviations_do_not() -> None:
    assert ("treat", "ment") in list(syllables("treatment"))
    assert all(first + second == "hypertension" for first, second in syllables("hypertension"))
    assert not [*syllables("short"), *syllables("PROSPERO"), *syllables("long-term")]


def test_what_the_font_lacks_is_borrowed_and_addresses_may_break() -> None:
    assert borrowed("a∅b", "∅".__eq__, "Other") == "a<font name='Other'>∅</font>b"
    assert "<font" in loosened("see https://example.org/a/long/way/to/the/end.html")
    assert loosened("see https://example.org/a") == "see https://example.org/a"


def test_a_comparison_counts_what_came_back() -> None:
    truth = document(["It works", Mark("[1]", (1,)), ". It lasts."], "It is safe.")
    back = document(["It works", Mark("[1]", (1,)), ". It last."], "It is safe.", heading="Result")
    found = compared(truth, back)
    assert found.shares == {
        "sentences": Share(2, 3),
        "links": Share(1, 1),
        "rows": Share(1, 1),
        "sections": Share(0, 1),
    }
    assert found.missed["sentences"] == ["It lasts."]


@pytest.mark.real_data
def test_articles_come_back_from_web_pages_and_pdfs(data_dir: Path, tmp_path: Path) -> None:
    articles = [path for path in research_articles(data_dir / "plos_jats")[:10] if path.name in SMALL]
    kept = {name: dict.fromkeys(MEASURES, 0) for name in FORMATS}
    of = {name: dict.fromkeys(MEASURES, 0) for name in FORMATS}
    for truth, files in made_of(articles, tmp_path):
        expected = document_of(truth, SPLITTER)
        for name in FORMATS:
            back = document_of(files[name], SPLITTER)
            assert not [text for text in FURNITURE if text in back.text]
            for measure, share in compared(expected, back).shares.items():
                kept[name][measure] += share.kept
                of[name][measure] += share.of
    shares = {name: {measure: kept[name][measure] / of[name][measure] for measure in MEASURES} for name in FORMATS}
    short = [
        (name, measure)
        for name, floors in FLOORS.items()
        for measure, floor in floors.items()
        if shares[name][measure] < floor
    ]
    assert not short, shares
