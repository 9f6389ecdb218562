"""A generation: one immutable build of the index, stored as a folder with a manifest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import CorruptIndexError
from index.storage.files import sync

FORMAT = 2
MANIFEST = "manifest.json"


class Recipe(BaseModel):
    """The inputs and settings of a build; equal recipes give the same generation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    corpus_root: str
    model: str = Field(description="fingerprint of the embedder")
    analyser: str = Field(description="fingerprint of the analyser")
    words: str = Field(description="which words of a text have a vector, and how it is projected")
    passage_words: int

    @property
    def id(self) -> str:
        """The id of the generation: the start of the SHA-256 of its recipe."""
        return hashlib.sha256(json.dumps(self.model_dump(), sort_keys=True).encode()).hexdigest()[:20]


class FileRecord(BaseModel):
    """The expected size and checksum of a generation's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str


class Manifest(BaseModel):
    """The record of a generation: its recipe, its counts, and its files by path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    created_at: datetime
    recipe: Recipe
    dimension: int
    documents: int
    passages: int
    sentences: int
    files: Mapping[str, FileRecord]


class _HeadRecipe(BaseModel):
    format: int


class _Head(BaseModel):
    """What the manifests of all formats have."""

    recipe: _HeadRecipe


@dataclass(frozen=True)
class Generation:
    """A published folder and its manifest."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Reads the manifest and checks the sizes of the files; CorruptIndexError if they differ from it.

        Contents are checked only by `verify`, because reading all files takes long.
        """
        try:
            content = (folder / MANIFEST).read_bytes()
            if _Head.model_validate_json(content).recipe.format != FORMAT:
                raise CorruptIndexError(folder, f"the index at {folder} has an incompatible format")
            manifest = Manifest.model_validate_json(content)
        except FileNotFoundError as error:
            raise CorruptIndexError(folder, f"the index at {folder} has no manifest") from error
        except ValidationError as error:
            raise CorruptIndexError(folder, f"the manifest of the index at {folder} cannot be read") from error
        generation = cls(folder, manifest)
        if problems := generation.missing():
            raise CorruptIndexError(folder, "; ".join(problems))
        return generation

    @property
    def id(self) -> str:
        """The id of the recipe."""
        return self.manifest.id

    def missing(self) -> list[str]:
        """Messages about files that are missing or have the wrong size."""
        sizes = {name: _size(self.folder / name) for name in self.manifest.files}
        return [
            f"{name} is missing"
            if sizes[name] is None
            else f"{name} has {sizes[name]} bytes instead of {file.size}"
            for name, file in self.manifest.files.items()
            if sizes[name] != file.size
        ]

    def verify(self) -> list[str]:
        """Messages about files that are missing, truncated or altered, after reading all files; empty if none."""
        problems = self.missing()
        intact = (name for name, file in self.manifest.files.items() if _size(self.folder / name) == file.size)
        altered = (name for name in intact if sha256_of(self.folder / name) != self.manifest.files[name].sha256)
        return problems + [f"{name} has been altered" for name in altered]


def record_files(folder: Path) -> dict[str, FileRecord]:
    """The sizes and checksums of all files in a folder, by path, after flushing the files to disk."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        sync(path)
    return {
        path.relative_to(folder).as_posix(): FileRecord(size=path.stat().st_size, sha256=sha256_of(path))
        for path in paths
    }


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
