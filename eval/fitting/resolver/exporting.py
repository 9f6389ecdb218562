"""Writes a trained resolver in the form that the package reads, and compares the two."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from eval.fitting.encoder import described, encoder_with_head
from eval.fitting.resolver.examples import Example, read_examples
from eval.fitting.resolver.figures import Labelled, figures
from eval.fitting.resolver.fit import CHOOSING, FITTING, TOKENIZER, files, labelled
from eval.fitting.resolver.network import ResolverNet, Schedule
from qa.followup import CARD, PIECE, OnnxResolver, ResolverCard

_PIECE_BYTES = 16 * 1024 * 1024
_HALF = 0.5
_THRESHOLDS = tuple(step / 20 for step in range(4, 17))
_COMPARED = 200
LIMITS = (
    "English; threads about health, and of Wikipedia and everyday requests.",
    "It says which words of a thread a question needs; it adds no word of its own.",
    "Threads of more than 512 tokens are cut: older quotes first.",
)
LICENCE = "Apache-2.0; the sets trained on are CC BY, CC BY-SA, MIT and Apache-2.0, as `data` says"


class Parity(NamedTuple):
    """How the exported resolver compares with the trained one.

    `correlation` of the probabilities of the thread's words, the share of words with the same decision, and the
    share of questions of the same class.
    """

    correlation: float
    same_words: float
    same_leaning: float


def export(folder: Path, net: ResolverNet, target: Path, card: ResolverCard) -> ResolverCard:
    """Writes pieces of the model, tokenizer and card to a folder; returns the card with the files' digests."""
    target.mkdir(parents=True, exist_ok=True)
    model = encoder_with_head(*_arrays(net))
    contents = {
        f"{PIECE}{number:02}": model[start : start + _PIECE_BYTES]
        for number, start in enumerate(range(0, len(model), _PIECE_BYTES))
    }
    contents[TOKENIZER] = (folder / TOKENIZER).read_bytes()
    for name, content in contents.items():
        (target / name).write_bytes(content)
    made = replace(card, files={name: hashlib.sha256(content).hexdigest() for name, content in contents.items()})
    (target / CARD).write_text(made.text(), encoding="utf-8")
    return made


def write(folder: Path, net: ResolverNet, schedule: Schedule, target: Path) -> ResolverCard:
    """Exports a network with the threshold that is best on the examples for choosing, and compares the two."""
    chosen = [example for path in files(folder, CHOOSING) for example in read_examples(path)]
    found = labelled(chosen, folder, net, "cpu")
    threshold = max(_THRESHOLDS, key=lambda each: figures(found, each).f1)
    card = ResolverCard(
        name="pincite-resolver",
        made=datetime.now(UTC).date().isoformat(),
        threshold=threshold,
        files={},
        data=tuple(path.name.partition(".")[0] for path in files(folder, FITTING)),
        training=described(schedule),
        figures={"choosing": figures(found, threshold)._asdict()},
        limits=LIMITS,
        licence=LICENCE,
    )
    export(folder, net, target, card)
    same = parity(found[:_COMPARED], target)
    return export(folder, net, target, replace(card, figures={**card.figures, "parity": same._asdict()}))


def parity(ours: Sequence[Labelled], target: Path) -> Parity:
    """Compares an exported resolver with what the network, in single precision, says of some examples."""
    resolver = OnnxResolver.open(target)
    theirs = [exported(resolver, each.example) for each in ours]
    one, other = (
        np.array([share for each in some for row in each.shares for share in row]) for some in (ours, theirs)
    )
    return Parity(
        float(np.corrcoef(one, other)[0, 1]),
        float(np.mean((one >= _HALF) == (other >= _HALF))),
        float(np.mean([mine.leaning == its.leaning for mine, its in zip(ours, theirs, strict=True)])),
    )


def exported(resolver: OnnxResolver, example: Example) -> Labelled:
    """An example with what an exported resolver says of it."""
    found = resolver.resolve(example.question, example.parts)
    return Labelled(example, found.carried, tuple(map(int, found.fates)), int(found.leaning))


@torch.inference_mode()
def _arrays(net: ResolverNet) -> tuple[dict[str, NDArray[np.float32]], NDArray[np.float32], NDArray[np.float32]]:
    """The encoder's weights, and the heads joined to one: its matrix and its bias."""
    state = {name: each.float().cpu().numpy() for name, each in net.encoder.state_dict().items()}
    heads = (net.carried, net.fates, net.leaning)
    matrix = np.concatenate([head.weight.float().cpu().numpy() for head in heads]).T
    return state, np.ascontiguousarray(matrix), np.concatenate([head.bias.float().cpu().numpy() for head in heads])
