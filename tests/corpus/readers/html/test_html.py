import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.readers import read_records
from corpus.readers.base import ReadError, Record, Refusal
from web_pages import REFERENCES, SPLITTER, body, cited, kinds, parse, texts


def test_headings_keep_their_levels_and_paths(tmp_path: Path) -> None:
    found = body(
        tmp_path, "<h1>Sprains</h1><p>Rest helps.</p><h2>Care</h2><h3>At home</h3><p>Ice helps.</p><h2>More</h2>"
    )
    assert found.metadata.title == "Sprains"
    assert kinds(found)[1:3] == [("heading", 2, "Care"), ("heading", 3, "At home")]
    assert [block.section for block in found.blocks] == [
        (),
        (),
        ("Care",),
        ("Care", "At home"),
        ("Care", "At home"),
        ("More",),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>A <b>bo</b>ld w<i>o</i>rd.</p>", ["A bold word."]),
        ("<p>One<br>two<br/>three.</p>", ["One two three."]),
        ("<p>Adults: 400 mg<br>Children: none</p>", ["Adults: 400 mg", "Children: none"]),
        ("<p>Not with<br/>- zorbin<br/>- velorim<br/>Drink</p>", ["Not with", "zorbin", "velorim", "Drink"]),
        ("<p>One.<br><br>Two.</p>", ["One.", "Two."]),
        ("<p>One.<br> <br>Two.</p>", ["One.", "Two."]),
        ("<div>One.<div>Two.</div>Three.</div>", ["One.", "Two.", "Three."]),
        (
            "<p>H<sub>2</sub>O at 10<sup>-6</sup> m<sup>2</sup>, the 4<sup>th</sup>.</p>",
            ["H₂O at 10⁻⁶ m², the 4th."],
        ),
        ("<p>5&nbsp;mg&thinsp;or&#x20;6&micro;g &lt; 7</p>", ["5 mg or 6µg < 7"]),
        ("<p>hy&shy;phen<wbr>ated</p>", ["hyphenated"]),
        ("<a href='/x'><p>In a link.</p></a>", ["In a link."]),
        ("<blockquote><p>Quoted.</p></blockquote><pre>a\n  b</pre>", ["Quoted.", "a b"]),
        ("<details><summary>More</summary>Folded.</details>", ["More", "Folded."]),
        ("<p>Let <math><mi>p</mi><mo>&lt;</mo><mn>5</mn></math> be.</p>", ["Let p < 5 be."]),
        ("<p>Let <math><mtable><mtr><mtd><mi>p</mi></mtd></mtr></mtable></math> be.</p>", ["Let [formula] be."]),
        ("<p>Let <img class=mwe-math-fallback src=x> be <img src=y>.</p>", ["Let [formula] be ."]),
        ("<p>F<sub>[1,2]</sub> is<sup>[3]</sup></p>", ["F[₁,₂] is[3]"]),
        ("<p>Keep <del>not </del><ins>this</ins> <s>wrong</s>.</p>", ["Keep this ."]),
        (
            "<p>\ud83d\ude00 fine &#xD800; &#0; &bogus; x</p>".encode("utf-16", "surrogatepass").decode("utf-16"),
            None,
        ),
    ],
)
def test_inline_elements_neither_add_nor_take_space(
    tmp_path: Path, content: str, expected: list[str] | None
) -> None:
    found = texts(body(tmp_path, content))
    assert expected is None or found == expected


def test_lists_keep_depths_stems_and_the_blocks_of_an_item(tmp_path: Path) -> None:
    content = """<p>Do not give in:</p>
    <ul><li>pregnancy</li><li><p>asthma,</p><p>however mild</p><ol><li>acute<li>chronic</ol></li></ul>
    <dl><dt>Dose</dt><dd>5 mg</dd><dd>10 mg</dd></dl>"""
    found = body(tmp_path, content)
    assert kinds(found) == [
        ("paragraph", 0, "Do not give in:"),
        ("list_item", 0, "pregnancy"),
        ("list_item", 0, "asthma,"),
        ("list_item", 1, "however mild"),
        ("list_item", 1, "acute"),
        ("list_item", 1, "chronic"),
        ("list_item", 0, "Dose"),
        ("list_item", 1, "5 mg"),
        ("list_item", 1, "10 mg"),
    ]
    assert [block.stem for block in found.blocks[2:8]] == [1, 1, 3, 3, 3, None]


def test_tables_keep_headers_captions_and_labels(tmp_path: Path) -> None:
    content = """<table><caption>Table 1. Doses</caption>
    <thead><tr><th rowspan="2">Drug</th><th colspan="2">Dose (mg)</th></tr>
    <tr><th>Adult</th><th>Child</th></tr></thead>
    <tfoot><tr><td colspan=3>By mouth.</td></tr></tfoot>
    <tbody><tr><th rowspan=2>A</th><td>5</td><td>2<sup>a</sup></td></tr>
    <tr><td>6</td><td>3</td></tr></tbody></table>
    <table><tr><td>x</td><td>y</td></tr></table>"""
    found = body(tmp_path, content)
    assert [text for _, _, text in kinds(found)] == [
        "Table 1. Doses",
        "Drug | Dose (mg): Adult | Dose (mg): Child",
        "A | 5 | 2ᵃ",
        "A | 6 | 3",
        "By mouth.",
        "x | y",
    ]
    assert [block.stem for block in found.blocks[2:]] == [None, 2, 2, 2, None]
    assert found.blocks[1].kind is BlockKind.CAPTION


def test_a_layout_table_is_read_as_blocks(tmp_path: Path) -> None:
    content = """<table><tr><td><h2>Care</h2><p>Rest.</p></td><td><ul><li>Ice</ul></td></tr></table>
    <table role=presentation><tr><td>One.</td><td>Two.</td></tr></table><table><tr><td>Alone.</td></tr></table>"""
    assert [kind for kind, _, _ in kinds(body(tmp_path, content))] == ["heading", "paragraph", "list_item"] + [
        "paragraph"
    ] * 3


def test_figures_have_captions(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        "<figure><img src=x alt='unseen'><figcaption><p>Fig 1. An ankle.</p></figcaption></figure><p>Rest.</p>",
    )
    assert kinds(found)[0] == ("caption", 0, "Fig 1. An ankle.")


@pytest.mark.parametrize(
    ("marked", "sentence", "numbers"),
    [
        ('Rest helps.<sup><a href="#r1">1</a></sup>', "Rest helps.", (1,)),
        ('Rest helps<sup>[<a href="#r1">1</a>]</sup>.', "Rest helps", (1,)),
        ('Rest helps <a href="#r1">[1]</a>.', "Rest helps", (1,)),
        ('Rest helps [<a href="#r1">1</a>–<a href="#r3">3</a>].', "Rest helps", (1, 2, 3)),
        ('Rest helps (<a href="#r1">1</a>, <a href="#r3">3</a>).', "Rest helps", (1, 3)),
        (
            'Rest helps.<a href="#r1"><sup>1</sup></a><sup>,</sup><a href="#r3"><sup>3</sup></a>',
            "Rest helps.",
            (1, 3),
        ),
        ('Rest helps.<sup><a href="#r1">1-3</a></sup>', "Rest helps.", (1, 2, 3)),
        ("Rest helps.<sup>1,3</sup>", "Rest helps.", (1, 3)),
        ("Rest helps.<sup>1–3</sup>", "Rest helps.", (1, 2, 3)),
        ("Rest helps [1, 3].", "Rest helps", (1, 3)),
        ('Rest<sup><a href="#r2">2</a></sup> helps.', "Rest² helps.", (2,)),
        ('<a href="#r2">Doe 2002</a> says rest helps.', "Doe 2002 says rest helps.", (2,)),
        ('Rest helps (<a href="#r2">Doe 2002</a>).', "Rest helps (Doe 2002).", (2,)),
        ('Rest helps <a href="#other">1</a>.', "Rest helps 1.", ()),
        ('Rest helps <a href="https://example.org/#r1">1</a>.', "Rest helps 1.", ()),
        ("Rest of 10<sup>2</sup> m<sup>3</sup> helps.", "Rest of 10² m³ helps.", ()),
    ],
)
def test_markers_point_into_the_page_s_own_list(
    tmp_path: Path, marked: str, sentence: str, numbers: tuple[int, ...]
) -> None:
    found = body(tmp_path, f"<p>{marked}</p><p>Ice helps.</p>{REFERENCES}")
    assert cited(found) == [(sentence, numbers), ("Ice helps.", ())]
    assert [reference.number for reference in found.references] == [1, 2, 3]


def test_without_a_list_a_superscript_is_not_a_marker(tmp_path: Path) -> None:
    assert cited(body(tmp_path, "<p>Rest helps.<sup>1</sup> [2]</p>"))[0][1] == ()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><body><p>na\u00efve</p>".encode(), "na\u00efve"),
        ("<html><body><p>na\u00efve</p>".encode("utf-8-sig"), "na\u00efve"),
        ("<html><body><p>na\u00efve</p>".encode("utf-16"), "na\u00efve"),
        (b"<html><meta charset=iso-8859-1><body><p>na\xefve \x93so\x94</p>", "na\u00efve \u201cso\u201d"),
        (b"<?xml version='1.0' encoding='windows-1251'?><html><p>\xe4\xe0</p></html>", "\u0434\u0430"),
        (
            b'<html><meta http-equiv="content-type" content="text/html; charset=Shift_JIS"><p>\x82\xa0</p>',
            "\u3042",
        ),
        (b"<html><meta charset=utf-16><p>na\xc3\xafve</p>", "na\u00efve"),
        (b"<html><!-- <meta charset=latin1> --><p>na\xc3\xafve</p>", "na\u00efve"),
        (b"<html><meta charset=nonsense><p>na\xc3\xafve</p>", "na\u00efve"),
        (b"<html><meta charset=base64><p>na\xc3\xafve</p>", "na\u00efve"),
    ],
)
def test_the_encoding_is_what_the_page_declares_else_utf_8(tmp_path: Path, page: bytes, text: str) -> None:
    assert texts(parse(tmp_path, page)) == [text]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html><p>caf\xe9</p>", "byte 12 is not UTF-8"),
        (
            b"<html><meta charset=windows-1252><p>caf\x81</p>",
            "byte 39 is not cp1252, the encoding that the page declares",
        ),
        (b"<html><body>" + b"<div>" * 100_000 + b"deep", "nested too deep"),
        (b"<html><body>" + b"<b>" * 100_000 + b"deep", "nested too deep"),
        (b"<html><body><p>" + b"x" * 10_000_001, "too long"),
        (b"<!-- only this -->", "the page has no element"),
        (b"<html></html>", "no text to quote"),
        (b"<html><h1>Title</h1><h2>Heading</h2></html>", "no text to quote"),
        (b"<html><style>p {}</style><script>x()</script><p hidden>Hidden.</p></html>", "no text to quote"),
    ],
)
def test_an_unreadable_page_is_refused(tmp_path: Path, page: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        parse(tmp_path, page)


def test_a_page_is_detected_by_its_first_tags_or_its_suffix(tmp_path: Path) -> None:
    start = "<?xml version='1.0'?><!-- saved from x --><!DOCTYPE HTML PUBLIC '-//W3C//DTD XHTML 1.0'>"
    assert texts(
        parse(tmp_path, f"{start}<html xmlns='http://www.w3.org/1999/xhtml'><p>Rest.</p></html>", "page")
    ) == ["Rest."]
    assert texts(parse(tmp_path, "<p>Rest.</p>", "part.htm")) == ["Rest."]


def test_the_order_of_title_sources(tmp_path: Path) -> None:
    tagged = '<meta name=citation_title content="The work"><title>W | Site</title><h1>The Work</h1><p>Rest.</p>'
    assert parse(tmp_path, tagged).metadata.title == "The work"
    assert texts(parse(tmp_path, tagged)) == ["Rest."]
    assert body(tmp_path, "<h1>Sprains</h1><p>Rest.</p>").metadata.title == "Sprains"
    assert body(tmp_path, "<p>Rest.</p>").metadata.title == "A page"
    assert parse(tmp_path, "<p>Rest.</p>").metadata.title == "A page"
    assert parse(tmp_path, "<p>Rest.</p>", "on-sprains.html").metadata.title == "On sprains"


def test_a_page_is_parsed_only_when_its_record_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><p>caf\xe9</p>")
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    with pytest.raises(ReadError, match="UTF-8"):
        record.parse()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"]), max_size=12)
INLINE = ("b", "i", "span", "em", "sup", "a", "code")
BLOCK = (
    "p",
    "div",
    "section",
    "blockquote",
    "ul",
    "li",
    "h2",
    "h3",
    "table",
    "tr",
    "td",
    "figcaption",
    "dl",
    "dd",
)
TREES = st.recursive(
    WORDS.map(html.escape),
    lambda inner: st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag}>",
        st.sampled_from(INLINE + BLOCK),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(tree=TREES)
def test_the_sentences_of_any_tree_are_in_document_order(
    tmp_path_factory: pytest.TempPathFactory, tree: str
) -> None:
    folder = tmp_path_factory.mktemp("page")
    page = f"<html><head><title>T</title></head><body>{tree}</body></html>"
    try:
        document = parse(folder, page)
    except ReadError as error:
        if "no text to quote" not in str(error):
            raise
        return
    whole = squeezed(html.unescape(strip(tree)))
    position = 0
    for sentence in texts(document):
        for part in sentence.split(" | "):
            wanted = squeezed(part)
            found = whole.find(wanted, position)
            assert found >= 0, (wanted, whole[position:])
            position = found + len(wanted)


def strip(tree: str) -> str:
    return re.sub(r"<[^<>]*>", "", tree)


def squeezed(text: str) -> str:
    # A raised dash of any kind is written as the one superscript minus that there is.
    text = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, "\u2212\u2013"), "-"))
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and c != "|")


@pytest.mark.real_data
def test_real_pages_are_read_or_refused(data_dir: Path) -> None:
    sentences = {}
    for path in sorted((data_dir / "pdf_robustness").glob("*.html")):
        [record] = read_records(path, SPLITTER)
        assert not isinstance(record, Refusal)
        try:
            sentences[path.stem] = len(record.parse().sentences)
        except ReadError:
            if path.stem != "docling__unit_test_01":  # which has nothing but headings
                raise
    assert len(sentences) == 12
    assert min(sentences.values()) > 2


@pytest.mark.real_data
def test_an_encyclopedia_page_keeps_its_references(data_dir: Path) -> None:
    [record] = read_records(data_dir / "pdf_robustness" / "docling__wiki_duck.html", SPLITTER)
    assert isinstance(record, Record)
    duck = record.parse()
    assert duck.metadata.title == "Duck"
    assert len(duck.references) > 50
    used = {number for sentence in duck.sentences for number in sentence.references}
    assert used <= {reference.number for reference in duck.references}
    assert not any("Retrieved" in text for text in texts(duck))
