"""The ONNX graph of an encoder with one linear head over each token, its weights in eight bits.

Matrices are symmetric per column, activations are quantised at run time (`DynamicQuantizeMatMul`), and the word
vectors are symmetric per row. The head stays in single precision.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from eval.fitting.encoder.eight_bits import Array, State, added, eight_bit_weights, embedded, linear
from eval.fitting.encoder.net import HEADS, HIDDEN, LAYERS
from index.onnx import FLOAT, INT64, Node, Value, model


def encoder_with_head(state: State, head: NDArray[np.float32], bias: NDArray[np.float32]) -> bytes:
    """The model of an `Encoder`: ids and segments, (b, l), mask, (b, l), and positions, (l,), to (b, l, n).

    The `head` is (384, n), its `bias` (n,).
    """
    weights = {**eight_bit_weights(state), **_constants(), "head": head, "head.bias": bias}
    inputs = [
        Value("ids", INT64, ["b", "l"]),
        Value("segments", INT64, ["b", "l"]),
        Value("mask", FLOAT, ["b", "l"]),
        Value("positions", INT64, ["l"]),
    ]
    return model(_nodes(), weights, inputs, [Value("outputs", FLOAT, ["b", "l", "n"])])


def _constants() -> dict[str, Array]:
    return {
        "heads": np.array([0, 0, HEADS, HIDDEN // HEADS], dtype=np.int64),
        "joined": np.array([0, 0, HIDDEN], dtype=np.int64),
        "scale": np.array((HIDDEN // HEADS) ** -0.5, dtype=np.float32),
        "one": np.array(1, dtype=np.float32),
        "far": np.array(-10000, dtype=np.float32),
        "axes": np.array([1, 2], dtype=np.int64),
        "root": np.array(2**-0.5, dtype=np.float32),
        "half": np.array(0.5, dtype=np.float32),
    }


def _nodes() -> Iterator[Node]:
    yield from embedded()
    yield Node("Sub", ["one", "mask"], "hidden")
    yield Node("Mul", ["hidden", "far"], "farther")
    yield Node("Unsqueeze", ["farther", "axes"], "bias")
    for n in range(LAYERS):
        yield from _layer(n)
    yield Node("MatMul", [f"x{LAYERS}", "head"], "headed")
    yield Node("Add", ["headed", "head.bias"], "outputs")


def _layer(n: int) -> Iterator[Node]:
    for name, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        yield linear(n, name, f"x{n}", f"flat_{name}{n}")
        yield Node("Reshape", [f"flat_{name}{n}", "heads"], f"parted_{name}{n}")
        yield Node("Transpose", [f"parted_{name}{n}"], f"{name}{n}", {"perm": order})
    yield Node("MatMul", [f"query{n}", f"key{n}"], f"products{n}")
    yield Node("Mul", [f"products{n}", "scale"], f"scaled{n}")
    yield Node("Add", [f"scaled{n}", "bias"], f"biased{n}")
    yield Node("Softmax", [f"biased{n}"], f"shares{n}", {"axis": -1})
    yield Node("MatMul", [f"shares{n}", f"value{n}"], f"gathered{n}")
    yield Node("Transpose", [f"gathered{n}"], f"turned{n}", {"perm": [0, 2, 1, 3]})
    yield Node("Reshape", [f"turned{n}", "joined"], f"attended{n}")
    yield linear(n, "mixed", f"attended{n}", f"mixed{n}")
    yield from added(n, "attention_norm", f"mixed{n}", f"x{n}", f"a{n}")
    yield linear(n, "inner", f"a{n}", f"wide{n}")
    yield Node("Mul", [f"wide{n}", "root"], f"rooted{n}")
    yield Node("Erf", [f"rooted{n}"], f"erf{n}")
    yield Node("Add", [f"erf{n}", "one"], f"raised{n}")
    yield Node("Mul", [f"wide{n}", f"raised{n}"], f"doubled{n}")
    yield Node("Mul", [f"doubled{n}", "half"], f"active{n}")
    yield linear(n, "outer", f"active{n}", f"narrow{n}")
    yield from added(n, "output_norm", f"narrow{n}", f"a{n}", f"x{n + 1}")
