"""Which files are meant by the names that a person gives."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.readers import Refusal

ABOUT_THE_FOLDER = frozenset(
    ("attribution", "authors", "changelog", "contributing", "copying", "licence", "license", "notice", "readme")
)


def files(paths: Sequence[Path]) -> Iterator[Path | Refusal]:
    """The files named, and those in the folders named: each once, a folder's sorted, at any depth.

    In a folder, hidden files and folders are passed over, and so are files about the folder itself
    (README, LICENSE and the like, whatever their suffix); named themselves they are read. What does not
    exist, is no file or cannot be listed is a refusal, and so is a folder without a file to read.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _under(path) if path.is_dir() else _named(path):
            if isinstance(found, Refusal):
                yield found
            elif (real := found.resolve()) not in seen:
                seen.add(real)
                yield found


def _named(path: Path) -> Iterator[Path | Refusal]:
    if path.is_file():
        yield path
    elif path.exists():
        yield Refusal(str(path), "neither a file nor a folder: copy its content into a file")
    else:
        yield Refusal(str(path), "no such file or folder: check the name")


def _under(folder: Path) -> Iterator[Path | Refusal]:
    refused: list[Refusal] = []
    empty = True
    for parent, folders, names in os.walk(folder, onerror=lambda error: refused.append(_unlisted(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(parent, name) for name in sorted(names)):
            if path.is_file() and not path.name.startswith(".") and not _about_the_folder(path.name):
                empty = False
                yield path
    yield from refused
    if empty and not refused:
        yield Refusal(
            str(folder), "holds no file to read: hidden files, README, LICENSE and the like do not count"
        )


def _about_the_folder(name: str) -> bool:
    return name.partition(".")[0].casefold() in ABOUT_THE_FOLDER


def _unlisted(error: OSError) -> Refusal:
    return Refusal(str(error.filename), f"cannot be listed ({error.strerror}): check its permissions")
