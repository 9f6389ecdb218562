"""Bullets of every form begin list items."""

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind
from corpus.readers.pdf.layout.columns import Column
from corpus.readers.pdf.layout.drafts import DraftKind, Leading, drafts
from corpus.readers.pdf.page import Line
from pdfs import blocks, column, made, read


def line(text: str, x0: float, y: float) -> Line:
    return Line(text, bytes(len(text)), x0, x0 + 5 * len(text), y, 10, "Plain", int(y), 1)


@pytest.mark.parametrize(
    "bullet",
    [
        *("\u2022", "\u25aa", "\u25ab", "\u25cb", "\u25e6", "\u2023", "\u25cf", "\u25a0", "\u25a1", "\u27a2"),
        *("\u2713", "\u2013", "\u2014", "-", "\u2010", "\u2212", "\uff0d", "*", "o", "\u2043"),
    ],
)
def test_a_bullet_begins_an_item(bullet: str) -> None:
    said = [line("Do not give the syrup to people who:", 72, 100)]
    said += [
        line(f"{bullet} {text}", 80, 114 + 14 * number)
        for number, text in enumerate(("have a rash", "cannot swallow"))
    ]
    column = Column(tuple(said), 72, 400)
    found = drafts(column, Leading([column]))
    assert [(draft.kind, draft.first.text) for draft in found[1:]] == [
        (DraftKind.ITEM, "have a rash"),
        (DraftKind.ITEM, "cannot swallow"),
    ]


def test_a_letter_within_a_sentence_is_no_bullet() -> None:
    said = [line("The syrup is for people who cannot swallow, be it a tablet or the letter", 72, 100)]
    said.append(line("o drawn with a pen.", 72, 112))
    column = Column(tuple(said), 72, 440)
    assert [draft.kind for draft in drafts(column, Leading([column]))] == [DraftKind.PARAGRAPH]


def test_bullets_of_two_forms_make_two_levels(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def paint(canvas: Canvas) -> None:
        column(canvas, ["Do not give the syrup to people who:"], y=100, font="Vera")
        for number, (x, text) in enumerate(
            (
                (80, "\u2022 have a rash,"),
                (100, "\u2013 that is new"),
                (100, "\u2013 that is old"),
                (80, "\u2022 cannot drink."),
            )
        ):
            column(canvas, [text], x=x, y=114 + 14 * number, font="Vera")

    document = read(tmp_path, made(paint))
    items = blocks(document, BlockKind.LIST_ITEM)
    assert [(item.span.of(document.text), item.level) for item in items] == [
        ("have a rash,", 0),
        ("that is new", 1),
        ("that is old", 1),
        ("cannot drink.", 0),
    ]
