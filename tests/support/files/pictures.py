"""PNG pictures in tests: their size and their pixels."""

import struct
import zlib

import numpy as np
import numpy.typing as npt

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LINE = (155, 28, 28)


def pixels(picture: bytes) -> npt.NDArray[np.uint8]:
    """The pixels of a truecolour PNG without filters, (height, width, 3); checks its chunks."""
    assert picture.startswith(SIGNATURE)
    width, height, data, at = 0, 0, b"", len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert (depth, colours) == (8, 2)
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    lines = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, 1 + 3 * width)
    assert not lines[:, 0].any()
    return lines[:, 1:].reshape(height, width, 3)


def boxed_rows(picture: bytes) -> tuple[int, int]:
    """The first and the last line of pixels with the colour of a box; (-1, -1) without a box."""
    rows = np.flatnonzero((pixels(picture) == np.array(LINE)).all(axis=2).any(axis=1))
    return (int(rows[0]), int(rows[-1])) if rows.size else (-1, -1)
