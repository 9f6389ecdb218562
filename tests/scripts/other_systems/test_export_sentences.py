"""The sentences that other systems read are Pincite's own."""

import sys
from pathlib import Path

import pytest

import export_sentences
from exchange import Sentence, read_sentences

GUIDE = "# Zorbitis\n\nZorbitis is rare.\n\n## Treatment\n\nZorbine helps. So does rest.\n\n- Give no zorbol.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "zorbitis.md").write_text(GUIDE, encoding="utf-8")
    return tmp_path / "documents"


def exported(monkeypatch: pytest.MonkeyPatch, out: Path, *paths: Path) -> list[Sentence]:
    monkeypatch.setattr(sys, "argv", ["export", *map(str, paths), "--out", str(out)])
    export_sentences.main()
    return read_sentences(out)


def test_sentences_come_with_their_headings_and_headings_are_no_sentences(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    treatment = ("Zorbitis", "Treatment")
    assert exported(monkeypatch, tmp_path / "sentences.jsonl", folder) == [
        Sentence("zorbitis", ("Zorbitis",), "Zorbitis is rare."),
        Sentence("zorbitis", treatment, "Zorbine helps."),
        Sentence("zorbitis", treatment, "So does rest."),
        Sentence("zorbitis", treatment, "Give no zorbol."),
    ]


def test_what_cannot_be_read_is_reported_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.pdf").write_bytes(b"%PDF-1.7\n")
    sentences = exported(monkeypatch, tmp_path / "sentences.jsonl", folder / "empty.pdf", folder / "zorbitis.md")
    assert {sentence.document_id for sentence in sentences} == {"zorbitis"}
    assert "empty.pdf" in capsys.readouterr().err
