import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Document, DoubtKind
from corpus.readers import read_records
from corpus.readers.base import Limits, ReadError, Record, Refusal
from corpus.text import SentenceSplitter, clean

SPLITTER = SentenceSplitter()
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = f"""<w:styles {NAMES}>
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="H2"><w:name w:val="Heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>
<w:style w:styleId="Out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Bullet"><w:name w:val="List Bullet"/><w:pPr>
<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Bullet2"><w:name w:val="List Bullet 2"/><w:basedOn w:val="Bullet"/></w:style>
<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A draft</dc:title>
 <dc:creator>Jane Doe; Richard Roe</dc:creator><dc:language>en</dc:language>
 <dcterms:modified>2023-04-05T06:07:08Z</dcterms:modified></cp:coreProperties>"""


SUPER = '<w:vertAlign w:val="superscript"/>'
SUB = '<w:vertAlign w:val="subscript"/>'
WHITE = '<w:color w:val="ffffff"/>'
ON_BLACK = f'{WHITE}<w:shd w:fill="000000"/>'
BREAKS = "<w:r><w:tab/><w:t>now</w:t><w:br/><w:t>and</w:t><w:noBreakHyphen/><w:t>on</w:t></w:r>"
DELETED = "<w:r><w:delText>x</w:delText></w:r>"
POWER = "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f>"


def t(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def sym(code: str) -> str:
    return f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>'


def p(content: str, style: str = "", properties: str = "") -> str:
    content = content if content.startswith("<") else t(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def item(text: str, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def archive(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            whole.writestr(name, content)
    return buffer.getvalue()


def document(body: str, **parts: str) -> bytes:
    wrapped = {f"word/{name}.xml": content for name, content in parts.items()}
    return archive({"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>", **wrapped})


def read(
    folder: Path, data: bytes, name: str = "a-draft.docx", limits: Limits | None = None
) -> list[Record | Refusal]:
    path = folder / name
    path.write_bytes(data)
    return list(read_records(path, SPLITTER, limits))


def parse(folder: Path, body: str, **parts: str) -> Document:
    [record] = read(folder, document(body, styles=STYLES, **parts))
    assert isinstance(record, Record), record
    assert record.reader == "docx"
    return record.parse()


def kinds(found: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.span.of(found.text)) for block in found.blocks]


def cited(found: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.span.of(found.text), sentence.references) for sentence in found.sentences][1:]


def test_headings_lists_and_captions_by_their_styles(tmp_path: Path) -> None:
    body = (
        p("On sprains", "Title")
        + p("Care", "H1")
        + p("At home", "Mine")
        + p("At night", "Out")
        + p("Give:", "Loop")
        + item("ice")
        + item("for an hour", 1)
        + p("rest", "Bullet")
        + p("a day", "Bullet2")
        + p("Table 1. Doses", "Cap")
        + p("Not a list", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    found = parse(tmp_path, body)
    assert kinds(found) == [
        ("heading", 1, "On sprains"),
        ("heading", 2, "Care"),
        ("heading", 2, "At home"),
        ("heading", 3, "At night"),
        ("paragraph", 0, "Give:"),
        ("list_item", 0, "ice"),
        ("list_item", 1, "for an hour"),
        ("list_item", 0, "rest"),
        ("list_item", 1, "a day"),
        ("caption", 0, "Table 1. Doses"),
        ("paragraph", 0, "Not a list"),
    ]
    assert [found.blocks[at].stem for at in (5, 6, 7)] == [4, 5, 4]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (t("Rest ") + t("helps.", "<w:b/>"), "Rest helps."),
        (t("Rest") + BREAKS, "Rest now and\u2011on"),
        (t("10") + t("-6", SUPER) + t(" H") + t("2", SUB), "10⁻⁶ H₂"),
        (t("Keep ") + f"<w:del>{t('old')}{DELETED}</w:del><w:ins>{t('new')}</w:ins>", "Keep new"),
        (
            t("Keep") + f"<w:moveFrom>{t('x')}</w:moveFrom>" + t("x", "<w:strike/>") + t("x", "<w:dstrike/>"),
            "Keep",
        ),
        (
            t("Keep") + t("x", "<w:vanish/>") + t("x", '<w:rStyle w:val="Unseen"/>') + t("x", '<w:sz w:val="2"/>'),
            "Keep",
        ),
        (t("Keep") + t("x", WHITE) + t(" y", ON_BLACK), "Keep y"),
        (t("Keep") + t(" it", '<w:vanish w:val="0"/>'), "Keep it"),
        (f"<w:hyperlink>{t('Linked')}</w:hyperlink><w:fldSimple>{t(' 3')}</w:fldSimple>", "Linked 3"),
        ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>" + t("Shown"), "Shown"),
        (t("Dose ") + sym("F0B3") + t(" 5 ") + sym("F0FF"), "Dose ≥ 5 \ufffd"),
        (sym("zz") + t("x"), "\ufffdx"),
        (f"<m:oMath><m:r><m:t>p&lt;5</m:t></m:r>{POWER}</m:oMath>", "p<5m²"),
        (t("is ") + f"<m:oMath>{FRACTION}</m:oMath>", "is [formula]"),
        (
            f"<w:sdt><w:sdtPr><w:r><w:t>x</w:t></w:r></w:sdtPr><w:sdtContent>{t('Kept')}</w:sdtContent></w:sdt>",
            "Kept",
        ),
    ],
)
def test_the_text_is_the_visible_text_with_changes_accepted(tmp_path: Path, content: str, text: str) -> None:
    assert kinds(parse(tmp_path, p(content)))[1:] == [("paragraph", 0, text)]


def test_text_boxes_come_after_their_paragraph(tmp_path: Path) -> None:
    def box(text: str) -> str:
        return f"<w:txbxContent>{p(text)}</w:txbxContent>"

    boxes = f"<mc:Choice>{box('Boxed.')}</mc:Choice><mc:Fallback>{box('Boxed.')}</mc:Fallback>"
    choice = f"<w:r><mc:AlternateContent>{boxes}</mc:AlternateContent></w:r>"
    found = parse(tmp_path, p(t("Before.") + choice) + p("After."))
    assert [text for _, _, text in kinds(found)][1:] == ["Before.", "Boxed.", "After."]


def test_tables_have_headers_and_repeat_what_spans_rows_or_columns(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"

    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    table = (
        row(cell("Drug"), cell("Dose", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
        + row(cell("A", '<w:vMerge w:val="restart"/>'), cell("1"), cell("2"))
        + row(cell("", "<w:vMerge/>"), cell("3"), cell("4"))
        + row(cell("B"), cell("none", '<w:gridSpan w:val="2"/>'))
        + row(cell("In children", '<w:gridSpan w:val="3"/>'))
        + row(cell("gone"), properties="<w:del/>")
    )
    bold = row(cell(t("Drug", "<w:b/>")), cell(t("Dose", "<w:b/>"))) + row(cell(t("B", "<w:b/>")), cell("5"))
    look = "<w:tblPr><w:tblLook w:firstRow='1'/></w:tblPr>" + row(cell("x")) + row(cell("y"))
    found = parse(tmp_path, f"<w:tbl>{table}</w:tbl><w:tbl>{bold}</w:tbl><w:tbl>{look}</w:tbl>")
    assert [text for _, _, text in kinds(found)][1:] == [
        "Drug | Dose | Dose",
        "A | 1 | 2",
        "A | 3 | 4",
        "B | none | none",
        "In children | |",
        "Drug | Dose",
        "B | 5",
        "x",
        "y",
    ]
    assert [block.stem for block in found.blocks][1:] == [None, 1, 1, 1, 1, None, 6, None, 8]


def test_a_row_with_another_number_of_cells_than_its_table_is_doubtful(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    rows = row("Drug", "Adult", "Child") + row("A", "1", "2") + row("B", "3") + row("Tablets") + row("C", "5", "6")
    look = "<w:tblPr><w:tblLook w:firstRow='1'/></w:tblPr>"
    found = parse(tmp_path, p("Rest helps.") + f"<w:tbl>{look}{rows}</w:tbl>")
    assert [(doubt.kind, doubt.span.of(found.text)) for doubt in found.doubts] == [(DoubtKind.TABLE, "B | 3")]


def test_superscripts_and_brackets_point_into_the_reference_list(tmp_path: Path) -> None:
    body = (
        p(t("Resting helps.") + t("1,2", SUPER) + t(" Ice too [2]."))
        + p("References", "H1")
        + item("Doe J. Rest. J Sprains. 2001.")
        + p("")
        + item("Roe R. Ice. 2002.")
        + p("After", "H1")
        + p("Walking.")
    )
    found = parse(tmp_path, body)
    assert cited(found) == [("Resting helps.", (1, 2)), ("Ice too", (2,)), ("After", ()), ("Walking.", ())]
    assert [(one.title, one.year) for one in found.references] == [("Rest", 2001), ("Ice", 2002)]
    assert [one.number for one in found.references] == [1, 2]


def test_a_bold_line_can_be_the_heading_of_the_list_and_numbers_can_be_written(tmp_path: Path) -> None:
    body = (
        p("Rest [4].") + p(t("References:", "<w:b/>")) + p("[4] Doe J. Rest. 2001.") + p("[7] Roe R. Ice. 2002.")
    )
    found = parse(tmp_path, body)
    assert cited(found) == [("Rest", (4,))]
    assert [one.number for one in found.references] == [4, 7]
    twice = p("Rest.") + p("References", "H1") + p("1. A 2001") + p("1. B 2002")
    assert [one.number for one in parse(tmp_path, twice).references] == [1, 2]


def notes(kind: str, *texts: str) -> str:
    return (
        f"<w:{kind}s {NAMES}>"
        + "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in enumerate(texts, 1))
        + f"</w:{kind}s>"
    )


def mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_citing_notes_are_references_and_others_are_paragraphs(tmp_path: Path) -> None:
    body = p(
        t("Rest helps.") + mark("footnote", 1) + t(" Ice too.") + mark("footnote", 2) + mark("endnote", 1)
    ) + p("End.")
    found = parse(
        tmp_path,
        body,
        footnotes=notes("footnote", "Doe J. Rest. 2001.", "Not on open wounds."),
        endnotes=notes("endnote", "Roe R. Ice. 2002."),
    )
    assert cited(found) == [
        ("Rest helps.", (1,)),
        ("Ice too.²", (2,)),
        ("² Not on open wounds.", ()),
        ("End.", ()),
    ]
    assert [one.year for one in found.references] == [2001, 2002]


def test_with_a_reference_list_all_notes_are_paragraphs(tmp_path: Path) -> None:
    body = (
        p(t("Rest helps.") + mark("footnote", 1) + mark("footnote", 9))
        + p("References", "H1")
        + p("1. Roe R. Ice. 2002.")
    )
    found = parse(tmp_path, body, footnotes=notes("footnote", "See Doe 2001."))
    assert [text for text, _ in cited(found)] == ["Rest helps.¹", "¹ See Doe 2001."]
    assert len(found.references) == 1


def test_the_file_s_properties_are_its_metadata(tmp_path: Path) -> None:
    data = archive(
        {
            "word/document.xml": f"<w:document {NAMES}><w:body>{p('Rest.')}</w:body></w:document>",
            "docProps/core.xml": CORE,
        }
    )
    [record] = read(tmp_path, data, "x.docx")
    assert isinstance(record, Record)
    found = record.parse().metadata
    assert (found.title, found.authors, found.language) == ("A draft", ("Jane Doe", "Richard Roe"), "en")
    assert (found.last_updated, found.year) == (date(2023, 4, 5), None)


def test_an_impossible_day_is_not_a_date(tmp_path: Path) -> None:
    core = CORE.replace("2023-04-05", "2023-02-31")
    text = f"<w:document {NAMES}><w:body>{p('Rest.')}</w:body></w:document>"
    [record] = read(tmp_path, archive({"word/document.xml": text, "docProps/core.xml": core}), "x.docx")
    assert isinstance(record, Record)
    assert record.parse().metadata.last_updated is None


def test_deleted_paragraphs_are_omitted_and_content_controls_are_read(tmp_path: Path) -> None:
    kept = f"<w:sdt><w:sdtContent>{p('Kept.')}</w:sdtContent></w:sdt>"
    gone = f"<!-- a remark --><w:del>{p('Gone.')}</w:del>"
    rows = (
        f"<w:ins><w:tr><w:tc>{p('In.')}</w:tc></w:tr></w:ins><w:del><w:tr><w:tc>{p('Out.')}</w:tc></w:tr></w:del>"
    )
    found = parse(tmp_path, f"{kept}{gone}<w:tbl>{rows}</w:tbl>")
    assert [text for _, _, text in kinds(found)][1:] == ["Kept.", "In."]


def test_the_title_is_the_first_heading_else_the_file_s_name(tmp_path: Path) -> None:
    assert parse(tmp_path, p("Sprains", "H1") + p("Rest.")).metadata.title == "Sprains"
    found = parse(tmp_path, p("Rest.") + p("Sprains", "H1"))
    assert (found.metadata.title, found.metadata.last_updated) == ("A draft", None)
    assert found.blocks[-1].kind is BlockKind.HEADING


ENTITY = "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>"
DTD = f'<!DOCTYPE x [<!ENTITY a "x">]><w:document {NAMES}>{ENTITY}</w:document>'
CENTRAL = b"PK\x01\x02\x14\x03\x14\x00"
SOUND = document(p("Rest."))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SOUND[:-30], "the archive is damaged"),
        (document(""), "no text to quote"),
        (document(p("Rest.", "H1"), styles=STYLES), "no text to quote"),
        (archive({"word/document.xml": "<w:document"}), "is not well-formed"),
        (archive({"word/document.xml": DTD}), "declares a document type"),
        (archive({"word/document.xml": f"<w:document {NAMES}>" + "<w:p>" * 5000}), "is not well-formed"),
        (archive({"word/other.xml": "<x/>"}), "this is not a DOCX file"),
        (archive({"word/document.xml": " " * 20_000_000}), "decompresses to more than 16777216 bytes"),
        (SOUND.replace(CENTRAL + b"\x00", CENTRAL + b"\x01"), "is encrypted"),
        (SOUND.replace(CENTRAL + b"\x00\x00\x08", CENTRAL + b"\x00\x00\x63"), "is damaged"),
        (b"PK\x03\x04word/", "the archive is damaged"),
    ],
)
def test_a_damaged_document_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    [record] = read(tmp_path, data)
    assert isinstance(record, Record)
    with pytest.raises(ReadError, match=reason):
        record.parse()


def test_other_archives_are_refused_with_the_remedy(tmp_path: Path) -> None:
    [refusal] = read(tmp_path, archive({"content.xml": "<x/>"}), "a.odt")
    assert isinstance(refusal, Refusal)
    assert "export the document as DOCX, Markdown or plain text" in refusal.reason
    data = archive({f"word/{number}": "" for number in range(10_001)})
    [record] = read(tmp_path, data)
    assert isinstance(record, Record)
    with pytest.raises(ReadError, match="more than 10000 parts"):
        record.parse()


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<>&"), max_size=30
        ),
        max_size=5,
    )
)
def test_the_sentences_are_in_document_order(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]
) -> None:
    said = [text for text in paragraphs if not any(ord(c) in (0xFFFE, 0xFFFF) for c in text)]
    folder = tmp_path_factory.mktemp("docx")
    try:
        found = parse(folder, "".join(p(t(text)) for text in said))
    except ReadError as error:
        if "no text to quote" not in str(error):
            raise
        return
    whole = "".join("".join(clean(text).split()) for text in said)
    position = 0
    for sentence in found.sentences[1:]:
        wanted = "".join(sentence.span.of(found.text).split())
        assert whole.find(wanted, position) >= 0
        position = whole.find(wanted, position) + len(wanted)


@pytest.mark.parametrize(
    ("written", "fonts", "shown"),
    [
        ("m", 'w:ascii="Symbol" w:hAnsi="Symbol"', "µ"),
        ("\uf06d", 'w:ascii="Symbol"', "µ"),
        ("£ 5", 'w:hAnsi="Symbol"', "≤ 5"),
        ("\u00b3", 'w:ascii="Symbol"', "≥"),
        ("\uf0fc", 'w:ascii="Wingdings"', "✔"),
        ("\uf041", 'w:ascii="Wingdings"', "\ufffd"),
        ("m", 'w:ascii="Symbol Neu"', "m"),
        ("µ", 'w:ascii="Arial"', "µ"),
        ("β", 'w:ascii="Symbol"', "β"),
    ],
)
def test_text_in_a_symbol_font_is_what_the_font_shows(
    tmp_path: Path, written: str, fonts: str, shown: str
) -> None:
    found = parse(tmp_path, p(t("Dose ") + t(written, f"<w:rFonts {fonts}/>") + t(" once.")))
    assert kinds(found)[1:] == [("paragraph", 0, f"Dose {shown} once.")]


def test_a_character_style_can_set_a_symbol_font(tmp_path: Path) -> None:
    style = '<w:style w:styleId="Sy"><w:name w:val="Sy"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:style>'
    data = document(
        p(t("Wait ") + t("\u00b3", '<w:rStyle w:val="Sy"/>') + t(" two hours.")),
        styles=STYLES.replace("</w:styles>", f"{style}</w:styles>"),
    )
    [record] = read(tmp_path, data)
    assert isinstance(record, Record)
    assert kinds(record.parse())[1:] == [("paragraph", 0, "Wait ≥ two hours.")]


def test_paragraphs_whose_end_was_deleted_are_one(tmp_path: Path) -> None:
    ended = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("Rest until the", properties=ended)
        + p(" toe is", properties=ended)
        + p(" blue.")
        + p("Walk.", properties=ended)
    )
    assert [text for _, _, text in kinds(parse(tmp_path, body))][1:] == ["Rest until the toe is blue.", "Walk."]


def cell_of(text: str, properties: str = "", *, bold: bool = False) -> str:
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(t(text, '<w:b/>' if bold else '')) if text else '<w:p/>'}</w:tc>"
    )


def rows_of(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr><w:trPr/>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_second_header_row_goes_with_the_first(tmp_path: Path) -> None:
    across, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    merged = rows_of(
        (cell_of("Drug", down, bold=True), cell_of("Dose", across, bold=True)),
        (cell_of("", on), cell_of("Young"), cell_of("Old")),
        (cell_of("Aone"), cell_of("1"), cell_of("2")),
    )
    bold = rows_of(
        (cell_of("Drug", bold=True), cell_of("Dose", across, bold=True)),
        (cell_of(""), cell_of("Young", bold=True), cell_of("Old", bold=True)),
        (cell_of("Btwo"), cell_of("3"), cell_of("4")),
    )
    for table, row in ((merged, "Aone | 1 | 2"), (bold, "Btwo | 3 | 4")):
        found = parse(tmp_path, table)
        assert [text for _, _, text in kinds(found)][1:] == ["Drug | Dose: Young | Dose: Old", row]
        assert found.blocks[-1].stem == 1


def test_a_note_stands_after_the_list_that_its_block_introduces(tmp_path: Path) -> None:
    body = p(t("Do not give to:") + mark("footnote", 1)) + item("cats") + item("dogs") + p("It helps.")
    found = parse(tmp_path, body, footnotes=notes("footnote", "Unless they are old."))
    assert [text for _, _, text in kinds(found)][1:] == [
        "Do not give to:¹",
        "cats",
        "dogs",
        "¹ Unless they are old.",
        "It helps.",
    ]
    assert [block.stem for block in found.blocks[1:]] == [None, 1, 1, None, None]


def listed(number: int, *texts: str) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return "".join(p(text, properties=numbering) for text in texts)


def numbering(*looks: tuple[str, str]) -> str:
    """A numbering part whose lists 1, 2 ... have these formats and signs."""
    levels = (f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>' for form, sign in looks)
    abstract = (
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        for n, level in enumerate(levels)
    )
    lists = (f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(looks)))
    return f"<w:numbering {NAMES}>{''.join(abstract)}{''.join(lists)}</w:numbering>"


@pytest.mark.parametrize(
    ("looks", "is_own_list"),
    [
        ((("bullet", "•"), ("decimal", "%1.")), True),
        ((("decimal", "%1."), ("decimal", "%1.")), True),
        ((("bullet", "•"), ("bullet", "✓")), True),
        ((("bullet", "•"), ("bullet", "•")), False),
        ((("bullet", "•"),), False),
    ],
)
def test_a_list_that_looks_like_another_has_no_part_in_its_stem(
    tmp_path: Path, looks: tuple[tuple[str, str], ...], is_own_list: bool
) -> None:
    body = p("Do not give velorim to:") + listed(1, "gout", "fever") + listed(2, "Weigh the toe", "Cool it")
    found = parse(tmp_path, body, numbering=numbering(*looks))
    assert [block.stem for block in found.blocks[2:]] == [1, 1, *([None, None] if is_own_list else [1, 1])]
