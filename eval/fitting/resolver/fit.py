"""Trains and measures a resolver from a prepared folder; needs neither an index nor the network."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from eval.fitting.resolver.examples import Example, read_examples
from eval.fitting.resolver.figures import Labelled, figures
from eval.fitting.resolver.network import (
    Batch,
    Piece,
    ResolverNet,
    Schedule,
    Training,
    initial_net,
    load_net,
    tokenised,
)
from qa.followup import Layout

TOKENIZER = "tokenizer.json"
FITTING, CHOOSING, MEASURING = "fitting", "choosing", "measuring"
# Sources whose examples count several times in a pass: those that are most like what people ask.
TIMES = {"threads": 8, "written_sessions": 4, "followup_sql": 2}
_AT_ONCE = 32


def train(
    folder: Path,
    run: Path,
    schedule: Schedule,
    device: str,
    say: Callable[[str], None],
    *,
    after: Path | None = None,
) -> ResolverNet:
    """Trains on the folder's examples; continues the run that is in `run`, else starts from that in `after`."""
    layout = Layout.open(folder / TOKENIZER, schedule.longest)
    pieces = [
        tokenised(each, layout)
        for path in files(folder, FITTING)
        for each in list(read_examples(path)) * TIMES.get(_source(path), 1)
    ]
    net = initial_net(folder, schedule.seed) if after is None else load_net(folder, after, device)[1]
    training = Training(net, run, schedule, device)
    say(f"{len(pieces)} examples; {'continued' if training.resume() else 'started'} at step {training.step}")
    training.run(pieces, say)
    return training.net


def measure(
    folder: Path, net: ResolverNet, device: str, every: int, part: str = CHOOSING
) -> dict[str, Mapping[str, float]]:
    """The figures over one in `every` example of a part, by file."""
    found: dict[str, Mapping[str, float]] = {}
    for path in files(folder, part):
        examples = list(read_examples(path))[::every]
        found[_source(path)] = figures(labelled(examples, folder, net, device))._asdict()
    return found


@torch.inference_mode()
def labelled(examples: Sequence[Example], folder: Path, net: ResolverNet, device: str) -> list[Labelled]:
    """The examples with what the network says of them."""
    layout = Layout.open(folder / TOKENIZER)
    pieces = [tokenised(example, layout) for example in examples]
    order = sorted(range(len(pieces)), key=lambda number: len(pieces[number].laid.ids))
    found: dict[int, Labelled] = {}
    net.eval()
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        batch = Batch.of([pieces[number] for number in some]).to(torch.device(device))
        outputs = net(batch.ids, batch.mask, batch.segments)
        shares, fates = outputs.carried.float().sigmoid().tolist(), outputs.fates.argmax(-1).tolist()
        leaning = outputs.leaning.argmax(-1).tolist()
        for row, number in enumerate(some):
            found[number] = _labelled(examples[number], pieces[number], shares[row], fates[row], leaning[row])
    return [found[number] for number in range(len(pieces))]


def _labelled(
    example: Example, piece: Piece, shares: Sequence[float], fates: Sequence[int], leaning: int
) -> Labelled:
    return Labelled(
        example,
        tuple(tuple(shares[place] if place >= 0 else 0.0 for place in places) for places in piece.laid.parts),
        tuple(fates[place] if place >= 0 else 0 for place in piece.laid.asked),
        leaning,
    )


def _source(path: Path) -> str:
    return path.name.partition(".")[0]


def files(folder: Path, part: str) -> list[Path]:
    """The files of a part of a prepared folder."""
    return sorted((folder / part).glob("*.jsonl.gz"))
