"""A DOCX file as an untrusted ZIP archive: parts are decompressed only when needed, and within limits."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from corpus.readers.base import MEBIBYTE, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PARTS = 10_000
SIGNATURE = b"PK\x03\x04"
_SUFFIXES = (".docx", ".docm", ".dotx")
_ENCRYPTED = 1
_SMALLEST = 16 * MEBIBYTE  # always allowed: a short text with much formatting compresses a hundredfold


class PackageError(ValueError):
    """The archive is damaged, encrypted or too large; the message names the remedy."""


def is_docx(head: bytes, name: str) -> bool:
    """Whether a file with these first bytes and this name is a DOCX file."""
    return head.startswith(SIGNATURE) and (b"word/" in head or name.lower().endswith(_SUFFIXES))


class Package:
    """The parts of a DOCX file, each parsed on request."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise PackageError(f"the archive is damaged ({error}): download the file again") from error
        if len(infos) > MAX_PARTS:
            raise PackageError(
                f"the archive has more than {MAX_PARTS} parts, too many for a document: export the text from it"
            )
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise PackageError("the file is encrypted: save it without a password")
        self._left = min(limits.expanded_bytes, max(_SMALLEST, len(data) * limits.expansion))
        self._largest = min(limits.record_bytes, self._left)

    def part(self, name: str) -> "_Element | None":
        """The root element of a part, or None if there is no such part; raises `PackageError` if it is damaged."""
        from lxml import etree  # noqa: PLC0415 (only where a DOCX file is read)

        try:
            data = self._expanded(name)
        except KeyError:
            return None
        except PackageError:
            raise
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError) as error:
            raise PackageError(f"{name} is damaged ({error}): download the file again") from error
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise PackageError(f"{name} is not well-formed ({error}): save the file again") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise PackageError(f"{name} declares a document type, which DOCX does not allow: save the file again")
        return root

    def _expanded(self, name: str) -> bytes:
        limit = min(self._largest, self._left)
        declared = self._archive.getinfo(name).file_size
        with self._archive.open(name) as stream:
            data = stream.read(limit + 1) if declared <= limit else b""
        if declared > limit or len(data) > limit:
            raise PackageError(f"{name} decompresses to more than {limit} bytes: split the document")
        self._left -= len(data)
        return data
