"""The collections of PinciteBench: which documents are searched, and the items about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from eval.data import JudgedItem, fold_of, judged_items, samples
from eval.errors import DataError

Split = Literal["report", "tune", "all"]
FOLDER = Path(__file__).parent
_THIRDS = 3
_SAMPLES_INTRODUCED_BY = "README.md"


@dataclass(frozen=True)
class Collection:
    """A collection: patterns of the files to search, below the folder of the data sets, and its parts.

    Each part is a file of items. With `samples`, the sample articles of the package are searched too. `reported`
    names documents that are kept for reporting beside the third that `split_of` selects.
    """

    name: str
    samples: bool
    files: tuple[str, ...]
    parts: tuple[str, ...]
    reported: frozenset[str]

    def documents(self, data: Path) -> tuple[Path, ...]:
        """The files to search; raises DataError if one is missing."""
        found: list[Path] = []
        for pattern in self.files:
            matches = sorted(data.glob(pattern))
            if not matches:
                raise DataError(
                    data / pattern, "no such file: see docs/benchmark.md for where to get the data sets"
                )
            found += matches
        own = sorted(path for path in samples().glob("*.md") if path.name != _SAMPLES_INTRODUCED_BY)
        return (*own, *found) if self.samples else tuple(found)

    @property
    def item_files(self) -> tuple[Path, ...]:
        """The files of its items, one per part."""
        return tuple(FOLDER / "items" / f"{part}.jsonl" for part in self.parts)

    def items(self, split: Split, part: str | None = None) -> tuple[JudgedItem, ...]:
        """The items of a split, of all parts or of one; raises DataError for a part that it does not have."""
        if part is not None and part not in self.parts:
            raise DataError(
                FOLDER / "items" / f"{part}.jsonl", f"the parts of {self.name} are {', '.join(self.parts)}"
            )
        chosen = [path for path in self.item_files if part in (None, path.stem)]
        return tuple(
            item for path in chosen for item in judged_items(path) if split in ("all", self.split_of(item))
        )

    def split_of(self, item: JudgedItem) -> Literal["report", "tune"]:
        """The split of an item: that of its document, a third of which are kept for reporting.

        Nothing is fitted on, or chosen by, the items of "report".
        """
        return "report" if item.unit in self.reported or not fold_of(item.unit, _THIRDS) else "tune"


@cache
def collections() -> Mapping[str, Collection]:
    """The collections by name."""
    listed = yaml.safe_load((FOLDER / "collections.yaml").read_text(encoding="utf-8"))
    return {
        name: Collection(
            name, entry["samples"], tuple(entry["files"]), tuple(entry["items"]), frozenset(entry["reported"])
        )
        for name, entry in listed.items()
    }
