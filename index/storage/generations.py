"""The folder of all generations: which of them is live, and the lock that allows a process to build."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import Self

from index.errors import BuildInProgressError, CorruptIndexError, NoIndexError
from index.storage.files import sync, write_bytes
from index.storage.generation import Generation

GENERATIONS = "generations"
CURRENT = "CURRENT"
VECTORS = "vectors.db"
LOCK = "build.lock"
UNFINISHED = ".unfinished-"


class BuildLock:
    """The lock of the one process that may change the index; BuildInProgressError if another process holds it.

    The operating system releases it when the process ends, even after a crash.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / LOCK
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise BuildInProgressError(self._path) from error
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


class Generations:
    """The generations in a home folder. Reading needs no lock; publishing and clearing require the BuildLock."""

    def __init__(self, home: Path) -> None:
        self.folder = home / GENERATIONS

    def live_id(self) -> str | None:
        """The id of the live generation, or None if there is none; CorruptIndexError if CURRENT is invalid."""
        current = self.folder / CURRENT
        try:
            named = current.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        if not (named.isascii() and named.isalnum()):
            raise CorruptIndexError(current, f"{CURRENT} does not name a generation")
        return named

    def open(self, generation_id: str) -> Generation:
        """Opens a generation; CorruptIndexError if its folder is incomplete."""
        return Generation.open(self.folder / generation_id)

    def live(self) -> Generation:
        """Opens the live generation; NoIndexError if there is none."""
        generation_id = self.live_id()
        if generation_id is None:
            raise NoIndexError
        return self.open(generation_id)

    def unfinished(self, generation_id: str) -> Path:
        """A new, empty folder next to the generations, to be filled and then published."""
        folder = self.folder / f"{UNFINISHED}{generation_id}"
        folder.mkdir(parents=True)
        return folder

    def publish(self, folder: Path, generation_id: str) -> Generation:
        """Renames a finished folder to its id and makes it live; it is visible only after the last step."""
        place = self.folder / generation_id
        if place.exists():
            shutil.rmtree(place)
        sync(folder)
        folder.rename(place)
        sync(self.folder)
        self.make_live(generation_id)
        return self.open(generation_id)

    def make_live(self, generation_id: str) -> None:
        """Points CURRENT at a generation, atomically."""
        draft = self.folder / f"{UNFINISHED}{CURRENT}"
        write_bytes(draft, f"{generation_id}\n".encode("ascii"))
        draft.rename(self.folder / CURRENT)
        sync(self.folder)

    def clear(self, keep: set[str]) -> None:
        """Removes the remains of killed builds, and all generations except those in `keep`."""
        for path in list(self.folder.iterdir()) if self.folder.is_dir() else []:
            if path.is_dir() and path.name not in keep:
                shutil.rmtree(path)
