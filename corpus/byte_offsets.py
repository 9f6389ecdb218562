"""Code point offsets of a text as UTF-8 byte offsets."""


class ByteRuler:
    """Turns ascending code point offsets of a text into UTF-8 byte offsets, counting each character once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reached = 0
        self._bytes = 0

    def at(self, offset: int) -> int:
        """The byte offset of a code point offset, which is not below the one asked before."""
        if offset < self._reached:
            raise ValueError(f"offset {offset} comes before {self._reached}: ask in ascending order")
        self._bytes += len(self._text[self._reached : offset].encode())
        self._reached = offset
        return self._bytes
