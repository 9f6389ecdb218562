"""The network of the reader, its examples as tensors, and its training; needs PyTorch."""

from eval.fitting.reader.network.batches import Batch, Question, tokenised
from eval.fitting.reader.network.initial import initial_net, starting_weights
from eval.fitting.reader.network.net import ReaderNet
from eval.fitting.reader.network.training import Schedule, Training, load_net

__all__ = [
    "Batch",
    "Question",
    "ReaderNet",
    "Schedule",
    "Training",
    "initial_net",
    "load_net",
    "starting_weights",
    "tokenised",
]
