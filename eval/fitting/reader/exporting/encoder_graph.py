"""The ONNX graph of the reader's encoder with weights in eight bits.

Matrices are symmetric per column, activations are quantised at run time (`DynamicQuantizeMatMul`), and the word
vectors are symmetric per row.
"""

from collections.abc import Iterator

from eval.fitting.encoder import HEADS, LAYERS, State, added, eight_bit_weights, embedded, linear
from index.onnx import FLOAT, INT64, MICROSOFT, Node, Value, model
from qa.reading import MOST_TOKENS


def encoder_model(state: State) -> bytes:
    """The model of an `Encoder`: ids and segments, (b, l), and positions, (l,), to states, (b, l, h)."""
    weights = eight_bit_weights(state)
    weights["places"] = weights["places"][:MOST_TOKENS]
    return model(
        _nodes(),
        weights,
        [
            Value("ids", INT64, ["b", "l"]),
            Value("segments", INT64, ["b", "l"]),
            Value("positions", INT64, ["l"]),
        ],
        [Value("states", FLOAT, ["b", "l", "h"])],
    )


def _nodes() -> Iterator[Node]:
    yield from embedded()
    for n in range(LAYERS):
        yield from _layer(n)


def _layer(n: int) -> Iterator[Node]:
    for name in ("query", "key", "value"):
        yield linear(n, name, f"x{n}", f"{name}{n}")
    yield Node(
        "MultiHeadAttention",
        [f"query{n}", f"key{n}", f"value{n}"],
        f"attended{n}",
        {"num_heads": HEADS},
        MICROSOFT,
    )
    yield linear(n, "mixed", f"attended{n}", f"mixed{n}")
    yield from added(n, "attention_norm", f"mixed{n}", f"x{n}", f"a{n}")
    yield linear(n, "inner", f"a{n}", f"wide{n}")
    yield Node("Gelu", [f"wide{n}"], f"active{n}")
    yield linear(n, "outer", f"active{n}", f"narrow{n}")
    yield from added(n, "output_norm", f"narrow{n}", f"a{n}", "states" if n == LAYERS - 1 else f"x{n + 1}")
