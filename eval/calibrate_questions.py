"""The questions that a calibration is fitted on: given in files, or made from the corpus itself."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import BlockKind, Document
from eval.errors import CalibrationError
from eval.gold import Asked, queries
from eval.lines import DataError, numbered
from eval.selection import drawn
from index.analysis import Analyser
from index.hybrid import HybridIndex
from qa.engine import Engine
from qa.topics import topic_of_title

LEAST = 20
MADE = "made from the corpus"
OF_TITLES = ("What is {title}?", "What is known about {title}?", "Tell me about {title}.", "Describe {title}.")
OF_HEADINGS = (
    "{heading} of {title}?",
    "What is the {heading} of {title}?",
    "What about {title} and its {heading}?",
    "Tell me about the {heading} of {title}.",
)
LONGEST_HEADING = 8
SYLLABLES = tuple(
    onset + vowel for onset in ("b", "dr", "f", "gl", "k", "m", "pr", "tr", "v", "z") for vowel in "aeiou"
)
ENDINGS = ("dax", "gorn", "lith", "mel", "quan", "rix", "stovar", "thil", "vex", "zur")
ATTEMPTS = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions of one kind, answerable or unanswerable, and where they are from."""

    questions: tuple[Asked, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Questions:
    """As many questions that the corpus answers as questions that it does not."""

    answerable: Kind
    unanswerable: Kind

    @property
    def sha256(self) -> str:
        """The SHA-256 over the texts of both kinds, whatever their order."""
        kinds = (self.answerable.questions, self.unanswerable.questions)
        return hashlib.sha256(
            json.dumps([sorted(asked.text for asked in kind) for kind in kinds]).encode()
        ).hexdigest()


def collect(
    engine: Engine, answerable: Path | None, unanswerable: Path | None, *, limit: int, seed: int
) -> Questions:
    """The questions of the files, and where a file is missing, questions that are made; at most `limit` of each.

    Both kinds are drawn by `seed` to the same number. Raises DataError for files that cannot be read, and
    CalibrationError for too few questions and for those that are in both files.
    """
    made = ((), ()) if answerable and unanswerable else make(engine, limit, seed)
    paths = (answerable, unanswerable)
    first, second = (read(path) if path else kind for path, kind in zip(paths, made, strict=True))
    if both := {asked.text for asked in first} & {asked.text for asked in second}:
        raise CalibrationError(f"{len(both)} questions are in both files: take them out of one of the two")
    sources = [path.name if path else MADE for path in paths]
    for name, kind, source in zip(("answerable", "unanswerable"), (first, second), sources, strict=True):
        if len(kind) < LEAST:
            raise CalibrationError(
                f"{len(kind)} {name} questions ({source}) are too few, at least {LEAST} are needed:"
                f" give more with --{name} FILE, or ingest more documents to make them from"
            )
    size = min(limit, len(first), len(second))
    return Questions(Kind(_draw(first, size, seed), sources[0]), Kind(_draw(second, size, seed), sources[1]))


def read(path: Path) -> tuple[Asked, ...]:
    """The different questions of a file: JSON Lines with `_id` and `text`, or plain text with one a line."""
    opening = next((text for _, text in numbered(path)), None)
    if opening is None:
        raise DataError(path, "no questions")
    if opening.lstrip().startswith("{"):
        return tuple({asked.text: asked for asked in reversed(queries(path))}.values())
    return tuple(Asked(text, text) for text in dict.fromkeys(line.strip() for _, line in numbered(path)))


def make(engine: Engine, limit: int, seed: int) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """Questions after titles and headings of the live index, and the same after names that nobody bears.

    Every answerable question has its twin among the unanswerable ones: the same form and heading, with an
    invented name whose every term the corpus lacks in place of the title. All that is made from one document
    is one group. At most `limit` documents are read, drawn by `seed`.
    """
    index = engine.live.current()
    entries = {entry.id: entry for entry in index.tables.documents.entries if entry.standing.quotable}
    pairs: dict[str, tuple[Asked, Asked]] = {}
    for id_ in drawn(entries, limit, seed):
        document = engine.store.document(id_, entries[id_].version)
        for real, invented in _pairs(document, index.analyser, _name(index, f"{seed} {id_}"), seed):
            pairs.setdefault(real.text, (real, invented))
    return tuple(real for real, _ in pairs.values()), tuple(invented for _, invented in pairs.values())


def _pairs(document: Document, analyser: Analyser, name: str, seed: int) -> Iterator[tuple[Asked, Asked]]:
    topic = topic_of_title(document.metadata.title)
    named = set(analyser.terms(topic))
    for heading in _headings(document):
        if not named.isdisjoint(analyser.terms(heading)):
            continue  # beside an invented name it would still ask for what the corpus has
        id_ = f"{document.id} {heading}" if heading else document.id
        form = _picked(OF_HEADINGS if heading else OF_TITLES, f"{seed} {id_}")
        real, invented = (form.format(title=title, heading=_inline(heading)) for title in (topic, name))
        yield Asked(id_, real, group=document.id), Asked(id_, invented, group=document.id)


def _headings(document: Document) -> Iterable[str]:
    """The headings with sentences under them that read well within a question; "" for the document as a whole."""
    blocks = [document.blocks[sentence.block] for sentence in document.sentences]
    bodies = [block for block in blocks if block.kind is not BlockKind.HEADING]
    under = dict.fromkeys(block.section[-1] for block in bodies if block.section)
    fitting = [heading for heading in under if len(heading.split()) <= LONGEST_HEADING and "?" not in heading]
    return ["", *fitting] if bodies else []


def _inline(heading: str) -> str:
    """The heading as it stands within a sentence; "ALS" and "HbA1c" stay as they are."""
    return " ".join(word.lower() if word[1:].islower() else word for word in heading.split())


def _name(index: HybridIndex, key: str) -> str:
    """A name made of syllables, always the same for the same key, of which the corpus has no term."""
    for attempt in range(ATTEMPTS):
        parts = (
            _picked(part, f"{key} {attempt} {place}") for place, part in enumerate([SYLLABLES] * 3 + [ENDINGS])
        )
        name = "".join(parts).capitalize()
        if not any(index.df(term) for term in index.analyser.terms(name)):
            return name
    raise CalibrationError("the corpus has every name that was invented: give questions with --unanswerable FILE")


def _picked(choices: Sequence[str], key: str) -> str:
    return choices[int.from_bytes(hashlib.sha256(key.encode()).digest()) % len(choices)]


def _draw(questions: Sequence[Asked], size: int, seed: int) -> tuple[Asked, ...]:
    by_id = {asked.id: asked for asked in questions}
    return tuple(by_id[id_] for id_ in drawn(by_id, size, seed))
