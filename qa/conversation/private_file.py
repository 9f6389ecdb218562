"""Files that only their owner can read, whatever the folder and the umask allow."""

import os
from pathlib import Path

OWNER_ONLY = 0o600
COMPANIONS = ("-wal", "-shm", "-journal")


def make_private(path: Path) -> None:
    """Create the file if it is missing, and make it and SQLite's files beside it readable by their owner only.

    SQLite gives the files that it creates beside a database the database's own mode. Hence the database must be
    private before SQLite opens it: changing the mode afterwards leaves the write-ahead log as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    path.chmod(OWNER_ONLY)
    for suffix in COMPANIONS:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.chmod(OWNER_ONLY)
