"""The text of the quotes that were shown, by their receipts."""

from hashlib import sha256

from corpus.store import Store, UnknownDocument, UnknownVersion
from qa.schema import Receipt


class Slices:
    """Cuts quotes from the stored texts for one question, each text read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[tuple[str, str], bytes] = {}

    def __call__(self, receipt: Receipt) -> str | None:
        """The quoted text; None where the receipt is not one of this corpus, or does not hold."""
        piece = self._text(receipt.document_id, receipt.version)[receipt.byte_start : receipt.byte_end]
        if not piece or sha256(piece).hexdigest() != receipt.sha256:
            return None
        return piece.decode(errors="replace")

    def _text(self, document_id: str, version: str) -> bytes:
        if (document_id, version) not in self._texts:
            try:
                self._texts[document_id, version] = self._store.text(document_id, version).encode()
            except (UnknownDocument, UnknownVersion):
                self._texts[document_id, version] = b""
        return self._texts[document_id, version]
