import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import BuildInProgressError, CorruptIndexError, NoIndexError
from index.storage.generations import BuildLock, Generations
from repository import ROOT

HOLD = """
import sys, time
from pathlib import Path
from index.storage.generations import BuildLock
with BuildLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_nothing_is_live_at_first(tmp_path: Path) -> None:
    shelf = Generations(tmp_path)
    assert shelf.live_id() is None
    with pytest.raises(NoIndexError, match="run `pincite ingest PATH`"):
        shelf.live()


def test_a_live_generation_without_its_folder_is_corrupt(tmp_path: Path) -> None:
    shelf = Generations(tmp_path)
    shelf.folder.mkdir()
    shelf.make_live("gone")
    assert shelf.live_id() == "gone"
    with pytest.raises(CorruptIndexError, match=r"no manifest: delete .*gone and run `pincite ingest PATH`"):
        shelf.live()


def test_clearing_keeps_the_named_generations_and_the_pointer(tmp_path: Path) -> None:
    shelf = Generations(tmp_path)
    shelf.clear(keep=set())
    shelf.unfinished("x")
    (shelf.folder / "old").mkdir()
    (shelf.folder / "kept").mkdir()
    shelf.make_live("kept")
    shelf.clear(keep={"kept"})
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["CURRENT", "kept"]


def test_one_process_builds_at_a_time_and_a_killed_one_releases_the_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BuildInProgressError, match="wait for it to finish"), BuildLock(tmp_path):
            pass
        holder.kill()
    with BuildLock(tmp_path), pytest.raises(BuildInProgressError), BuildLock(tmp_path):
        pass
    with BuildLock(tmp_path):
        pass
