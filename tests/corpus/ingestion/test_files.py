import os
from pathlib import Path

import pytest

from corpus.ingestion.files import files
from corpus.readers import Refusal


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(found.relative_to(folder)) if isinstance(found, Path) else str(found) for found in files(paths)]


def test_the_files_of_a_folder_are_sorted_and_found_at_any_depth(tmp_path: Path) -> None:
    lay(tmp_path, "b.md", "a.md", "sub/c.md", "sub/deep/d.md", "another/e.md")
    assert names(tmp_path, tmp_path) == ["a.md", "b.md", "another/e.md", "sub/c.md", "sub/deep/d.md"]


def test_hidden_files_and_files_about_the_folder_are_skipped_unless_named(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a.md",
        ".hidden.md",
        ".git/b.md",
        "README.md",
        "readme",
        "LICENSE.txt",
        "sub/NOTICE",
        "readmes.md",
    )
    assert names(tmp_path, tmp_path) == ["a.md", "readmes.md"]
    named = [tmp_path / "README.md", tmp_path / ".hidden.md"]
    assert names(tmp_path, *named) == ["README.md", ".hidden.md"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "sub/b.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert names(tmp_path, tmp_path / "a.md", tmp_path, tmp_path / "sub" / ".." / "a.md") == ["a.md", "sub/b.md"]


def test_a_missing_path_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    missing, found = files([tmp_path / "nope.md", tmp_path / "a.md"])
    assert isinstance(missing, Refusal)
    assert "no such file or folder" in str(missing)
    assert found == tmp_path / "a.md"


def test_an_empty_folder_and_a_pipe_are_refusals(tmp_path: Path) -> None:
    lay(tmp_path, "empty/README.md")
    os.mkfifo(tmp_path / "pipe")
    (empty,) = files([tmp_path / "empty"])
    (pipe,) = files([tmp_path / "pipe"])
    assert "the folder has no file to read" in str(empty)
    assert "neither a file nor a folder" in str(pipe)


def test_a_cycle_of_links_is_not_followed_forever(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "gone.md")
    read, nowhere = files([tmp_path])
    assert read == tmp_path / "a.md"
    assert str(nowhere).endswith("nowhere.md: this link is broken: repair or remove it")


def test_a_folder_that_cannot_be_listed_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.md")

    def denied(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", denied)
    (refusal,) = files([tmp_path])
    assert "cannot be accessed (Permission denied)" in str(refusal)
