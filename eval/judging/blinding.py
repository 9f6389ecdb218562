"""Codes and orders that hide which system gave an outcome."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Sequence

import numpy as np


class Blinding:
    """Derives all that is random about a sheet from the runs and the seed.

    The secret is a hash over the whole runs. The same runs and seed give the same sheet again, so that judgements
    stay valid, but whoever has only the sheet cannot compute the secret, and so not the codes of a guessed system.
    """

    def __init__(self, digests: Sequence[str], seed: int) -> None:
        self._secret = hashlib.sha256("\n".join((str(seed), *digests)).encode()).digest()

    @property
    def sheet(self) -> str:
        """The code of the sheet."""
        return f"s{self._code('the sheet')}"

    def case(self, id_: str) -> str:
        """The code of a question. It begins with a letter, so that no spreadsheet takes it for a number."""
        return f"q{self._code(f'question {id_}')}"

    def order(self, ids: Sequence[str]) -> list[str]:
        """The ids in a random order."""
        drawn = self._random("order").permutation(len(ids))
        ordered = sorted(ids)
        return [ordered[position] for position in drawn]

    def swapped(self, ids: Sequence[str]) -> set[str]:
        """A random half of the ids, whose second outcome is shown first."""
        drawn = self._random("sides").permutation(len(ids))
        ordered = sorted(ids)
        return {ordered[position] for position in drawn[: len(ids) // 2]}

    def _code(self, what: str) -> str:
        return b32encode(self._digest(what))[:11].decode().lower()

    def _random(self, what: str) -> np.random.Generator:
        return np.random.default_rng(int.from_bytes(self._digest(what)))

    def _digest(self, what: str) -> bytes:
        return hmac.digest(self._secret, what.encode(), "sha256")
