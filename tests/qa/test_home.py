import os
from pathlib import Path

import pytest

from qa.home import Home, HomeError


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "pincite")
    assert home.path.stat().st_mode & 0o777 == 0o700
    assert Home(home.path).path == home.path


def test_store_and_conversations_are_two_files_in_the_folder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.store.parent == home.conversations.parent == tmp_path
    assert home.store != home.conversations


def test_a_tilde_is_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Home(Path("~/notes")).path == tmp_path / "notes"


def test_a_file_in_the_way_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(HomeError, match="--home or PINCITE_HOME"):
        Home(tmp_path / "taken")
    with pytest.raises(HomeError, match="--home or PINCITE_HOME"):
        Home(tmp_path / "taken" / "below")


def test_a_folder_that_may_not_be_written_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(HomeError, match="not readable and writable"):
        Home(tmp_path)
