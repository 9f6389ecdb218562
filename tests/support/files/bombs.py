"""Files that attack their reader: small on disk, but endless or invalid inside."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

MEBIBYTE = 1024 * 1024
SECRET = "Swallow the whole bottle."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAME = b"word/document.xml"


def gzipped(piece: bytes, times: int) -> bytes:
    """A gzip file that decompresses to many copies of a piece, as separate members."""
    return gzip.compress(piece, mtime=0) * times


def deflated(piece: bytes, times: int) -> bytes:
    """The same as raw deflate."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15)
    return block * times + end.flush()


def zlibbed(piece: bytes, times: int) -> bytes:
    """The same as a zlib stream with a wrong checksum."""
    return b"\x78\x9c" + deflated(piece, times) + bytes(4)


def docx(
    body: str = "<w:p><w:r><w:t>Rest helps.</w:t></w:r></w:p>",
    prolog: str = "",
    *,
    inner: bytes = b"",
    empty: int = 0,
) -> bytes:
    """A Word file with this body, a nested archive, and empty parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/inner.docx", inner)
        for number in range(empty):
            archive.writestr(f"word/{number}", b"")
    return buffer.getvalue()


def zipped(data: bytes, expanded: int, *, says: int | None = None) -> bytes:
    """A Word file whose text is this deflated data; `says` is the declared size (default: the true one)."""
    size = expanded if says is None else says
    sizes = struct.pack("<HHQQ", 1, 16, size, len(data))
    fixed = struct.pack("<HHHHHIIIHH", 45, 0, 8, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(_NAME), len(sizes))
    local = b"PK\x03\x04" + fixed + _NAME + sizes + data
    central = b"PK\x01\x02" + struct.pack("<H", 45) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0) + _NAME + sizes
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def pdf(objects: Sequence[str | bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode())
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, **entries: str) -> bytes:
    """A PDF stream with these entries in its dictionary."""
    listed = "".join(f" /{name} {value}" for name, value in entries.items())
    return f"<< /Length {len(data)}{listed} >>\nstream\n".encode() + data + b"\nendstream"


def pages(
    *contents: bytes,
    box: str = "0 0 595 842",
    font: str = "/Encoding /WinAnsiEncoding",
    objects: Sequence[str | bytes] = (),
    **entries: str,
) -> bytes:
    """A PDF with one page per stream and a font `F`; `entries` are resources, further objects start at 4."""
    first = 4 + len(objects)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    more = "".join(f" /{name} {value}" for name, value in entries.items())
    leaves: list[str | bytes] = []
    for at, content in enumerate(contents):
        leaves.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {first + 2 * at + 1} 0 R"
            f" /Resources << /Font << /F 3 0 R >>{more} >> >>"
        )
        leaves.append(content)
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
            f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>",
            *objects,
            *leaves,
        ]
    )


def written(*lines: str, first: str = "BT /F 11 Tf 1 0 0 1 72 760 Tm 14 TL") -> bytes:
    """The content stream of a page that shows these lines."""
    return stream("\n".join([first, *(f"({line}) Tj T*" for line in lines), "ET"]).encode())


def laughs(levels: int, width: int) -> str:
    """A document type ("billion laughs") whose entity `l` multiplies by `width` at every level."""
    named = [f'<!ENTITY l{at} "{f"&l{at - 1};" * width}">' for at in range(1, levels + 1)]
    return f'<!DOCTYPE article [<!ENTITY l0 "ha">{"".join(named)}<!ENTITY l "&l{levels};">]>'


def entities(declared: Mapping[str, str]) -> str:
    """A document type that declares these entities."""
    return f"<!DOCTYPE article [{''.join(f'<!ENTITY {name} {value}>' for name, value in declared.items())}]>"
