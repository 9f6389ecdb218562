"""A BERT encoder that is fitted: network, starting weights, training and ONNX graph; needs PyTorch."""

from eval.fitting.encoder.eight_bits import State, added, eight_bit_weights, embedded, linear, quantised
from eval.fitting.encoder.encoder_graph import encoder_with_head
from eval.fitting.encoder.initial import START, load_start, starting_weights
from eval.fitting.encoder.net import FAR, HEADS, HIDDEN, LAYERS, POSITIONS, VOCABULARY, Encoder
from eval.fitting.encoder.training import (
    CHECKPOINT,
    EncoderSchedule,
    EncoderTraining,
    described,
    load_into,
)

__all__ = [
    "CHECKPOINT",
    "FAR",
    "HEADS",
    "HIDDEN",
    "LAYERS",
    "POSITIONS",
    "START",
    "VOCABULARY",
    "Encoder",
    "EncoderSchedule",
    "EncoderTraining",
    "State",
    "added",
    "described",
    "eight_bit_weights",
    "embedded",
    "encoder_with_head",
    "linear",
    "load_into",
    "load_start",
    "quantised",
    "starting_weights",
]
