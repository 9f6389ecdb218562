"""The files of a reader's weights: pieces, heads, tokenizer and card, checked against the card when they are read.

Only the standard library and the errors of the index are needed: a reader can be written where it was trained.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from index.errors import EmbeddingModelError

CARD = "card.json"
HEADS = "heads.npz"
PIECE = "encoder.onnx."
_REMEDY = "set PINCITE_READER to the folder of a reader's weights, or to `off`"


class ReaderError(EmbeddingModelError):
    """A reader's weights are missing or altered; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader was made of, and the SHA-256 of each of its files.

    `weight` is the share of the reader's corrections that is added to the log-odds of sentences.
    """

    name: str
    made: str
    weight: float
    files: Mapping[str, str]
    data: tuple[str, ...]
    training: Mapping[str, object]
    figures: Mapping[str, object]
    limits: tuple[str, ...]
    licence: str

    def text(self) -> str:
        """The card as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def with_figures(self, figures: Mapping[str, object]) -> Self:
        """The card with more figures."""
        return replace(self, figures={**self.figures, **figures})

    @classmethod
    def of(cls, text: str | bytes) -> Self:
        """Reads what `text` gives; raises ValueError if something is missing or of another kind."""
        row: Any = json.loads(text)
        if not isinstance(row, dict) or set(row) != set(cls.__slots__):
            raise ValueError(f"it must have {', '.join(cls.__slots__)} and nothing else")
        if not isinstance(row["weight"], int | float) or row["weight"] < 0:
            raise ValueError('"weight" must be a number that is not negative')
        files = row["files"]
        if not isinstance(files, dict) or not all(isinstance(sha256, str) for sha256 in files.values()):
            raise ValueError('"files" must have the SHA-256 of each file')
        return cls(**{**row, "data": tuple(row["data"]), "limits": tuple(row["limits"])})


class ReaderFiles:
    """A folder of weights whose files have the digests that its card says."""

    def __init__(self, folder: Path, card: Card, contents: Mapping[str, bytes]) -> None:
        self.folder, self.card, self._contents = folder, card, contents

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Reads and checks the files; raises ReaderError with a remedy if one is missing or altered."""
        try:
            card = Card.of((folder / CARD).read_bytes())
        except OSError:
            raise ReaderError(f"{folder} has no {CARD}, so it holds no reader: {_REMEDY}") from None
        except ValueError as error:
            raise ReaderError(f"{folder / CARD} is no card of a reader: {error}; {_REMEDY}") from None
        return cls(folder, card, {name: _checked(folder, name, sha256) for name, sha256 in card.files.items()})

    def __getitem__(self, name: str) -> bytes:
        if name not in self._contents:
            raise ReaderError(f"{self.folder / CARD} lists no {name}: {_REMEDY}")
        return self._contents[name]

    @property
    def encoder(self) -> bytes:
        """The ONNX model, joined from its pieces."""
        return b"".join(self[name] for name in sorted(self._contents) if name.startswith(PIECE))

    @property
    def digest(self) -> str:
        """Identifies the weights: the SHA-256 over the digests of the files and the weight."""
        lines = [f"{name} {sha256}" for name, sha256 in sorted(self.card.files.items())]
        return hashlib.sha256("\n".join([*lines, str(self.card.weight)]).encode()).hexdigest()


def _checked(folder: Path, name: str, sha256: str) -> bytes:
    if Path(name).name != name:
        raise ReaderError(f"{folder / CARD} lists {name!r}, which is not the name of a file beside it")
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise ReaderError(f"{folder / name} is missing, though {CARD} lists it: copy it again") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ReaderError(f"{folder / name} should have the SHA-256 {sha256} but has {found}: copy it again")
    return content
