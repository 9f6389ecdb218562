"""A BERT encoder that is fitted: its network, its starting weights, and its ONNX graph; needs PyTorch."""

from eval.fitting.encoder.eight_bits import State, added, eight_bit_weights, embedded, linear, quantised
from eval.fitting.encoder.encoder_graph import encoder_with_head
from eval.fitting.encoder.initial import START, load_start, starting_weights
from eval.fitting.encoder.net import FAR, HEADS, HIDDEN, LAYERS, POSITIONS, VOCABULARY, Encoder

__all__ = [
    "FAR",
    "HEADS",
    "HIDDEN",
    "LAYERS",
    "POSITIONS",
    "START",
    "VOCABULARY",
    "Encoder",
    "State",
    "added",
    "eight_bit_weights",
    "embedded",
    "encoder_with_head",
    "linear",
    "load_start",
    "quantised",
    "starting_weights",
]
