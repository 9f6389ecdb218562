"""What the reader is fitted on: questions with passages, whose sentences answer or not."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Self


class Mark(NamedTuple):
    """An answering span: the characters from `start` to before `end` of a sentence."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LabelledSentences:
    """A passage: its title and headings in one text, and its n sentences.

    `answers` says which sentences answer, and `offsets`, (n,), are their log-odds without a reader, if known.
    """

    context: str
    sentences: tuple[str, ...]
    answers: tuple[bool, ...]
    offsets: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the passage answers."""
        return any(self.answers)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """From what `dataclasses.asdict` gives, after JSON."""
        return cls(
            row["context"],
            tuple(row["sentences"]),
            tuple(row["answers"]),
            tuple(row["offsets"]),
            tuple(Mark(*mark) for mark in row["marks"]),
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its passages, best first.

    `source` names the set, and `cls` the class of question. All of one `group`, such as a document, belong to one
    side of a split. If `listed`, the sentences of all passages compete; else each is only judged by itself.
    """

    id: str
    question: str
    source: str
    group: str
    cls: str
    passages: tuple[LabelledSentences, ...]
    listed: bool = True

    @property
    def answered(self) -> bool:
        """Whether a passage answers."""
        return any(passage.answered for passage in self.passages)

    def first(self, passages: int) -> "Example":
        """The example with so many of its passages."""
        return replace(self, passages=self.passages[:passages])


def write_examples(path: Path, examples: Iterable[Example]) -> int:
    """Writes examples as compressed JSON Lines; returns their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_examples(path: Path) -> Iterator[Example]:
    """Reads what `write_examples` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Example(**{**row, "passages": tuple(map(LabelledSentences.of, row["passages"]))})
