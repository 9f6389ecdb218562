"""The builder of a generation's tables from documents."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from corpus.document import BlockKind, Document
from index.storage.arrays import Ragged
from index.storage.filters import DocumentEntry, DocumentTable
from index.storage.passages import Packing
from index.storage.tables import Tables


@dataclass
class TableBuilder:
    """Collects documents in the order of their ids, and the texts of their sentences in row order."""

    packing: Packing
    texts: list[str] = field(default_factory=list)
    _entries: list[DocumentEntry] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _body: list[bool] = field(default_factory=list)
    _sections: list[int] = field(default_factory=list)
    _section_contexts: list[tuple[int, ...]] = field(default_factory=list)
    _contexts: dict[str, int] = field(default_factory=dict)
    _passages: list[tuple[int, int]] = field(default_factory=list)
    _passage_documents: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Iterable[Document], packing: Packing) -> "TableBuilder":
        """Collects the documents, sorted by id; ValueError if an id occurs twice."""
        assembly = cls(packing)
        for document in sorted(documents, key=lambda document: document.id):
            assembly._add(document)
        return assembly

    def _add(self, document: Document) -> None:
        if self._entries and self._entries[-1].id == document.id:
            raise ValueError(f"the document {document.id!r} occurs twice: pass only one version of it")
        first = self._starts[-1]
        sections: dict[tuple[str, ...], int] = {}
        for sentence in document.sentences:
            block = document.blocks[sentence.block]
            self.texts.append(sentence.span.of(document.text))
            self._body.append(block.kind is not BlockKind.HEADING)
            if block.section not in sections:
                sections[block.section] = len(self._section_contexts)
                self._section_contexts.append(self._context_ids(document.metadata.title, *block.section))
            self._sections.append(sections[block.section])
        for passage in self.packing.passages(document):
            self._passages.append((first + passage.start, first + passage.stop))
            self._passage_documents.append(len(self._entries))
        self._entries.append(DocumentEntry.of(document))
        self._starts.append(len(self.texts))

    def _context_ids(self, *texts: str) -> tuple[int, ...]:
        return tuple(self._contexts.setdefault(text, len(self._contexts)) for text in texts)

    def tables(self) -> Tables:
        """The tables of the collected documents."""
        return Tables(
            documents=DocumentTable(tuple(self._entries)),
            document_starts=np.array(self._starts, dtype=np.int64),
            body=np.array(self._body, dtype=np.bool_),
            sections=np.array(self._sections, dtype=np.int32),
            section_contexts=Ragged.of(self._section_contexts),
            contexts=tuple(self._contexts),
            passages=np.array(self._passages, dtype=np.int64).reshape(-1, 2),
            passage_documents=np.array(self._passage_documents, dtype=np.int32),
        )
