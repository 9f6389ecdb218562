"""The parts of an encoder's ONNX graph whose weights are in eight bits.

Matrices are symmetric per column, activations are quantised at run time (`DynamicQuantizeMatMul`), and the word
vectors are symmetric per row.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from eval.fitting.encoder.net import LAYERS
from index.onnx import FLOAT, MICROSOFT, Node

_EPSILON = {"epsilon": 1e-12}
Array = NDArray[np.generic]
State = Mapping[str, NDArray[np.float32]]


def quantised(matrix: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The matrix in eight bits, symmetric along an axis, and the scales by which to multiply them."""
    scales = np.maximum(np.abs(matrix).max(axis=axis), 1e-8).astype(np.float32) / 127
    rounded = np.rint(matrix / np.expand_dims(scales, axis))
    return np.clip(rounded, -127, 127).astype(np.int8), scales


def eight_bit_weights(state: State) -> dict[str, Array]:
    """The weights of an `Encoder` under the names that the nodes use."""
    words, scales = quantised(state["words.weight"], 1)
    found: dict[str, Array] = {
        "words": words,
        "word_scales": scales[:, None],
        "places": state["positions.weight"],
        "kinds": state["segments.weight"],
        "norm.weight": state["norm.weight"],
        "norm.bias": state["norm.bias"],
    }
    for n in range(LAYERS):
        for name in ("query", "key", "value", "mixed", "inner", "outer"):
            matrix, scale = quantised(state[f"layers.{n}.{name}.weight"].T, 0)
            found |= {f"{n}.{name}": matrix, f"{n}.{name}.scale": scale}
            found[f"{n}.{name}.zero"] = np.zeros(len(scale), dtype=np.int8)
            found[f"{n}.{name}.bias"] = state[f"layers.{n}.{name}.bias"]
        for name in ("attention_norm", "output_norm"):
            for part in ("weight", "bias"):
                found[f"{n}.{name}.{part}"] = state[f"layers.{n}.{name}.{part}"]
    return found


def embedded() -> Iterator[Node]:
    """From `ids`, `segments` and `positions` to `x0`."""
    yield Node("Gather", ["words", "ids"], "found")
    yield Node("Cast", ["found"], "whole", {"to": FLOAT})
    yield Node("Gather", ["word_scales", "ids"], "scales")
    yield Node("Mul", ["whole", "scales"], "word")
    yield Node("Gather", ["places", "positions"], "place")
    yield Node("Gather", ["kinds", "segments"], "kind")
    yield Node("Add", ["word", "place"], "placed")
    yield Node("Add", ["placed", "kind"], "summed")
    yield Node("LayerNormalization", ["summed", "norm.weight", "norm.bias"], "x0", _EPSILON)


def linear(n: int, name: str, source: str, output: str) -> Node:
    """A linear part of layer `n`."""
    inputs = [source, *(f"{n}.{name}{part}" for part in ("", ".scale", ".zero", ".bias"))]
    return Node("DynamicQuantizeMatMul", inputs, output, domain=MICROSOFT)


def added(n: int, name: str, one: str, other: str, output: str) -> Iterator[Node]:
    """Two values added and normalised by a part of layer `n`."""
    yield Node("Add", [one, other], f"{name}{n}")
    norm = [f"{n}.{name}.weight", f"{n}.{name}.bias"]
    yield Node("LayerNormalization", [f"{name}{n}", *norm], output, _EPSILON)
