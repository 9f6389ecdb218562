"""Conversion of code point offsets to UTF-8 byte offsets."""


class ByteRuler:
    """Converts ascending code point offsets of a text to UTF-8 byte offsets, encoding each character only once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reached = 0
        self._bytes = 0

    def at(self, offset: int) -> int:
        """The byte offset of a code point offset; ValueError if it is below the previous call's offset."""
        if offset < self._reached:
            raise ValueError(f"offset {offset} comes before {self._reached}: pass offsets in ascending order")
        self._bytes += len(self._text[self._reached : offset].encode())
        self._reached = offset
        return self._bytes
