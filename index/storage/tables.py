"""The tables of a generation: which sentence rows belong to which document, section and passage."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.errors import UnknownDocumentError
from index.storage.arrays import Ints, Offsets, Ragged, memory_map
from index.storage.files import save_array, write_bytes
from index.storage.filters import DocumentTable
from index.types import Rows, SentenceKey, Vector

CONTEXTS = "contexts.json"


@dataclass(frozen=True)
class Tables:
    """Documents, sorted by id; the n sentence rows are their sentences, one document after the other.

    A context is the text of a title or heading. A section is a part of a document, with the contexts above it, the
    title first. The m passages are half-open ranges of body rows of one section.
    """

    documents: DocumentTable
    document_starts: Offsets
    body: NDArray[np.bool_]
    sections: Ints
    section_contexts: Ragged
    contexts: tuple[str, ...]
    passages: NDArray[np.int64]
    passage_documents: Ints

    @property
    def sentences(self) -> int:
        """The number of sentence rows, n."""
        return len(self.body)

    def document_rows(self, document_id: str) -> Rows:
        """The body rows of a document, in order; UnknownDocumentError if there is no such document."""
        place = self.documents.number.get(document_id)
        if place is None:
            raise UnknownDocumentError(document_id)
        start, stop = self.document_starts[place], self.document_starts[place + 1]
        rows: Rows = np.flatnonzero(self.body[start:stop]) + start
        return rows

    def row(self, document_id: str, ordinal: int) -> int:
        """The row of a document's sentence; UnknownDocumentError if there is no such document."""
        place = self.documents.number.get(document_id)
        if place is None:
            raise UnknownDocumentError(document_id)
        return int(self.document_starts[place]) + ordinal

    def places(self, rows: Rows) -> Rows:
        """The number of the document that each row belongs to, (n,)."""
        places: Rows = np.searchsorted(self.document_starts, rows, side="right") - 1
        return places

    def locate(self, rows: Rows) -> list[SentenceKey]:
        """Document, version and ordinal of each row."""
        places = self.places(rows)
        ordinals = rows - self.document_starts[places]
        entries = (self.documents.entries[place] for place in places.tolist())
        return [
            SentenceKey(e.id, e.version, ordinal) for e, ordinal in zip(entries, ordinals.tolist(), strict=True)
        ]

    def positions(self, rows: Rows) -> Vector:
        """The relative position of each row in its document, from 0 (first) to 1 (last), (n,)."""
        places = self.places(rows)
        starts, stops = self.document_starts[places], self.document_starts[places + 1]
        positions: Vector = ((rows - starts) / np.maximum(stops - starts - 1, 1)).astype(np.float32)
        return positions

    def section_path(self, row: int) -> tuple[str, ...]:
        """The headings above a row, outermost first."""
        return self.headings(self.section_contexts.row(self.sections[row]))

    def headings(self, contexts: Sequence[int]) -> tuple[str, ...]:
        """The texts of the contexts of a section, without the title."""
        return tuple(self.contexts[context] for context in contexts[1:])

    def save(self, folder: Path) -> None:
        """Writes one file per array or list."""
        self.documents.save(folder)
        self.section_contexts.save(folder, "section_contexts")
        write_bytes(folder / CONTEXTS, json.dumps(self.contexts, ensure_ascii=False, indent=0).encode())
        for name in ("document_starts", "body", "sections", "passages", "passage_documents"):
            save_array(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Opens the tables that `save` wrote; arrays are memory-mapped, documents and contexts read."""
        return cls(
            documents=DocumentTable.open(folder),
            document_starts=memory_map(folder / "document_starts.npy"),
            body=memory_map(folder / "body.npy"),
            sections=memory_map(folder / "sections.npy"),
            section_contexts=Ragged.open(folder, "section_contexts"),
            contexts=tuple(json.loads((folder / CONTEXTS).read_text(encoding="utf-8"))),
            passages=memory_map(folder / "passages.npy"),
            passage_documents=memory_map(folder / "passage_documents.npy"),
        )
