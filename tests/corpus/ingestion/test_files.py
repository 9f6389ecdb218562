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


def test_a_folders_files_come_sorted_from_any_depth(tmp_path: Path) -> None:
    lay(tmp_path, "b.md", "a.md", "sub/c.md", "sub/deep/d.md", "another/e.md")
    assert names(tmp_path, tmp_path) == ["a.md", "b.md", "another/e.md", "sub/c.md", "sub/deep/d.md"]


def test_hidden_files_and_those_about_the_folder_are_passed_over_unless_named(tmp_path: Path) -> None:
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


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "sub/b.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert names(tmp_path, tmp_path / "a.md", tmp_path, tmp_path / "sub" / ".." / "a.md") == ["a.md", "sub/b.md"]


def test_what_is_not_there_is_a_refusal_and_the_rest_comes(tmp_path: Path) -> None:
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


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
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
