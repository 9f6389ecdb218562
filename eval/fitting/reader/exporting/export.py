"""Writes a trained reader in the form that the package reads, and compares the two."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from eval.fitting.reader.examples import Example
from eval.fitting.reader.exporting.encoder_graph import encoder_model
from eval.fitting.reader.network import Batch, Question, ReaderNet
from qa.reading import CARD, HEADS, PIECE, TOKENIZER, Card, OnnxReader, Passage

_PIECE_BYTES = 16 * 1024 * 1024


class Parity(NamedTuple):
    """How the exported reader compares with the trained one.

    `correlation` of the corrections of sentences, and the share of passages with the same first sentence.
    """

    correlation: float
    same_first: float


def export(net: ReaderNet, tokenizer: bytes, target: Path, card: Card) -> Card:
    """Writes pieces of the model, heads, tokenizer and card to a folder; returns the card with their digests."""
    target.mkdir(parents=True, exist_ok=True)
    state = {name: each.detach().float().cpu().numpy() for name, each in net.encoder.state_dict().items()}
    model = encoder_model(state)
    contents = {
        f"{PIECE}{number:02}": model[start : start + _PIECE_BYTES]
        for number, start in enumerate(range(0, len(model), _PIECE_BYTES))
    }
    contents[HEADS] = _heads(net)
    contents[TOKENIZER] = tokenizer
    for name, content in contents.items():
        (target / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    made = replace(card, files=digests)
    (target / CARD).write_text(made.text(), encoding="utf-8")
    return made


def parity(net: ReaderNet, examples: Sequence[Example], questions: Sequence[Question], folder: Path) -> Parity:
    """Compares the exported reader with the network, both in single precision but for the weights."""
    reader = OnnxReader.open(folder)
    ours: list[NDArray[np.float32]] = []
    theirs: list[NDArray[np.float32]] = []
    net.eval()
    for example, question in zip(examples, questions, strict=True):
        passages = [Passage(each.context, each.sentences) for each in example.passages]
        theirs += [each.corrections for each in reader.read(example.question, passages)]
        ours += _corrections(net, question)
    same = [one.argmax() == other.argmax() for one, other in zip(ours, theirs, strict=True)]
    correlation = np.corrcoef(np.concatenate(ours), np.concatenate(theirs))[0, 1]
    return Parity(float(correlation), float(np.mean(same)))


@torch.inference_mode()
def _corrections(net: ReaderNet, question: Question) -> list[NDArray[np.float32]]:
    """The corrections of the sentences of each passage."""
    batch = Batch.of([question])
    found = net(batch.inputs).sentences.float().numpy()
    passages: dict[int, list[NDArray[np.float32]]] = {}
    for number, piece in enumerate(question.pieces):
        passages.setdefault(piece.passage, []).append(found[number][batch.real[number].numpy()])
    return [np.concatenate(some) for _, some in sorted(passages.items())]


def _heads(net: ReaderNet) -> bytes:
    file = io.BytesIO()
    np.savez(
        file,
        importance=_linear(net.importance)[:, 0],
        sentence=_linear(net.sentence)[:, 0],
        coverage=net.coverage.detach().float().cpu().numpy(),
        relevance=_linear(net.relevance)[:, 0],
        edges=_linear(net.edges),
    )
    return file.getvalue()


def _linear(layer: torch.nn.Linear) -> NDArray[np.float32]:
    """The weights, (in, out), and the biases as a last row."""
    weight, bias = layer.weight.detach().float().cpu().numpy(), layer.bias.detach().float().cpu().numpy()
    return np.concatenate((weight.T, bias[None]), axis=0)
