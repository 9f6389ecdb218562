"""Reading doubts that a text shows by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, DoubtKind, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter, clean
from corpus.text.doubtful import text_doubts

SPLITTER = SentenceSplitter()
FUSED = "Donotgivethistochildrenandpregnantwomenwithoutadvice"


def found(text: str) -> list[tuple[DoubtKind, str]]:
    return [(doubt.kind, doubt.span.of(text)) for doubt in text_doubts(text)]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Give 5 \ufffdg daily.", "\ufffd"),
        ("Give \ue0a5 5 mg.", "\ue0a5"),
        ("A dose of (cid:3)(cid:17) mg.", "(cid:3)(cid:17)"),
    ],
)
def test_characters_without_a_meaning_are_doubtful(text: str, doubtful: str) -> None:
    assert found(text) == [(DoubtKind.UNMAPPED, doubtful)]


@pytest.mark.parametrize(
    "fused", [FUSED, "needswaterfromtheriver", "Hebewarelappartissomolendrumpastevilkorandule"]
)
def test_words_without_spaces_are_doubtful(fused: str) -> None:
    assert found(f"It is said: {fused} so.") == [(DoubtKind.NO_SPACES, fused)]


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/thechildrenandthewomenwithoutadvice.html for more.",
        "Pseudopseudohypoparathyroidism and dichlorodiphenyltrichloroethane are words.",
        "The primer GGAATTCCATATGGACACTTCATATCCCCGTGAATTCCATAT binds.",
        "Mit Transformationsformel.",
        "Parasympathicomimetics, immunohistochemically and anaesthesiologically.",
        "ขอให้ผู้ป่วยดื่มน้ำมากๆและพักผ่อนให้เพียงพอในช่วงนี้",
        "患者应多喝水并充分休息患者应多喝水并充分休息患者应多喝水并充分休息患者应多喝水并充分休息",
        "Give 2–5 mg/kg, up to 10⁶ U; µg, ≤ 5 %, 37 °C ± 0.5.",
    ],
)
def test_ordinary_text_is_not_doubtful(text: str) -> None:
    assert found(text) == []


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.sampled_from(DoubtKind))
def test_every_doubt_of_a_built_document_is_a_part_of_a_block(texts: list[str], kind: DoubtKind) -> None:
    builder = DocumentBuilder(SPLITTER)
    builder.title("A title")
    for text in texts:
        builder.doubt(kind, 1, 3)
        builder.paragraph(text)
    document = builder.build(Metadata("d", "A title"))
    for doubt in document.doubts:
        assert any(
            block.span.start <= doubt.span.start < doubt.span.end <= block.span.end for block in document.blocks
        )
    bodies = [block for block in document.blocks if block.kind is not BlockKind.HEADING]
    assert all(document.doubts_about(block.span) for block in bodies)


def test_a_doubt_is_about_the_next_block_alone() -> None:
    builder = DocumentBuilder(SPLITTER)
    builder.title("A title")
    builder.doubt(DoubtKind.TABLE)
    builder.paragraph(" \u200b ")
    builder.paragraph("Rest helps. Ice helps.")
    builder.doubt(DoubtKind.BORDER, 12, 15)
    builder.paragraph("Rest helps. Ice helps.")
    builder.doubt(DoubtKind.TABLE)
    builder.table_row(["", " "])
    builder.table_row(["Rest", "2 d"])
    document = builder.build(Metadata("d", "A title"))
    doubtful = [(d.kind, d.span.of(document.text)) for d in document.doubts]
    assert doubtful == [(DoubtKind.BORDER, "Ice")]
    assert [bool(document.doubts_about(sentence.span)) for sentence in document.sentences[-3:]] == [
        False,
        True,
        False,
    ]


@given(st.text(max_size=80))
def test_doubts_lie_in_their_text(text: str) -> None:
    cleaned = clean(text)
    assert all(doubt.span.end <= len(cleaned) for doubt in text_doubts(cleaned))
