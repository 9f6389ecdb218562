"""The data folder: the paths of the store, the conversations and the calibrations."""

import os
from pathlib import Path


class HomeError(Exception):
    """The data folder cannot be used; the message says what to do."""


class Home:
    """A data folder, created if it does not exist, with access for its owner only.

    `index.storage` keeps the index generations, the vectors and the build lock in the same folder.
    Raises HomeError if the folder cannot be created or is not writable.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser()
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"cannot create the data folder {self.path} ({error.strerror}): {_REMEDY}") from error
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            raise HomeError(f"the data folder {self.path} is not readable and writable: {_REMEDY}")

    @property
    def store(self) -> Path:
        """The database of all documents in all versions. The index can be rebuilt from it."""
        return self.path / "store.db"

    @property
    def conversations(self) -> Path:
        """The database of the conversations that have not expired."""
        return self.path / "conversations.db"

    @property
    def calibrations(self) -> Path:
        """The folder of locally fitted calibrations, with one file per calibrated generation."""
        return self.path / "calibrations"


_REMEDY = "choose another one with --home or PINCITE_HOME"
