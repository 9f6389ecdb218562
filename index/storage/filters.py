"""The document table of a generation, and the filters that select which documents a search may find."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.document import Document, Kind, ReviewStatus, Standing
from index.storage.files import write_bytes
from index.types import Filters

FILE = "documents.json"
NO_YEAR = -1
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """The metadata of a document that a generation keeps."""

    id: str
    version: str
    title: str
    kind: Kind
    review_status: ReviewStatus | None
    standing: Standing
    audience: tuple[str, ...]
    year: int | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """The entry of a document; the year is that of its metadata, else of its publication or last update."""
        metadata = document.metadata
        dated = metadata.published or metadata.last_updated
        year = dated.year if metadata.year is None and dated else metadata.year
        return cls(
            id=metadata.id,
            version=document.version,
            title=metadata.title,
            kind=metadata.kind,
            review_status=metadata.review_status,
            standing=metadata.standing,
            audience=metadata.audience,
            year=year,
        )


@dataclass(frozen=True)
class DocumentTable:
    """The documents of a generation in order, with an index of each column that can be filtered."""

    entries: tuple[DocumentEntry, ...]

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def number(self) -> dict[str, int]:
        """The row number of each document id in the table."""
        return {entry.id: place for place, entry in enumerate(self.entries)}

    def allowed(self, filters: Filters) -> Mask | None:
        """Which documents pass the filters, (n,); None if all do.

        A document without an audience passes every audience filter; one without a year passes no year filter.
        """
        allowed = self._standing_allowed(filters)
        if filters.kind:
            allowed &= self._with("kind", filters.kind)
        if filters.review_status:
            allowed &= self._with("review_status", filters.review_status)
        if filters.audience:
            allowed &= self._with("audience", (*filters.audience, None))
        if filters.documents:
            allowed &= self._named(filters)
        if filters.year_from is not None:
            allowed &= self._years >= filters.year_from
        if filters.year_to is not None:
            allowed &= (self._years <= filters.year_to) & (self._years != NO_YEAR)
        allowed[[self.number[name] for name in filters.excluded if name in self.number]] = False
        return None if allowed.all() else allowed

    def _standing_allowed(self, filters: Filters) -> Mask:
        """Which documents pass by standing: with a named standing or, if none is named, quotable or named ones."""
        if filters.standing:
            return self._with("standing", filters.standing)
        quotable = self._with("standing", [standing for standing in Standing if standing.quotable])
        return quotable | self._named(filters) if filters.documents else quotable

    def _with(self, column: str, values: Sequence[str | None]) -> Mask:
        """The documents that have one of the values in this column, (n,)."""
        mask = np.zeros(len(self), dtype=np.bool_)
        for value in values:
            mask[self._places.get((column, value), [])] = True
        return mask

    @cached_property
    def _places(self) -> dict[tuple[str, str | None], NDArray[np.int64]]:
        """The row numbers at which each value of a column occurs; an empty audience is indexed as None."""
        places: dict[tuple[str, str | None], list[int]] = {}
        for place, entry in enumerate(self.entries):
            places.setdefault(("kind", entry.kind), []).append(place)
            places.setdefault(("review_status", entry.review_status), []).append(place)
            places.setdefault(("standing", entry.standing), []).append(place)
            for audience in entry.audience or (None,):
                places.setdefault(("audience", audience), []).append(place)
        return {key: np.array(found, dtype=np.int64) for key, found in places.items()}

    def _named(self, filters: Filters) -> Mask:
        named = np.zeros(len(self), dtype=np.bool_)
        named[[self.number[name] for name in filters.documents if name in self.number]] = True
        return named

    @cached_property
    def _years(self) -> NDArray[np.int64]:
        return np.array([NO_YEAR if entry.year is None else entry.year for entry in self.entries], dtype=np.int64)

    def save(self, folder: Path) -> None:
        """Writes `documents.json`."""
        write_bytes(folder / FILE, ENTRIES.dump_json(self.entries, indent=1))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Reads the table that `save` wrote."""
        return cls(ENTRIES.validate_json((folder / FILE).read_bytes()))


ENTRIES = TypeAdapter(tuple[DocumentEntry, ...])
