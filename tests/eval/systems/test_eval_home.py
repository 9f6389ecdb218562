from pathlib import Path

import pytest

from eval.errors import AskingError
from eval.systems.home import default_cache, prepare
from qa.settings import Settings
from tiny import write_collection, write_lines

SHA256 = "0123456789abcdef" * 4


def test_a_corpus_is_ingested_once_for_each_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write_collection(tmp_path / "tiny") / "corpus.jsonl"
    config = Settings(home=tmp_path / "other", model="hash")
    first = prepare([corpus], SHA256, config, tmp_path / "cache")
    assert first.refused == ()
    assert first.settings.home.is_relative_to(tmp_path / "cache" / SHA256[:16])
    assert not config.home.exists()
    generations = sorted((first.settings.home / "generations").iterdir())
    again = prepare([corpus], SHA256, config, tmp_path / "cache")
    assert again == first
    assert sorted((first.settings.home / "generations").iterdir()) == generations


def test_refused_records_are_counted_and_an_empty_corpus_is_an_error(tmp_path: Path) -> None:
    config = Settings(home=tmp_path / "other", model="hash")
    good, bad = {"_id": "a", "title": "A", "text": "A sentence."}, {"_id": "b", "title": "B", "text": ""}
    corpus = write_lines(tmp_path / "corpus.jsonl", [good, bad])
    (refused,) = prepare([corpus], SHA256, config, tmp_path / "cache").refused
    assert "corpus.jsonl, line 2: the document has no text to quote" in refused
    empty = write_lines(tmp_path / "empty.jsonl", [bad])
    with pytest.raises(AskingError, match=r"empty\.jsonl has no document that can be read"):
        prepare([empty], "f" * 64, config, tmp_path / "cache")


def test_the_cache_is_where_xdg_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "pincite" / "eval"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/invalid")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache() == tmp_path / ".cache" / "pincite" / "eval"
