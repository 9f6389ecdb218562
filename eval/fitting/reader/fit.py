"""Trains, measures and exports a reader from a prepared folder; needs neither an index nor the network."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from eval.fitting.encoder import described
from eval.fitting.reader.examples import Example, read_examples
from eval.fitting.reader.exporting import Parity, export, parity
from eval.fitting.reader.network import (
    Question,
    ReaderNet,
    Schedule,
    Training,
    initial_net,
    tokenised,
)
from eval.fitting.reader.ranking_figures import figures, read
from qa.reading import TOKENIZER, Card, Layout

_COMPARED = 40
_READ = 6
WEIGHTS = (0.25, 0.5, 1.0)
LIMITS = (
    "English; questions and passages of health and biomedicine, and of Wikipedia.",
    "Trained on PinciteBench's items for tuning, whose questions were written with a language model.",
    "It says which sentence answers, not whether what it says is true.",
)
LICENCE = "Apache-2.0; the sets trained on are CC BY, CC BY-SA, MIT and Apache-2.0, as `data` says"


def train(folder: Path, run: Path, schedule: Schedule, device: str, say: Callable[[str], None]) -> ReaderNet:
    """Trains from the folder's examples; a run that is in the folder `run` is continued."""
    layout = Layout.open(folder, schedule.longest)
    questions = [tokenised(each, layout) for path in _files(folder, "fitting") for each in read_examples(path)]
    questions = [question for question in questions if question.pieces]
    training = Training(initial_net(folder, schedule.seed), run, schedule, device)
    say(f"{len(questions)} questions; {'continued' if training.resume() else 'started'} at step {training.step}")
    training.run(questions, say)
    return training.net


def measure(folder: Path, net: ReaderNet, device: str, every: int) -> dict[str, Mapping[str, float]]:
    """The figures over one in `every` example for choosing, by file."""
    found = {}
    for path in _files(folder, "choosing"):
        examples, questions = _chosen(folder, path, every)
        found[path.name.partition(".")[0]] = figures(examples, read(net, questions, device), WEIGHTS)
    return found


def card_of(folder: Path, schedule: Schedule, measured: Mapping[str, object], weight: float) -> Card:
    """The card of a reader that was trained from the folder; without the digests of its files."""
    return Card(
        name="pincite-reader",
        made=datetime.now(UTC).date().isoformat(),
        weight=weight,
        files={},
        data=tuple(path.name.partition(".")[0] for path in _files(folder, "fitting")),
        training=described(schedule),
        figures=measured,
        limits=LIMITS,
        licence=LICENCE,
    )


def write(folder: Path, net: ReaderNet, card: Card, target: Path) -> Parity:
    """Exports the network with its card, and says how the export compares with the network, there too."""
    examples, questions = _chosen(folder, _files(folder, "choosing")[0], 1)
    tokenizer = (folder / TOKENIZER).read_bytes()
    export(net, tokenizer, target, card)
    same = parity(net.cpu(), examples[:_COMPARED], questions[:_COMPARED], target)
    export(net, tokenizer, target, card.with_figures({"parity": same._asdict()}))
    return same


def _chosen(folder: Path, path: Path, every: int) -> tuple[list[Example], list[Question]]:
    layout = Layout.open(folder)
    examples = [example.first(_READ) for example in list(read_examples(path))[::every]]
    return examples, [tokenised(example, layout) for example in examples]


def _files(folder: Path, part: str) -> list[Path]:
    return sorted((folder / part).glob("*.jsonl.gz"))
