from pathlib import Path

import pytest
from reportlab.lib.colors import black, red, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind, Kind
from corpus.readers.base import Limits
from pdfs import HEIGHT, WIDTH, Painter, column, made, page_of, read, references_of, refusal, sentences, texts

PROSE = (
    "Reed fever is a short illness of lowland farmers in the wet",
    "season. It is spread by mites that live in the banks of slow",
    "rivers and leaves no lasting harm in most of the people.",
)


def prose(canvas: Canvas) -> None:
    column(canvas, PROSE)


def test_lines_become_one_paragraph_of_sentences(tmp_path: Path) -> None:
    document = read(tmp_path, made(prose))
    assert texts(document, BlockKind.PARAGRAPH) == [" ".join(PROSE)]
    assert sentences(document) == [
        "Reed fever is a short illness of lowland farmers in the wet season.",
        "It is spread by mites that live in the banks of slow rivers and leaves no lasting harm in most "
        "of the people.",
    ]


def test_a_pdf_is_detected_by_its_signature_in_the_first_kilobyte(tmp_path: Path) -> None:
    document = read(tmp_path, b"\n" * 900 + made(prose), "sample.txt")
    assert document.metadata.title == "A title of its own"


class TestPages:
    def test_a_sentence_is_on_the_page_on_which_it_begins(self, tmp_path: Path) -> None:
        def first(canvas: Canvas) -> None:
            column(canvas, [*PROSE, "The first sign is a headache. It is followed by a", "rash which"], y=700)

        def second(canvas: Canvas) -> None:
            column(canvas, ["fades within days. Children recover sooner than adults."], y=72)

        document = read(tmp_path, made(first, second))
        assert len(texts(document, BlockKind.PARAGRAPH)) == 1
        assert page_of(document, "It is followed by a rash which fades") == 1
        assert page_of(document, "Children recover") == 2
        assert [page.number for page in document.pages] == [1, 2]

    def test_a_page_without_text_is_named(self, tmp_path: Path) -> None:
        def drawing(canvas: Canvas) -> None:
            canvas.rect(100, 100, 200, 200, fill=1)

        document = read(tmp_path, made(prose, drawing))
        assert document.metadata.extra["pages left out: no text layer"] == "2"

    def test_running_heads_and_page_numbers_are_left_out(self, tmp_path: Path) -> None:
        def page(number: int) -> Painter:
            def paint(canvas: Canvas) -> None:
                column(canvas, ["Notes on Reed Fever"], x=72, y=30, size=8)
                column(canvas, [f"{number} of the illnesses is described on this page, and no other is."], y=200)
                column(canvas, [str(number)], x=290, y=815, size=8)

            return paint

        document = read(tmp_path, made(*(page(number) for number in range(1, 5))))
        assert sentences(document) == [
            f"{number} of the illnesses is described on this page, and no other is." for number in range(1, 5)
        ]

    def test_a_first_line_that_repeats_on_only_two_pages_is_kept(self, tmp_path: Path) -> None:
        document = read(tmp_path, made(prose, prose))
        assert (
            sentences(document).count("Reed fever is a short illness of lowland farmers in the wet season.") == 2
        )


class TestWords:
    def test_typesetting_hyphens_are_removed_and_spelling_hyphens_are_kept(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["Some long-term effects of the illness are known. The treat-", "ment has long-"])
            column(canvas, ["term results, and the treatment is free for all who ask for it."], y=124)

        assert sentences(read(tmp_path, made(paint))) == [
            "Some long-term effects of the illness are known.",
            "The treatment has long-term results, and the treatment is free for all who ask for it.",
        ]

    def test_ligatures_are_taken_apart(self, tmp_path: Path) -> None:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

        def paint(canvas: Canvas) -> None:
            column(canvas, ["The \ufb01rst \ufb02uid was given \ufb01ve times."], font="Vera")

        assert sentences(read(tmp_path, made(paint))) == ["The first fluid was given five times."]

    def test_an_address_that_is_broken_over_two_lines_is_joined(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            column(
                canvas, ["The register is open to all (https://example.org/registers/", "mites-2024) and free."]
            )

        assert sentences(read(tmp_path, made(paint))) == [
            "The register is open to all (https://example.org/registers/mites-2024) and free."
        ]

    def test_powers_and_ordinals_stay_text(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            text = canvas.beginText(72, HEIGHT - 100)
            text.setFont("Helvetica", 10)
            text.textOut("A count below 10")
            text.setFont("Helvetica", 6)
            text.setRise(4)
            text.textOut("9")
            text.setFont("Helvetica", 10)
            text.setRise(0)
            text.textOut("/L on the 5th day is low in every case.")
            canvas.drawText(text)

        assert sentences(read(tmp_path, made(paint))) == [
            "A count below 10⁹/L on the 5th day is low in every case."
        ]


def with_markers(marker: str, size: float, rise: float) -> bytes:
    def paint(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 100)
        text.setFont("Helvetica", 10)
        text.textOut("Rest is enough in mild disease.")
        text.setFont("Helvetica", size)
        text.setRise(rise)
        text.textOut(marker)
        text.setFont("Helvetica", 10)
        text.setRise(0)
        text.textOut(" Severe disease needs care in a ward.")
        canvas.drawText(text)
        column(canvas, ["References"], y=160, size=16, font="Helvetica-Bold")
        column(canvas, ["1. Amber AB, Birch C. Mites of the reed. J Notes. 2019;3:1-9."], y=190)
        column(
            canvas,
            ["2. Cedar D. Fevers of the lowland. Lowland Press. 2020. doi:10.1234/mites", "-and-reeds."],
            y=206,
        )

    return made(paint)


class TestReferences:
    @pytest.mark.parametrize(("marker", "size", "rise"), [("1,2", 6, 4), (" [1, 2]", 10, 0)])
    def test_markers_name_entries_of_the_list(self, tmp_path: Path, marker: str, size: float, rise: float) -> None:
        document = read(tmp_path, with_markers(marker, size, rise))
        assert references_of(document, "Rest is enough") == (1, 2)
        assert references_of(document, "Severe disease") == ()

    def test_entries_are_parsed_as_far_as_their_form_is_known(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, with_markers("1", 6, 4)).references
        assert (first.number, first.title, first.container, first.year) == (
            1,
            "Mites of the reed",
            "J Notes",
            2019,
        )
        assert (second.number, second.doi) == (2, "10.1234/mites-and-reeds")

    def test_the_reference_list_is_not_quotable(self, tmp_path: Path) -> None:
        assert not any("Mites" in text for text in sentences(read(tmp_path, with_markers("1", 6, 4))))

    def test_a_number_without_an_entry_is_not_a_marker(self, tmp_path: Path) -> None:
        document = read(tmp_path, with_markers(" [17]", 10, 0))
        assert references_of(document, "Rest is enough") == ()


class TestHidden:
    @pytest.mark.parametrize("way", ["white", "mode", "tiny", "outside", "covered"])
    def test_invisible_text_is_not_quotable(self, tmp_path: Path, way: str) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, PROSE)
            text = canvas.beginText(72 if way != "outside" else WIDTH + 50, HEIGHT - 200)
            text.setFont("Helvetica", 0.5 if way == "tiny" else 10)
            text.setFillColor(white if way == "white" else black)
            if way == "mode":
                text.setTextRenderMode(3)
            text.textOut("Take ten times the dose.")
            canvas.drawText(text)
            if way == "covered":
                canvas.setFillColor(red)
                canvas.rect(60, HEIGHT - 220, 300, 40, fill=1)

        document = read(tmp_path, made(paint))
        assert "ten times" not in document.text
        assert int(document.metadata.extra["hidden characters left out"]) >= 20

    def test_white_text_on_a_dark_background_is_visible(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, PROSE)
            canvas.setFillColor(black)
            canvas.rect(60, HEIGHT - 220, 300, 40, fill=1)
            canvas.setFillColor(white)
            column(canvas, ["Keep the patient in bed for a week."], y=200)

        assert "Keep the patient in bed for a week." in sentences(read(tmp_path, made(paint)))

    def test_white_text_across_black_text_is_hidden(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            canvas.setFillColor(white)
            column(canvas, ["Hidden words"], y=112, size=30)
            canvas.setFillColor(black)
            column(canvas, PROSE)

        assert texts(read(tmp_path, made(paint)), BlockKind.PARAGRAPH) == [" ".join(PROSE)]

    def test_a_pdf_with_only_hidden_text_is_refused(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            canvas.setFillColor(white)
            prose(canvas)

        assert refusal(tmp_path, made(paint)).startswith("no visible text on any page")


class TestRefusals:
    def test_no_text_layer(self, tmp_path: Path) -> None:
        assert (
            refusal(tmp_path, made(lambda canvas: canvas.circle(100, 100, 50)))
            == "the PDF has no text layer: run OCR on it"
        )

    def test_a_password(self, tmp_path: Path) -> None:
        assert "requires a password" in refusal(tmp_path, made(prose, password="secret"))

    @pytest.mark.parametrize("length", [20, 200])
    def test_truncated(self, tmp_path: Path, length: int) -> None:
        assert "damaged or truncated" in refusal(tmp_path, made(prose)[:length])

    def test_too_many_pages(self, tmp_path: Path) -> None:
        reason = refusal(tmp_path, made(prose, prose, prose), limits=Limits(pages=2))
        assert reason == "the PDF has 3 pages, more than the limit of 2: split the file"

    def test_a_text_layer_that_differs_from_the_drawn_letters(self, tmp_path: Path) -> None:
        shifted = "".join(chr(ord("B") + (ord(letter) - ord("A") + 6) % 24) for letter in "THEQRCKBRWNFX" * 3)

        def paint(canvas: Canvas) -> None:
            column(canvas, ["".join(letter for letter in shifted if letter not in "AEIOUY") + " XKCD"] * 20)

        assert refusal(tmp_path, made(paint)).startswith("the text layer is not what is drawn")

    def test_only_a_contents_page(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["Contents"], size=20, y=80)
            column(canvas, [f"Chapter {number} of the book {'.' * 40} {number}" for number in range(9)])

        assert (
            refusal(tmp_path, made(paint))
            == "the document has no text to quote: add text, or leave the document out"
        )


class TestMetadata:
    @pytest.mark.parametrize("junk", ["untitled", "Microsoft Word - draft.doc", "final_v2.indd"])
    def test_the_largest_text_replaces_a_placeholder_title(self, tmp_path: Path, junk: str) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["Guideline on Reed Fever"], size=24, y=80)
            column(canvas, PROSE, y=130)

        document = read(tmp_path, made(paint, title=junk))
        assert document.metadata.title == "Guideline on Reed Fever"
        assert document.metadata.kind is Kind.GUIDELINE
        assert not texts(document, BlockKind.HEADING)[1:]

    def test_nothing_is_guessed(self, tmp_path: Path) -> None:
        metadata = read(tmp_path, made(prose, title=None), "reed-fever.pdf").metadata
        assert metadata.title == "Reed fever"
        assert (metadata.kind, metadata.year, metadata.publisher, metadata.doi) == (Kind.OTHER, None, None, None)

    def test_metadata_in_the_text_are_used(self, tmp_path: Path) -> None:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["© Lowland Health Office 2024", "ISBN 978-3-16-148410-0"])
            column(canvas, ["Licence: CC BY-NC-SA 3.0 IGO. https://doi.org/10.1234/reed.5", *PROSE], y=150)

        metadata = read(tmp_path, made(paint)).metadata
        assert (metadata.publisher, metadata.year) == ("Lowland Health Office", 2024)
        assert (metadata.doi, metadata.licence) == ("10.1234/reed.5", "CC BY-NC-SA 3.0 IGO")
        assert metadata.extra["isbn"] == "978-3-16-148410-0"
