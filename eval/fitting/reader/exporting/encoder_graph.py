"""The ONNX graph of the reader's encoder with weights in eight bits.

Matrices are symmetric per column, activations are quantised at run time (`DynamicQuantizeMatMul`), and the word
vectors are symmetric per row.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from eval.fitting.encoder import HEADS, LAYERS
from index.onnx import FLOAT, INT64, MICROSOFT, Node, Value, model
from qa.reading import MOST_TOKENS

_EPSILON = {"epsilon": 1e-12}
Array = NDArray[np.generic]
State = Mapping[str, NDArray[np.float32]]


def encoder_model(state: State) -> bytes:
    """The model of an `Encoder`: ids and segments, (b, l), and positions, (l,), to states, (b, l, h)."""
    return model(
        _nodes(),
        _weights(state),
        [
            Value("ids", INT64, ["b", "l"]),
            Value("segments", INT64, ["b", "l"]),
            Value("positions", INT64, ["l"]),
        ],
        [Value("states", FLOAT, ["b", "l", "h"])],
    )


def quantised(matrix: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The matrix in eight bits, symmetric along an axis, and the scales by which to multiply them."""
    scales = np.maximum(np.abs(matrix).max(axis=axis), 1e-8).astype(np.float32) / 127
    rounded = np.rint(matrix / np.expand_dims(scales, axis))
    return np.clip(rounded, -127, 127).astype(np.int8), scales


def _weights(state: State) -> dict[str, Array]:
    words, scales = quantised(state["words.weight"], 1)
    found: dict[str, Array] = {
        "words": words,
        "word_scales": scales[:, None],
        "places": state["positions.weight"][:MOST_TOKENS],
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


def _nodes() -> Iterator[Node]:
    yield Node("Gather", ["words", "ids"], "found")
    yield Node("Cast", ["found"], "whole", {"to": FLOAT})
    yield Node("Gather", ["word_scales", "ids"], "scales")
    yield Node("Mul", ["whole", "scales"], "word")
    yield Node("Gather", ["places", "positions"], "place")
    yield Node("Gather", ["kinds", "segments"], "kind")
    yield Node("Add", ["word", "place"], "placed")
    yield Node("Add", ["placed", "kind"], "summed")
    yield Node("LayerNormalization", ["summed", "norm.weight", "norm.bias"], "x0", _EPSILON)
    for n in range(LAYERS):
        yield from _layer(n)


def _layer(n: int) -> Iterator[Node]:
    for name in ("query", "key", "value"):
        yield _linear(n, name, f"x{n}", f"{name}{n}")
    yield Node(
        "MultiHeadAttention",
        [f"query{n}", f"key{n}", f"value{n}"],
        f"attended{n}",
        {"num_heads": HEADS},
        MICROSOFT,
    )
    yield _linear(n, "mixed", f"attended{n}", f"mixed{n}")
    yield from _added(n, "attention_norm", f"mixed{n}", f"x{n}", f"a{n}")
    yield _linear(n, "inner", f"a{n}", f"wide{n}")
    yield Node("Gelu", [f"wide{n}"], f"active{n}")
    yield _linear(n, "outer", f"active{n}", f"narrow{n}")
    yield from _added(n, "output_norm", f"narrow{n}", f"a{n}", "states" if n == LAYERS - 1 else f"x{n + 1}")


def _linear(n: int, name: str, source: str, output: str) -> Node:
    inputs = [source, *(f"{n}.{name}{part}" for part in ("", ".scale", ".zero", ".bias"))]
    return Node("DynamicQuantizeMatMul", inputs, output, domain=MICROSOFT)


def _added(n: int, name: str, one: str, other: str, output: str) -> Iterator[Node]:
    yield Node("Add", [one, other], f"{name}{n}")
    norm = [f"{n}.{name}.weight", f"{n}.{name}.bias"]
    yield Node("LayerNormalization", [f"{name}{n}", *norm], output, _EPSILON)
