"""The files of a resolver's weights: model in pieces, tokenizer and card, checked against the card when read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

CARD, TOKENIZER, PIECE = "card.json", "tokenizer.json", "resolver.onnx."


class ResolverError(Exception):
    """A resolver's weights are missing or altered; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ResolverCard:
    """What a resolver was made of, and the SHA-256 of each of its files.

    Words of the thread with a probability of at least `threshold` are carried over.
    """

    name: str
    made: str
    threshold: float
    files: Mapping[str, str]
    data: tuple[str, ...]
    training: Mapping[str, object]
    figures: Mapping[str, object]
    limits: tuple[str, ...]
    licence: str

    def text(self) -> str:
        """The card as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def of(cls, text: str | bytes) -> Self:
        """Reads what `text` gives; raises ValueError if something is missing or of another kind."""
        row: Any = json.loads(text)
        if not isinstance(row, dict) or set(row) != set(cls.__slots__):
            raise ValueError(f"it must have {', '.join(cls.__slots__)} and nothing else")
        if not isinstance(row["threshold"], float) or not 0 < row["threshold"] < 1:
            raise ValueError('"threshold" must be a number between 0 and 1')
        files = row["files"]
        if not isinstance(files, dict) or not all(isinstance(sha256, str) for sha256 in files.values()):
            raise ValueError('"files" must have the SHA-256 of each file')
        return cls(**{**row, "data": tuple(row["data"]), "limits": tuple(row["limits"])})


def read_weights(folder: Path) -> tuple[ResolverCard, Mapping[str, bytes]]:
    """The card and the files that it lists; raises ResolverError if one is missing or altered."""
    try:
        card = ResolverCard.of((folder / CARD).read_bytes())
    except OSError:
        raise ResolverError(f"{folder} has no {CARD}, so it holds no resolver: name another folder") from None
    except ValueError as error:
        raise ResolverError(f"{folder / CARD} is no card of a resolver: {error}") from None
    return card, {name: _checked(folder, name, sha256) for name, sha256 in card.files.items()}


def _checked(folder: Path, name: str, sha256: str) -> bytes:
    if Path(name).name != name:
        raise ResolverError(f"{folder / CARD} lists {name!r}, which is not the name of a file beside it")
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise ResolverError(f"{folder / name} is missing, though {CARD} lists it: copy it again") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ResolverError(f"{folder / name} should have the SHA-256 {sha256} but has {found}: copy it again")
    return content
