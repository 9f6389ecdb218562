import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, Kind, Standing
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record, Refusal
from corpus.readers.jats.signature import is_jats
from corpus.reference_lint import Code, lint
from jats import DOCTYPE, SPLITTER, article, document_of, record_of

Read = Callable[[str], Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return lambda xml: document_of(tmp_path, xml)


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks[1:] if kind in (None, block.kind)]


def sentences(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    found = [(s.span.of(document.text), s.references) for s in document.sentences]
    return found[1:]


def xref(*numbers: int | str, text: str | None = None) -> str:
    ids = " ".join(f"r{number}" for number in numbers)
    return f'<xref ref-type="bibr" rid="{ids}">{numbers[0] if text is None else text}</xref>'


# What is accepted, and what is refused.


@pytest.mark.parametrize(
    ("head", "accepted"),
    [
        (article(), True),
        (article(prolog=""), True),
        (f"\ufeff<!-- one --><?two?>\n{DOCTYPE}<article><body/></article>", True),
        ("<!DOCTYPE article [<!ENTITY a 'b'>]><article article-type='x'><front/></article>", True),
        ("<?xml version='1.0'?><j:article xmlns:j='urn:j'><j:front>", True),
        ("<article class='post'><h1>Toes</h1></article>", False),
        ("<?xml version='1.0'?><article><title>DocBook</title></article>", False),
        ("<?xml version='1.0'?><root/>", False),
        ("Words about <article article-type='x'>.", False),
        ("<!-- " * 5000, False),
        ("<!-- -->" * 5000, False),
        ("<!DOCTYPE article [" * 3000, False),
    ],
)
def test_an_article_is_detected_by_its_first_bytes(head: str, accepted: bool) -> None:
    assert is_jats(head.encode()) is accepted


def test_jats_is_read_and_other_xml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "A Toe.nxml").write_text(article(), encoding="utf-8")
    (tmp_path / "other.xml").write_text("<?xml version='1.0'?><rss/>")
    [record] = read_records(tmp_path / "A Toe.nxml", SPLITTER)
    assert isinstance(record, Record)
    assert (record.reader, record.id) == ("jats", "a-toe")
    [refusal] = read_records(tmp_path / "other.xml", SPLITTER)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "XML other than JATS is not read: convert it to Markdown or plain text"


BOMB = '<!DOCTYPE article [<!ENTITY a "toe toe"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (article("<p>&b;</p>", prolog=BOMB), "never expanded"),
        (article("<p>&b;</p>", prolog=BOMB).replace('encoding="UTF-8"', "").encode("utf-16"), "never expanded"),
        (article(prolog=f"<!DOCTYPE article [{' ' * 70_000}<!ENTITY a 'b'>]>"), "never expanded"),
        (article()[:-12], "not well-formed XML"),
        (article("<p>&nothing;</p>", prolog=""), "not well-formed XML"),
        (article("<sec>" * 300 + "</sec>" * 300), "not well-formed XML"),
        (article(title=" "), "has no title"),
        (article("<p> </p>"), "no text to quote"),
        (f"{DOCTYPE}<html><body/></html>", "the root element is <html> instead of <article>"),
    ],
)
def test_unreadable_xml_is_refused_in_one_line(tmp_path: Path, xml: str | bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        record_of(tmp_path, xml).parse()
    assert "\n" not in str(caught.value)


def test_a_plain_document_type_is_read_and_named_characters_are_text(read: Read) -> None:
    assert texts(read(article("<p>5&#160;mg &alpha;&nbsp;&le; 2 &amp; more&hellip;</p>"))) == [
        "5 mg α ≤ 2 & more…"
    ]


def test_namespaces_do_not_matter(read: Read) -> None:
    assert texts(read(article().replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/" '))) == [
        "Toes hurt."
    ]


# Metadata.


FRONT = (
    "<journal-meta><journal-title-group><journal-title>J Toes</journal-title></journal-title-group>"
    "<publisher><publisher-name>Toe Press</publisher-name></publisher></journal-meta>"
)
META = """
<article-id pub-id-type="doi">https://doi.org/10.1234/Toe.5</article-id>
<article-id pub-id-type="pmid">123</article-id>
<article-id pub-id-type="pmc">456</article-id><article-id pub-id-type="publisher-id">X</article-id>
<contrib-group>
<contrib contrib-type="author"><name><surname>Roe</surname><given-names>Jane B.</given-names>
<suffix>Jr</suffix></name>
</contrib><contrib contrib-type="author"><name-alternatives><name name-style="eastern"><surname>Li</surname>
<given-names>Wei</given-names></name></name-alternatives></contrib>
<contrib contrib-type="author"><collab>The Toe Group<contrib-group><contrib contrib-type="author"><name>
<surname>Doe</surname></name></contrib></contrib-group><xref ref-type="aff">1</xref></collab></contrib>
<contrib contrib-type="author"><string-name>Ann <surname>Other</surname></string-name></contrib>
<contrib contrib-type="author"><anonymous/></contrib>
<contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib>
</contrib-group>
<pub-date pub-type="epub"><day>2</day><month>December</month><year>2019</year></pub-date>
<pub-date pub-type="collection"><year>2020</year></pub-date>
<volume>7</volume><issue>1</issue><fpage>10</fpage><lpage>12</lpage>
<permissions><license xlink:href="https://example.org/by"><license-p>Free.</license-p></license></permissions>
"""


def test_the_metadata_are_those_of_the_front_matter(read: Read) -> None:
    metadata = read(article(meta=META, front=FRONT)).metadata
    assert metadata.title == "On Toes"
    assert metadata.authors == ("Jane B. Roe Jr", "Li Wei", "The Toe Group", "Ann Other")
    assert (metadata.publisher, metadata.kind, metadata.language) == ("J Toes", Kind.RESEARCH, "en")
    assert (metadata.published, metadata.year) == (date(2019, 12, 2), 2020)
    assert (metadata.doi, metadata.pmid, metadata.url) == ("10.1234/Toe.5", "123", "https://doi.org/10.1234/Toe.5")
    assert metadata.licence == "https://example.org/by"
    assert dict(metadata.extra) == {
        "article_type": "research-article",
        "issue": "1",
        "pages": "10-12",
        "pmcid": "PMC456",
        "publisher_name": "Toe Press",
        "volume": "7",
    }
    assert metadata.standing is Standing.CURRENT


def test_unstated_metadata_stay_unknown(read: Read) -> None:
    metadata = read(article(type_="").replace(' xml:lang="EN"', "")).metadata
    assert (metadata.publisher, metadata.authors, metadata.year, metadata.published) == (None, (), None, None)
    assert (metadata.doi, metadata.pmid, metadata.url, metadata.licence, metadata.language) == (None,) * 5
    assert (metadata.kind, dict(metadata.extra)) == (Kind.OTHER, {})


def test_a_document_without_front_matter_has_no_title(tmp_path: Path) -> None:
    xml = f"{DOCTYPE}<article><body><p>Toes.</p></body></article>"
    with pytest.raises(ReadError, match="no title"):
        record_of(tmp_path, xml).parse()


@pytest.mark.parametrize(
    ("dates", "published", "year"),
    [
        ('<pub-date pub-type="ppub"><month>3</month><year>2001</year></pub-date>', None, 2001),
        (
            '<pub-date pub-type="ppub"><day>1</day><month>3</month><year>2001</year></pub-date>'
            '<pub-date publication-format="electronic"><day>9</day><month>2</month><year>2001</year></pub-date>',
            date(2001, 2, 9),
            2001,
        ),
        ('<pub-date date-type="odd"><day>31</day><month>2</month><year>2001</year></pub-date>', None, 2001),
        ("<pub-date><year>soon</year></pub-date>", None, None),
    ],
)
def test_a_date_needs_a_day(read: Read, dates: str, published: date | None, year: int | None) -> None:
    metadata = read(article(meta=dates)).metadata
    assert (metadata.published, metadata.year) == (published, year)


@pytest.mark.parametrize(
    ("permissions", "licence"),
    [
        ("<copyright-statement>(c) Toe</copyright-statement>", "(c) Toe"),
        ("<license><license-p>Ask  first.</license-p></license>", "Ask first."),
        (
            '<license><license-p>Under <ext-link xlink:href="http://creativecommons.org/licenses/by/4.0/">it</ext-link>'
            "</license-p></license>",
            "http://creativecommons.org/licenses/by/4.0/",
        ),
        (
            '<license><ali:license_ref xmlns:ali="urn:ali">https://example.org/l</ali:license_ref></license>',
            "https://example.org/l",
        ),
        ("<license/>", None),
    ],
)
def test_a_licence_is_an_address_or_a_text(read: Read, permissions: str, licence: str | None) -> None:
    assert read(article(meta=f"<permissions>{permissions}</permissions>")).metadata.licence == licence


def test_title_and_subtitle_are_one_title(read: Read) -> None:
    xml = article(title="On <italic>Toes</italic>").replace(
        "</title-group>", "<subtitle>Why?</subtitle></title-group>"
    )
    assert read(xml).metadata.title == "On Toes: Why?"
    xml = article(title="Why Toes?").replace("</title-group>", "<subtitle>A Trial</subtitle></title-group>")
    assert read(xml).text.startswith("Why Toes? A Trial\n\n")


@pytest.mark.parametrize(
    ("type_", "title", "kind"),
    [
        ("research-article", "Toes: A Systematic Review and Meta-Analysis", Kind.SYSTEMATIC_REVIEW),
        ("review-article", "A meta-analysis of toes", Kind.SYSTEMATIC_REVIEW),
        ("research-article", "Protocol for a systematic review of toes", Kind.RESEARCH),
        ("research-article", "Toes: a randomised controlled trial", Kind.TRIAL),
        ("research-article", "Power in cluster-randomized trials", Kind.RESEARCH),
        ("research-article", "Adherence to clinical guidelines on toes", Kind.RESEARCH),
        ("research-article", "WHO guideline on toes", Kind.GUIDELINE),
        ("review-article", "Clinical practice guidelines for the toe", Kind.GUIDELINE),
        ("editorial", "A randomised trial of toes", Kind.ARTICLE),
        ("practice-guideline", "Toes", Kind.GUIDELINE),
        ("systematic-review", "Toes", Kind.SYSTEMATIC_REVIEW),
        ("correction", "Correction: a randomised trial", Kind.OTHER),
        ("case-report", "A toe", Kind.RESEARCH),
        ("poem", "A toe", Kind.ARTICLE),
    ],
)
def test_the_kind_follows_from_type_and_title(read: Read, type_: str, title: str, kind: Kind) -> None:
    found = read(article(type_=type_, title=title)).metadata.kind
    assert found is kind


def test_the_heading_in_the_journal_can_make_a_guideline(read: Read) -> None:
    heading = '<subj-group subj-group-type="heading"><subject>Practice Guideline</subject></subj-group>'
    meta = f"<article-categories>{heading}</article-categories>"
    assert read(article(meta=meta)).metadata.kind is Kind.GUIDELINE


# Blocks.


def test_sections_have_their_path_and_abstracts_come_first(read: Read) -> None:
    document = read(
        article(
            "<sec><label>1</label><title>Methods</title><p>We looked.</p>"
            "<sec><title>Toes</title><p>We counted.</p></sec></sec><sec><p>The end.</p></sec>",
            abstract="<abstract><sec><title>Aim</title><p>To see.</p></sec></abstract>"
            '<abstract abstract-type="summary"><title>For all</title><p>See.</p></abstract>'
            '<abstract abstract-type="toc"><p>Teaser.</p></abstract>',
            back="<ack><p>Thanks.</p></ack><app-group><app><title>Appendix</title><p>More.</p></app></app-group>"
            "<glossary><title>Abbreviations</title><def-list><def-item><term>T</term><def><p>toe</p></def></def-item>"
            "<def-item><def><p>alone</p></def></def-item></def-list></glossary>"
            "<fn-group><fn><p>No interests.</p></fn></fn-group>",
        )
    )
    body = [(b.section, b.span.of(document.text)) for b in document.blocks[1:] if b.kind is not BlockKind.HEADING]
    assert body == [
        (("Abstract", "Aim"), "To see."),
        (("For all",), "See."),
        (("1 Methods",), "We looked."),
        (("1 Methods", "Toes"), "We counted."),
        ((), "The end."),
        (("Appendix",), "More."),
        (("Abbreviations",), "T: toe"),
        (("Abbreviations",), "alone"),
    ]


def test_text_after_the_abstract_is_not_part_of_it(read: Read) -> None:
    document = read(article("<p>It is so.</p>", abstract="<abstract><p>To see.</p></abstract>", back=""))
    assert [block.section for block in document.blocks] == [(), ("Abstract",), ("Abstract",), ()]


def test_lists_are_nested_and_split_their_paragraph(read: Read) -> None:
    document = read(
        article(
            "<p>Do not give in:<list><list-item><label>a)</label><p>pregnancy</p><p>or after it</p></list-item>"
            "<list-item><p>children<list><list-item><p>under two</p></list-item></list></p>"
            "<list><list-item><p>under one</p></list-item></list></list-item><list-item/></list>Else do.</p>"
        )
    )
    assert document.text.endswith(
        "Do not give in:\n\n- a) pregnancy or after it\n- children\n  - under two\n  - under one\n\nElse do."
    )
    assert [block.stem for block in document.blocks[2:6]] == [1, 1, 3, 3]


def test_a_block_inside_an_item_comes_after_its_text(read: Read) -> None:
    table = "<table-wrap><caption><p>T.</p></caption></table-wrap>"
    xml = f"<list><title>Steps</title><list-item><p>One:{table}then two</p></list-item></list>"
    assert texts(read(article(xml))) == ["Steps", "One:", "T.", "then two"]


def test_captions_boxes_quotations_and_omitted_elements(read: Read) -> None:
    document = read(
        article(
            "<sec><title>Results</title>"
            "<boxed-text><label>Box 1</label><caption><title>Key points</title></caption>"
            "<p>Wash.</p></boxed-text>"
            "<fig>&nbsp;<label>Figure 1</label>"
            "<caption>&nbsp;<title>A toe</title><p>Seen from above.</p></caption>"
            "<graphic xlink:href='a.tif'/></fig>"
            "<p>Seen<inline-graphic xlink:href='x'/> <fn><p>aside</p></fn>here."
            "<boxed-text><p>Dry.</p></boxed-text></p>"
            "<disp-quote><p>Ouch.</p><attrib>A toe</attrib></disp-quote>"
            "<disp-formula><tex-math>$\\\\sum$</tex-math></disp-formula>"
            "<statement><title>Rule</title><p>Rest.</p></statement><verse-group>Oh toe</verse-group></sec>"
            "<sec><title>Supporting Information</title><supplementary-material><caption><p>S1.</p></caption>"
            "</supplementary-material></sec>",
            tail="",
        )
        .replace("<back>", "<back>")
        .replace("</back>", "</back><floats-group><fig><caption><p>A float.</p></caption></fig></floats-group>")
    )
    assert texts(document) == [
        "Results",
        "Figure 1. A toe. Seen from above.",
        "Seen[image] ¹here.",
        "¹ aside",
        "Ouch.",
        "A toe",
        "Rule",
        "Rest.",
        "Oh toe",
        "Box 1 Key points",
        "Wash.",
        "Dry.",
        "Figures and tables",
        "A float.",
    ]
    assert document.blocks[-4].section == ("Results", "Box 1 Key points")


TABLE = """
<table-wrap><label>Table 1</label><caption><title>Harms</title></caption><table>
<thead><tr><th rowspan="2">Harm</th><th colspan="2">Placebo</th></tr><tr><th>n</th>
<th>%<xref ref-type="table-fn" rid="f">a</xref></th></tr></thead>
<tbody><tr><td colspan="3"><bold>Nausea</bold></td></tr><tr><td>grade 3</td><td>5</td><td>1<sup>*</sup></td></tr>
<tr><td>Total</td><td>7</td><td>2</td></tr>
<tr><td>Age</td><td/><td/></tr><tr><td>mean</td><td rowspan="2">61</td><td>9</td></tr>
<tr><td>median</td><td>8</td></tr>
<tr><td>Sex:</td><td/><td/></tr><tr><td>\u2003women</td><td colspan="2">3</td></tr>
<tr><td>Deaths</td><td>0</td><td>0</td></tr>
</tbody></table><table-wrap-foot><fn id="f"><label>a</label><p>Of all.</p></fn><p>Rounded.</p></table-wrap-foot>
</table-wrap>
"""


def test_a_table_keeps_the_labels_of_its_values(read: Read) -> None:
    document = read(article(TABLE))
    assert texts(document) == [
        "Table 1. Harms.",
        "Harm | Placebo: n | Placebo: %ᵃ",
        "Nausea",
        "Nausea: grade 3 | 5 | 1*",
        "Total | 7 | 2",
        "Age | |",
        "Age: mean | 61 | 9",
        "Age: median | 61 | 8",
        "Sex: | |",
        "Sex: women | 3 | 3",
        "Deaths | 0 | 0",
        "ᵃ Of all.",
        "Rounded.",
    ]
    assert {block.stem for block in document.blocks if block.kind is BlockKind.TABLE_ROW} == {None, 2}


def test_a_blank_first_cell_repeats_the_label_above(read: Read) -> None:
    rows = "<tr><th>Test</th><th>Result</th><th>n</th></tr><tr><td>PCR</td><td>yes</td><td>1</td></tr>"
    rows += (
        "<tr><td/><td>no</td><td>2</td></tr><tr><td>All</td><td/><td>3</td></tr><tr><td/><td>?</td><td>4</td></tr>"
    )
    assert texts(read(article(f"<table-wrap><table>{rows}</table></table-wrap>"))) == [
        "Test | Result | n",
        "PCR | yes | 1",
        "PCR | no | 2",
        "All | | 3",
        "| ? | 4",
    ]


def test_a_bold_row_ends_a_bold_group(read: Read) -> None:
    rows = "<tr><td><bold>A</bold></td><td/></tr><tr><td>b</td><td>1</td></tr>"
    rows += "<tr><td><bold>C</bold></td><td>2</td></tr>"
    assert texts(read(article(f"<table-wrap><table>{rows}</table></table-wrap>")))[1:] == ["A: b | 1", "C | 2"]


def test_cells_span_rows_and_empty_rows_and_tables_are_omitted(read: Read) -> None:
    rows = "<tr><td/><td/></tr><tr><td rowspan='3'>A</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>"
    xml = f"<table-wrap><table/><table>&nbsp;{rows}</table><table-wrap-foot>&nbsp;</table-wrap-foot></table-wrap>"
    assert texts(read(article(f"&nbsp;{xml}"))) == ["A | 1", "A | 2", "A | 3"]


def test_elements_nested_too_deeply_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("corpus.readers.jats.article.read", fall)
    with pytest.raises(ReadError, match="nested too deep"):
        document_of(tmp_path, article())


@pytest.mark.parametrize("tag", ["italic", "sec", "disp-quote", "boxed-text", "list-item"])
def test_the_deepest_markup_that_is_parsed_is_read(read: Read, tag: str) -> None:
    deep = {"list-item": ("<list><list-item><p>", "</p></list-item></list>", 80)}
    opened, closed, times = deep.get(tag, (f"<{tag}>", f"</{tag}>", 240))
    assert "Toes." in read(article(f"<p>A</p>{opened * times}<p>Toes.</p>{closed * times}")).text


def test_spans_cannot_make_a_table_arbitrarily_large(tmp_path: Path) -> None:
    cell = f'<td colspan="9999" rowspan="x">{"toe " * 30_000}</td>'
    with pytest.raises(ReadError, match="with its spans expanded"):
        document_of(tmp_path, article(f"<table-wrap><table><tr>{cell}</tr></table></table-wrap>"))


# Inline content.


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("5 &#215; 10<sup>&#8722;3</sup> m<sup>2</sup>", "5 × 10⁻³ m²"),
        ("H<sub>2</sub>O, CO<sub>2max</sub>", "H₂O, CO₂max"),
        ("CD24<sup>hi</sup>, p16<sup>INK4a</sup>, 10<sup>th</sup>", "CD24hi, p16INK4a, 10th"),
        ("<sup>18</sup>F-glucose<sup>a</sup> 10<sup>0.5</sup>", "¹⁸F-glucoseᵃ 10⁰.⁵"),
        ("toe<sup><italic>2+</italic></sup> one<break/>two", "toe²⁺ one two"),
        ('see <xref ref-type="fig" rid="f">Figure 1</xref><xref ref-type="fn" rid="n">b</xref>', "see Figure 1ᵇ"),
        ('<ext-link xlink:href="http://a.org">a.org</ext-link> <email>a@b.c</email>', "a.org a@b.c"),
        ("n = <inline-formula><italic>a</italic><sub>2</sub>+1</inline-formula>", "n = a₂+1"),
        ("n = <inline-formula>a+1</inline-formula>.", "n = a+1."),
        ("<inline-formula><tex-math>$n=3$</tex-math></inline-formula>", "n=3"),
        ("<inline-formula><tex-math>$\\frac{1}{2}$</tex-math></inline-formula>", "[formula]"),
        ("<inline-formula><inline-graphic xlink:href='x'/></inline-formula>", "[formula]"),
    ],
)
def test_inline_content_is_read_as_displayed(read: Read, xml: str, text: str) -> None:
    assert texts(read(article(f"<p>{xml}</p>"))) == [text]


@pytest.mark.parametrize(
    ("math", "text"),
    [
        ("<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>", "p < 0.05"),
        ("<msup><mi>x</mi><mn>2</mn></msup><msub><mi>x</mi><mn>0</mn></msub>", "x²x₀"),
        (
            "<msup><mi>x</mi><mi>AB</mi></msup><msub><mi>x</mi><mrow><mi>i</mi><mo>+</mo><mn>1</mn></mrow></msub>",
            "x^ABx_(i + 1)",
        ),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac>", "1/(a + b)"),
        ("<mover><mi>C</mi><mo>^</mo></mover><mspace/><mfenced><mi>a</mi><mi>b</mi></mfenced>", "Ĉ(a, b)"),
        ("<msqrt><mn>2</mn></msqrt>", "[formula]"),
        ("<mover><mi>AB</mi><mo>?</mo></mover>", "[formula]"),
        (f"<mtext>{'long ' * 30}</mtext>", "[formula]"),
    ],
)
def test_mathematics_that_fits_on_a_line_is_read(read: Read, math: str, text: str) -> None:
    mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{math}</math>'
    xml = f"<inline-formula><alternatives>{mathml}<tex-math>$\\x$</tex-math></alternatives></inline-formula>"
    assert texts(read(article(f"<p>Let {xml} be.</p>"))) == [f"Let {text} be."]


# Markers and references.


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (f"It hurts [{xref(1)},{xref(3)}]. It heals.", [("It hurts", (1, 3)), ("It heals.", ())]),
        (f"It hurts {xref(1, text='[1]')}, {xref(2, text='[2]')}.", [("It hurts", (1, 2))]),
        (f"It hurts {xref(1, text='[1]')}–{xref(4, text='[4]')}.", [("It hurts", (1, 2, 3, 4))]),
        (f"It hurts [{xref(2)}-{xref(4)},{xref(7)}].", [("It hurts", (2, 3, 4, 7))]),
        (f"It hurts [{xref(3, text='3-5')}].", [("It hurts", (3, 4, 5))]),
        (
            f"It hurts.<sup>{xref(1)},{xref(3)}–{xref(5)}</sup> It heals.",
            [("It hurts.", (1, 3, 4, 5)), ("It heals.", ())],
        ),
        (f"It hurts{xref(2)}. It heals.", [("It hurts", (2,)), ("It heals.", ())]),
        (f"It hurts {xref(1, 2, text='[1,2]')}.", [("It hurts", (1, 2))]),
        (f"Roe ({xref(1, text='2001')}) saw it.", [("Roe (2001) saw it.", (1,))]),
        (f"{xref(1, text='Roe 2001')} saw it.", [("Roe 2001 saw it.", (1,))]),
        (
            f"It hurts ({xref(1, text='Roe 2001')}; {xref(2, text='Doe 2002')}).",
            [("It hurts (Roe 2001; Doe 2002).", (1, 2))],
        ),
        (f"It is as described in [{xref(4)}].", [("It is as described in [4].", (4,))]),
        (f"It hurts {xref(9, text='[9]')}.", [("It hurts", (9,))]),
        (f"It hurts {xref('x', text='there')}.", [("It hurts there.", ())]),
    ],
)
def test_links_to_the_list_are_markers(read: Read, xml: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert sentences(read(article(f"<p>{xml}</p>"))) == found


def test_markers_never_fuse_with_a_word(read: Read) -> None:
    assert texts(read(article(f"<p>Toes{xref(2)} and toes<sup>{xref(3)}</sup>.</p>"))) == ["Toes[2] and toes³."]


def test_a_marker_without_an_entry_is_reported(read: Read) -> None:
    document = read(article(f"<p>It hurts {xref(9, text='[9]')}.</p>"))
    assert [f.number for f in lint(document) if f.code == Code.DANGLING] == [9]
    assert document.reference(9).missing


REFS = """
<ref-list><title>References</title>
<ref id="a"><label>[4]</label><mixed-citation publication-type="journal"><string-name>Roe J</string-name>,
<article-title>Of <italic>toes</italic>.</article-title> <source>J Toes</source> (<year>2001a</year>)
<pub-id pub-id-type="doi">10.1234/A.b.</pub-id><pub-id pub-id-type="pmid">77</pub-id>
<ext-link xlink:href="https://example.org/t">x</ext-link></mixed-citation></ref>
<ref id="b"><label>5.</label><element-citation publication-type="book"><source>The Toe Book</source>
<year>1999</year>
<comment>doi:10.99999/book</comment></element-citation></ref>
<ref id="c"><label>6</label><mixed-citation publication-type="other">Doe J, Roe R (2020) A toe. Toe Press.
<ext-link xlink:href="https://www.ncbi.nlm.nih.gov/pubmed/88">PubMed</ext-link></mixed-citation></ref>
<ref id="d"><label>7</label><citation citation-type="journal"><article-title>One: a meta-analysis</article-title>
<source>T</source>
</citation><citation><article-title>Two</article-title></citation></ref>
<ref id="e"><label>8</label><note><p>Unpublished toes.</p></note></ref>
<ref id="f"><label>9</label><citation-alternatives>
<element-citation><article-title>Once</article-title></element-citation>
<mixed-citation>Once, again</mixed-citation></citation-alternatives></ref>
<ref><label>10</label><mixed-citation>Toe facts. 2003. https://example.org/toes</mixed-citation></ref>
</ref-list>
"""


def test_the_list_is_read_in_all_its_forms(read: Read) -> None:
    document = read(article('<p>It hurts <xref ref-type="bibr" rid="b">[5]</xref>.</p>', back=REFS))
    found = {entry.number: entry for entry in document.references}
    first = found[4]
    assert (first.title, first.container, first.year) == ("Of toes", "J Toes", 2001)
    assert (first.doi, first.pmid, first.url) == ("10.1234/A.b", "77", "https://example.org/t")
    assert first.kind is Kind.ARTICLE
    assert (found[5].title, found[5].year, found[5].doi, found[5].kind) == (
        "The Toe Book",
        1999,
        "10.99999/book",
        Kind.OTHER,
    )
    assert (found[6].title, found[6].year, found[6].pmid) == ("A toe. Toe Press. PubMed", 2020, "88")
    assert (found[7].title, found[7].kind) == ("One: a meta-analysis; Two", Kind.SYSTEMATIC_REVIEW)
    assert (found[8].title, found[9].title) == ("Unpublished toes.", "Once")
    assert (found[10].title, found[10].year, found[10].url) == ("Toe facts", 2003, "https://example.org/toes")
    assert document.sentences[1].references == (5,)


@pytest.mark.parametrize("labels", [("", ""), ("1", "1"), ("a", "2"), ("0", "1")])
def test_entries_without_numbers_of_their_own_are_counted(read: Read, labels: tuple[str, str]) -> None:
    entries = "".join(
        f'<ref id="{id_}"><label>{label}</label><citation><article-title>T</article-title></citation></ref>'
        for id_, label in zip("xy", labels, strict=True)
    )
    body = '<p>It hurts [<xref ref-type="bibr" rid="y">b</xref>].</p>'
    document = read(article(body, back=f"<ref-list>{entries}</ref-list>"))
    assert [entry.number for entry in document.references] == [1, 2]
    assert document.sentences[1].references == (2,)


# Standing.


def related(type_: str, href: str = "info:doi/10.1234/toe.1", more: str = "") -> str:
    return f'<related-article related-article-type="{type_}" xlink:href="{href}" {more}/>'


@pytest.mark.parametrize(
    ("type_", "pointer", "standing"),
    [
        ("retraction", related("retracted-article"), Standing.RETRACTED),
        ("retraction", related(""), Standing.RETRACTED),
        ("retraction", related("companion"), None),
        ("correction", related("corrected-article", "https://doi.org/10.1234/toe.1"), Standing.CORRECTED),
        ("expression-of-concern", related("object-of-concern"), Standing.EXPRESSION_OF_CONCERN),
        ("partial-retraction", related("article"), Standing.CORRECTED),
        ("research-article", related("companion"), None),
        ("retraction", related("retracted-article", ""), None),
        ("retraction", related("retracted-article", "10.1234/NOTICE"), None),
    ],
)
def test_a_notice_names_the_work_that_it_is_about(
    read: Read, type_: str, pointer: str, standing: Standing | None
) -> None:
    ids = '<article-id pub-id-type="doi">10.1234/notice</article-id>'
    dated = '<pub-date pub-type="epub"><day>1</day><month>2</month><year>2020</year></pub-date>'
    document = read(article(meta=ids + dated + pointer, type_=type_, title="Retraction: On Toes"))
    assert document.metadata.standing is Standing.CURRENT
    found = [(n.standing, n.doi, n.date, n.title) for n in document.notices]
    assert found == ([(standing, "10.1234/toe.1", date(2020, 2, 1), "Retraction: On Toes")] if standing else [])


def test_a_notice_may_name_a_pmid(read: Read) -> None:
    [notice] = read(article(meta=related("retracted-article", "55", 'ext-link-type="pmid"'))).notices
    assert (notice.doi, notice.pmid) == (None, "55")
    inside = (
        '<related-article related-article-type="retracted-article"><pub-id pub-id-type="doi">10.1234/x</pub-id>'
    )
    inside += '<pub-id pub-id-type="pmid">56</pub-id></related-article>'
    [notice] = read(article(meta=inside)).notices
    assert (notice.doi, notice.pmid) == ("10.1234/x", "56")


def test_an_article_can_declare_itself_retracted(read: Read) -> None:
    metadata = read(article(meta=related("retraction-forward", "10.1234/notice"))).metadata
    assert (metadata.standing, metadata.standing_notice) == (Standing.RETRACTED, "10.1234/notice")
    assert read(article(title="RETRACTED: On Toes")).metadata.standing is Standing.RETRACTED


# What holds for every article.


TAGS = st.sampled_from(
    ["p", "sec", "title", "list", "list-item", "table-wrap", "table", "tr", "td", "xref", "sup", "fig"]
)
NODES = st.recursive(
    st.sampled_from(["Toes hurt. ", "[", "]", "3", "–", " \u2003", "2.5 mg", ""]),
    lambda inner: st.builds(
        lambda tag, parts, number: (
            f'<{tag} ref-type="bibr" rid="r{number}" rowspan="{number}">{"".join(parts)}</{tag}>'
        ),
        TAGS,
        st.lists(inner, max_size=4),
        st.integers(0, 9),
    ),
    max_leaves=25,
)


@given(st.lists(NODES, max_size=4))
def test_any_markup_becomes_a_document_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, nodes: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        document = document_of(folder, article("".join(nodes)))
    except ReadError as error:
        assert "no text to quote" in str(error)  # noqa: PT017 - either outcome is fine
        return
    encoded = document.text.encode()
    for sentence in document.sentences:
        start, end = document.byte_span(sentence.span)
        assert encoded[start:end].decode() == sentence.span.of(document.text)
        assert all(number > 0 for number in sentence.references)


# Real files.


def real(data_dir: Path) -> list[Path]:
    return [*sorted((data_dir / "plos_jats").glob("*.xml")), *sorted((data_dir / "jats_misc").glob("*ml"))]


@pytest.mark.real_data
def test_every_published_article_is_read_whole(data_dir: Path) -> None:
    dangling = 0
    for path in real(data_dir):
        [record] = read_records(path, SPLITTER)
        assert isinstance(record, Record), record
        document = record.parse()
        used = {number for sentence in document.sentences for number in sentence.references}
        is_notice = document.metadata.extra["article_type"] in ("retraction", "correction")
        assert len(document.sentences) >= (5 if is_notice else 14), path.name
        assert bool(document.notices) is is_notice, path.name
        assert "  " not in document.text.replace("\n  ", "\n"), path.name
        assert document.metadata.doi, path.name
        assert document.metadata.published, path.name
        assert document.metadata.licence, path.name
        if document.references and not is_notice:
            assert len(used) > 0.8 * len(document.references), path.name
            assert all(entry.title for entry in document.references), path.name
        dangling += sum(finding.code == Code.DANGLING for finding in lint(document))
    assert dangling == 0


def compact(title: str) -> str:
    return unicodedata.normalize("NFKC", title).replace(" ", "")


@pytest.mark.real_data
def test_the_metadata_agree_with_the_index_of_the_data_set(data_dir: Path) -> None:
    lines = (data_dir / "plos_jats" / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for file, type_, doi, year, _, title in (line.split("\t") for line in lines):
        [record] = read_records(data_dir / "plos_jats" / file, SPLITTER)
        assert isinstance(record, Record)
        metadata = record.parse().metadata
        assert (metadata.doi, metadata.year, metadata.extra["article_type"]) == (doi, int(year), type_), file
        assert compact(metadata.title) == compact(title), file


def linked(id_: str, text: str) -> str:
    return f'<xref ref-type="fn" rid="{id_}">{text}</xref>'


def noted(id_: str, label: str, text: str) -> str:
    return f'<fn id="{id_}"><label>{label}</label><p>{text}</p></fn>'


def test_the_notes_that_the_text_cites_stand_after_the_block_that_cites_them(read: Read) -> None:
    body = (
        f"<sec><title>Use</title><p>Toes may be warmed.{linked('a', '*')}{noted('a', '*', 'Not over a fire.')}</p>"
        f"<p>Two more.{linked('b', '†')} Never those below:{linked('c', 'a')}</p>"
        "<list><list-item><p>blue toes</p></list-item></list></sec>"
        f"<sec><title>More</title><p>Rest.{linked('a', '*')}</p></sec>"
    )
    group = (
        f"<fn-group>{noted('b', '†', 'Only clean ones.')}{noted('c', 'a', 'See the ward rules.')}"
        f"{noted('x', '', 'No competing interests.')}</fn-group>"
    )
    document = read(article(body).replace("</back>", f"{group}</back>"))
    assert texts(document) == [
        "Use",
        "Toes may be warmed.*",
        "* Not over a fire.",
        "Two more.† Never those below:ᵃ",
        "blue toes",
        "† Only clean ones.",
        "ᵃ See the ward rules.",
        "More",
        "Rest.*",
    ]
    assert [text for text, _ in sentences(document)][3:5] == ["Two more.†", "Never those below:ᵃ"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "<p>Rest.<fn><p>For a day.</p></fn> Walk.<fn><p>For two.</p></fn></p>",
            ["Rest.¹ Walk.²", "¹ For a day."],
        ),
        (f"<p>Rest.{linked('n', '')}<fn id='n' symbol='‡'><p>A day.</p></fn></p>", ["Rest.‡", "‡ A day."]),
        (
            f"<p>Rest {linked('n', 'as said below')}.{noted('n', 'a', 'A day.')}</p>",
            ["Rest as said below.", "ᵃ A day."],
        ),
        (
            f"<p>Rest.<sup>{linked('n m', 'a,b')}</sup>{noted('n', 'a', 'A.')}{noted('m', 'b', 'B.')}</p>",
            ["Rest.ᵃ,ᵇ"],
        ),
        (f"<p>Rest.{linked('n', '1')}</p>{noted('n', '1', 'A day.')}", ["Rest.¹", "¹ A day."]),
        ("<p>Rest.</p><fn><p>A note of nothing.</p></fn>", ["Rest.", "A note of nothing."]),
    ],
)
def test_notes_have_the_sign_of_their_link_or_their_own(read: Read, body: str, shown: list[str]) -> None:
    assert texts(read(article(body)))[: len(shown)] == shown


def test_a_note_cited_in_a_table_stands_after_the_table(read: Read) -> None:
    rows = f"<tr><td>Rest{linked('n', '*')}</td></tr><tr><td>Ice</td></tr>"
    table = f"<table-wrap><table>{rows}</table></table-wrap>{noted('n', '*', 'For a day.')}"
    assert texts(read(article(table))) == ["Rest*", "Ice", "* For a day."]


@pytest.mark.parametrize(
    "relation", ["partial-retraction", "partially-retracted-article", "", "article-reference"]
)
def test_a_partial_retraction_names_itself_as_such(read: Read, relation: str) -> None:
    notices = read(article(meta=related(relation), type_="partial-retraction", title="On Toes")).notices
    assert [(notice.standing, notice.doi, notice.title) for notice in notices] == [
        (Standing.CORRECTED, "10.1234/toe.1", "Partial retraction: On Toes")
    ]


def test_a_work_that_points_to_its_partial_retraction_is_corrected(read: Read) -> None:
    metadata = read(article(meta=related("partial-retraction", "10.1234/notice"))).metadata
    assert (metadata.standing, metadata.standing_notice) == (Standing.CORRECTED, "10.1234/notice")
