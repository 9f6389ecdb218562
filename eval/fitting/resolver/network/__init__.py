"""The network of the resolver, its examples as tensors, and its training; needs PyTorch."""

from eval.fitting.resolver.network.batches import Batch, Piece, batches, tokenised
from eval.fitting.resolver.network.net import Outputs, ResolverNet, initial_net
from eval.fitting.resolver.network.training import Schedule, Training, load_net, read_schedule

__all__ = [
    "Batch",
    "Outputs",
    "Piece",
    "ResolverNet",
    "Schedule",
    "Training",
    "batches",
    "initial_net",
    "load_net",
    "read_schedule",
    "tokenised",
]
