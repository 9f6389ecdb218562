"""The data folder: where everything that a person's Pincite knows is kept."""

import os
from pathlib import Path


class HomeError(Exception):
    """The data folder cannot be used; the message names the remedy."""


class Home:
    """One data folder, which is made (readable by its owner only) where it is missing.

    It also holds what `index.storage.generations` keeps in it: the generations, the vectors and the build lock.
    Raises HomeError for a folder that cannot be made, or be written in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser()
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"cannot make the data folder {self.path} ({error.strerror}): {_REMEDY}") from error
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            raise HomeError(f"may not write in the data folder {self.path}: {_REMEDY}")

    @property
    def store(self) -> Path:
        """The documents, all versions of them: the truth that everything else but conversations is made from."""
        return self.path / "store.db"

    @property
    def conversations(self) -> Path:
        """The conversations that have not expired."""
        return self.path / "conversations.db"

    @property
    def calibrations(self) -> Path:
        """The calibrations that were fitted here, one file for each generation that has one."""
        return self.path / "calibrations"


_REMEDY = "name another with --home or PINCITE_HOME"
