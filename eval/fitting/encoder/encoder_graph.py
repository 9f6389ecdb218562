"""The ONNX graph of an encoder with one linear head over each token, its weights in eight bits.

Matrices are symmetric per column, activations are quantised at run time (`DynamicQuantizeMatMul`), and the word
vectors are symmetric per row. The head stays in single precision.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from eval.fitting.encoder.net import HEADS, HIDDEN, LAYERS
from index.onnx import FLOAT, INT64, MICROSOFT, Node, Value, model

_EPSILON = {"epsilon": 1e-12}
Array = NDArray[np.generic]
State = Mapping[str, NDArray[np.float32]]


def encoder_with_head(state: State, head: NDArray[np.float32], bias: NDArray[np.float32]) -> bytes:
    """The model of an `Encoder`: ids and segments, (b, l), mask, (b, l), and positions, (l,), to (b, l, n).

    The `head` is (384, n), its `bias` (n,).
    """
    weights = {**_weights(state), "head": head, "head.bias": bias}
    inputs = [
        Value("ids", INT64, ["b", "l"]),
        Value("segments", INT64, ["b", "l"]),
        Value("mask", FLOAT, ["b", "l"]),
        Value("positions", INT64, ["l"]),
    ]
    return model(_nodes(), weights, inputs, [Value("outputs", FLOAT, ["b", "l", "n"])])


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
        "places": state["positions.weight"],
        "kinds": state["segments.weight"],
        "norm.weight": state["norm.weight"],
        "norm.bias": state["norm.bias"],
        "heads": np.array([0, 0, HEADS, HIDDEN // HEADS], dtype=np.int64),
        "joined": np.array([0, 0, HIDDEN], dtype=np.int64),
        "scale": np.array((HIDDEN // HEADS) ** -0.5, dtype=np.float32),
        "one": np.array(1, dtype=np.float32),
        "far": np.array(-10000, dtype=np.float32),
        "axes": np.array([1, 2], dtype=np.int64),
        "root": np.array(2**-0.5, dtype=np.float32),
        "half": np.array(0.5, dtype=np.float32),
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
    yield Node("Sub", ["one", "mask"], "hidden")
    yield Node("Mul", ["hidden", "far"], "farther")
    yield Node("Unsqueeze", ["farther", "axes"], "bias")
    for n in range(LAYERS):
        yield from _layer(n)
    yield Node("MatMul", [f"x{LAYERS}", "head"], "headed")
    yield Node("Add", ["headed", "head.bias"], "outputs")


def _layer(n: int) -> Iterator[Node]:
    for name, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        yield _linear(n, name, f"x{n}", f"flat_{name}{n}")
        yield Node("Reshape", [f"flat_{name}{n}", "heads"], f"parted_{name}{n}")
        yield Node("Transpose", [f"parted_{name}{n}"], f"{name}{n}", {"perm": order})
    yield Node("MatMul", [f"query{n}", f"key{n}"], f"products{n}")
    yield Node("Mul", [f"products{n}", "scale"], f"scaled{n}")
    yield Node("Add", [f"scaled{n}", "bias"], f"biased{n}")
    yield Node("Softmax", [f"biased{n}"], f"shares{n}", {"axis": -1})
    yield Node("MatMul", [f"shares{n}", f"value{n}"], f"gathered{n}")
    yield Node("Transpose", [f"gathered{n}"], f"turned{n}", {"perm": [0, 2, 1, 3]})
    yield Node("Reshape", [f"turned{n}", "joined"], f"attended{n}")
    yield _linear(n, "mixed", f"attended{n}", f"mixed{n}")
    yield from _added(n, "attention_norm", f"mixed{n}", f"x{n}", f"a{n}")
    yield _linear(n, "inner", f"a{n}", f"wide{n}")
    yield Node("Mul", [f"wide{n}", "root"], f"rooted{n}")
    yield Node("Erf", [f"rooted{n}"], f"erf{n}")
    yield Node("Add", [f"erf{n}", "one"], f"raised{n}")
    yield Node("Mul", [f"wide{n}", f"raised{n}"], f"doubled{n}")
    yield Node("Mul", [f"doubled{n}", "half"], f"active{n}")
    yield _linear(n, "outer", f"active{n}", f"narrow{n}")
    yield from _added(n, "output_norm", f"narrow{n}", f"a{n}", f"x{n + 1}")


def _linear(n: int, name: str, source: str, output: str) -> Node:
    inputs = [source, *(f"{n}.{name}{part}" for part in ("", ".scale", ".zero", ".bias"))]
    return Node("DynamicQuantizeMatMul", inputs, output, domain=MICROSOFT)


def _added(n: int, name: str, one: str, other: str, output: str) -> Iterator[Node]:
    yield Node("Add", [one, other], f"{name}{n}")
    norm = [f"{n}.{name}.weight", f"{n}.{name}.bias"]
    yield Node("LayerNormalization", [f"{name}{n}", *norm], output, _EPSILON)
