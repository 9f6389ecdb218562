"""Selection of the files to read from the paths that a user names."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.ingestion.sidecar import is_sidecar, sidecar_path
from corpus.readers import Refusal

ABOUT_THE_FOLDER = frozenset(
    ("attribution", "authors", "changelog", "contributing", "copying", "licence", "license", "notice", "readme")
)


def files(paths: Sequence[Path]) -> Iterator[Path | Refusal]:
    """The named files and all files in the named folders, at any depth: each once, sorted within a folder.

    In a folder, hidden files and folders are skipped, as are files about the folder itself (README, LICENSE and
    the like, with any suffix); they are read if named directly. A sidecar is never read as a document. Yields a
    refusal for a path that does not exist, is not a file or cannot be accessed, and for a folder without a file
    to read, a broken link in a folder, and a sidecar without its file.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            for found in _under(path) if path.is_dir() else _named(path):
                if isinstance(found, Refusal):
                    yield found
                elif (real := found.resolve()) not in seen:
                    seen.add(real)
                    yield found
        except OSError as error:
            yield _unreachable(error)


def _named(path: Path) -> Iterator[Path | Refusal]:
    if path.is_file() and is_sidecar(path):
        yield Refusal(str(path), "this is the metadata of another file: name that file instead")
    elif path.is_file():
        yield path
    elif path.exists():
        yield Refusal(str(path), "this is neither a file nor a folder: copy its content into a file")
    else:
        yield Refusal(str(path), "no such file or folder: check the name")


def _under(folder: Path) -> Iterator[Path | Refusal]:
    refused: list[Refusal] = []
    empty = True
    for parent, folders, names in os.walk(folder, onerror=lambda error: refused.append(_unreachable(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        described = {sidecar_path(Path(parent, name)) for name in names}
        for path in (Path(parent, name) for name in sorted(names)):
            try:
                is_meant = not path.name.startswith(".") and not _about_the_folder(path.name)
                is_read = is_meant and path.is_file()
                if is_meant and path.is_symlink() and not path.exists():
                    refused.append(Refusal(str(path), "this link is broken: repair or remove it"))
            except OSError as error:
                refused.append(_unreachable(error))
                continue
            if not is_read:
                continue
            empty = False
            if not is_sidecar(path):
                yield path
            elif path not in described:
                reason = "there is no file that this metadata belongs to: rename it after its file, or remove it"
                refused.append(Refusal(str(path), reason))
    yield from refused
    if empty and not refused:
        yield Refusal(
            str(folder), "the folder has no file to read: hidden files, README, LICENSE and the like are skipped"
        )


def _about_the_folder(name: str) -> bool:
    return name.partition(".")[0].casefold() in ABOUT_THE_FOLDER


def _unreachable(error: OSError) -> Refusal:
    return Refusal(str(error.filename), f"cannot be accessed ({error.strerror}): check its permissions")
