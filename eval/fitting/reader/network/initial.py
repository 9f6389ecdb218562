"""The weights that a reader starts from: those of the packaged sentence encoder."""

from pathlib import Path

import torch

from eval.fitting.encoder import START, load_start
from eval.fitting.encoder import starting_weights as encoder_weights
from eval.fitting.reader.network.net import ReaderNet

# The token whose vector the marker's starts as.
_PARTING = 102


def starting_weights(encoder: Path, marker: int, target: Path) -> None:
    """Writes the encoder of a sentence-transformers folder to `start.pt` in half precision, with a marker."""
    encoder_weights(encoder, target)
    state = torch.load(target / START, weights_only=True)
    state["words.weight"][marker] = state["words.weight"][_PARTING]
    torch.save(state, target / START)


def initial_net(folder: Path, seed: int, dropout: float = 0.1) -> ReaderNet:
    """A reader with the weights that `starting_weights` wrote. Its word vectors stay fixed."""
    torch.manual_seed(seed)
    net = ReaderNet(dropout)
    load_start(net.encoder, folder)
    return net
