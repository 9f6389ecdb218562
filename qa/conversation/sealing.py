"""Encrypts stored turns with keys that the operator keeps elsewhere (Fernet: AES-128-CBC and HMAC-SHA256)."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.store import DatabaseError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

ID_LENGTH = 8
PLAIN = "{"
"""The first character of a turn that is stored as JSON; no key's id begins with it."""


class KeyProblem(DatabaseError):
    """Stored turns cannot be read or written with the keys at hand; the message names the remedy."""


class Seal:
    """Encrypts with the first of the keys, and decrypts with any of them; without keys, text stays as it is.

    A sealed text begins with the id of its key, 8 hexadecimal digits of a hash, so that missing keys and texts of
    older keys are found without decrypting anything.
    """

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._keys = {_id_of(key): _fernet(key) for key in keys}
        self.first = next(iter(self._keys), None)

    def __contains__(self, key_id: str) -> bool:
        """Whether texts of the key with this id can be read."""
        return key_id in self._keys

    def seal(self, text: str) -> str:
        """The text encrypted with the first key; the text itself if there are no keys."""
        if self.first is None:
            return text
        return f"{self.first}.{self._keys[self.first].encrypt(text.encode()).decode()}"

    def open(self, stored: str) -> str:
        """The text that was sealed, or stored as it is. Raises KeyProblem."""
        if stored.startswith(PLAIN):
            return stored
        key_id, _, token = stored.partition(".")
        if key_id not in self._keys:
            raise KeyProblem(missing_key(has_keys=bool(self._keys)))
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 (an optional package)

        try:
            return self._keys[key_id].decrypt(token).decode()
        except InvalidToken as error:
            raise KeyProblem("a stored question was altered: delete its conversation") from error


def missing_key(*, has_keys: bool) -> str:
    """What to do about stored turns whose key is not at hand."""
    forget = "or delete all conversations with `pincite forget --all`"
    if has_keys:
        return (
            "conversations.db has questions that were encrypted with another key: add that key to"
            f" PINCITE_CONVERSATION_KEYS, after the new one, {forget}"
        )
    return (
        "conversations.db has encrypted questions: set PINCITE_CONVERSATION_KEYS to the key that they were stored"
        f" with, {forget}"
    )


def _id_of(key: str) -> str:
    return hashlib.sha256(b"pincite conversation key " + key.encode()).hexdigest()[:ID_LENGTH]


def _fernet(key: str) -> "Fernet":
    try:
        from cryptography.fernet import Fernet  # noqa: PLC0415 (an optional package)
    except ImportError as error:
        raise KeyProblem(
            "PINCITE_CONVERSATION_KEYS needs the package cryptography: run `pip install 'pincite[encryption]'`"
        ) from error
    return Fernet(key)
