"""The key of a sheet: which system gave which outcome. Judges must not see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from eval.errors import DataError
from eval.report import Provenance
from qa.schema import Body, Sha256


class KeyedSystem(Body):
    """A system whose outcomes are on the sheet: its name, the SHA-256 of its run's file, and how it was run."""

    name: str
    sha256: Sha256
    provenance: Provenance


class KeyedOutcome(Body):
    """An outcome on the sheet: its code, the positions of the systems that gave it, and its number of quotes."""

    code: str
    systems: tuple[int, ...] = Field(min_length=1)
    answered: bool
    quotes: int = Field(ge=0)


class KeyedCase(Body):
    """A question on the sheet with its one or two outcomes, in the order in which the sheet shows them."""

    id: str
    question: str
    category: str
    outcomes: tuple[KeyedOutcome, ...] = Field(min_length=1, max_length=2)


class Key(Body):
    """The key of one sheet."""

    format: Literal["pincite sheet key 1"] = "pincite sheet key 1"
    sheet: str
    seed: int
    systems: tuple[KeyedSystem, ...] = Field(min_length=1, max_length=2)
    cases: tuple[KeyedCase, ...] = Field(min_length=1)

    def outcomes(self) -> Iterator[tuple[KeyedCase, KeyedOutcome]]:
        """Every outcome with its question."""
        for case in self.cases:
            for outcome in case.outcomes:
                yield case, outcome


def read_key(path: Path) -> Key:
    """Reads a key that `pincite eval sheet` wrote; raises DataError for anything else."""
    try:
        return Key.model_validate_json(path.read_bytes())
    except OSError as error:
        raise DataError(
            path, f"cannot be read ({error.strerror}): name the .key.json file beside the sheet"
        ) from error
    except ValidationError:
        raise DataError(
            path, "is not the key of a sheet: name the .key.json file that `pincite eval sheet` wrote"
        ) from None


def write_key(key: Key, path: Path) -> None:
    """Writes a key as JSON."""
    path.write_text(key.model_dump_json(indent=1) + "\n", encoding="utf-8")
