"""Examples to fit the resolver on: a question, its thread, and what the question needs of it."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.followup import Part, PartKind

UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled question.

    `carried` has 1, 0 or `UNKNOWN` for each word of each part, `fates` a `Fate` or `UNKNOWN` for each word of the
    question, and `leaning` may be `UNKNOWN`. Examples of one `group` stay together.
    """

    id: str
    source: str
    group: str
    question: str
    rewrite: str
    parts: tuple[Part, ...]
    carried: tuple[tuple[int, ...], ...]
    fates: tuple[int, ...]
    leaning: int


def write_examples(path: Path, examples: Iterable[Example]) -> int:
    """Writes examples to a compressed file of JSON lines; returns how many."""
    count = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=5) as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_examples(path: Path) -> Iterator[Example]:
    """The examples of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            row["parts"] = tuple(Part(PartKind(part["kind"]), part["age"], part["text"]) for part in row["parts"])
            row["carried"] = tuple(map(tuple, row["carried"]))
            yield Example(**{**row, "fates": tuple(row["fates"])})
