"""The ONNX graph of a BERT encoder, made from its configuration; its weights stay in model.safetensors.

Layers compute on one row per token, (b * l, h), except attention, which needs (b, l, h).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from index.onnx import FLOAT, INT32, INT64, MICROSOFT, Node, Value, Weight, model

EMBEDDED = ("word", "position", "token_type")
DENSE = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class BertShape(NamedTuple):
    """The numbers of a BERT configuration that its graph depends on: layers, heads and h, f, and the epsilon."""

    layers: int
    heads: int
    hidden: int
    intermediate: int
    epsilon: float

    def weights(self) -> dict[str, tuple[int | None, ...]]:
        """The names and shapes of the weights that the graph uses; None for a size that it does not depend on."""
        h, f = self.hidden, self.intermediate
        shapes: dict[str, tuple[int | None, ...]] = {_table(name): (None, h) for name in EMBEDDED}
        shapes |= {f"embeddings.LayerNorm.{part}": (h,) for part in ("weight", "bias")}
        for layer in range(self.layers):
            for name in DENSE:
                rows, columns = {"intermediate.dense": (f, h), "output.dense": (h, f)}.get(name, (h, h))
                shapes |= {_part(layer, f"{name}.weight"): (rows, columns), _part(layer, f"{name}.bias"): (rows,)}
            shapes |= {_part(layer, f"{name}.{part}"): (h,) for name in NORMS for part in ("weight", "bias")}
        return shapes


def bert_model(shape: BertShape, weights: Mapping[str, Weight], location: str) -> bytes:
    """The model: ids (b, l), their positions (l,), kinds (1,) and mask (b, l) to token vectors (b * l, h)."""
    return model(
        _nodes(shape),
        {name: weights[name] for name in shape.weights()},
        [
            Value("ids", INT64, ["b", "l"]),
            Value("positions", INT64, ["l"]),
            Value("kind", INT64, ["1"]),
            Value("mask", INT32, ["b", "l"]),
            Value("flat", INT64, ["2"]),
        ],
        [Value(f"x{shape.layers}", FLOAT, ["t", "h"])],
        location,
    )


def _nodes(shape: BertShape) -> Iterator[Node]:
    epsilon = {"epsilon": shape.epsilon}
    for name, ids in zip(EMBEDDED, ("ids", "positions", "kind"), strict=True):
        yield Node("Gather", [_table(name), ids], name)
    yield Node("Add", ["word", "position"], "placed")
    yield Node("Add", ["placed", "token_type"], "embedded")
    norm = ["embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias"]
    yield Node("LayerNormalization", ["embedded", *norm], "normed", epsilon)
    yield Node("Shape", ["normed"], "cubic")
    yield Node("Reshape", ["normed", "flat"], "x0")
    for layer in range(shape.layers):
        yield from _layer(layer, shape.heads, epsilon)


def _layer(n: int, heads: int, epsilon: dict[str, float]) -> Iterator[Node]:
    """One layer: self-attention and a feed-forward network, each added to its input and normalised."""
    for name in ("query", "key", "value"):
        yield _dense(n, f"attention.self.{name}", f"x{n}", f"flat_{name}{n}")
        yield Node("Reshape", [f"flat_{name}{n}", "cubic"], f"{name}{n}")
    attended = [f"query{n}", f"key{n}", f"value{n}", "", "mask"]
    yield Node("MultiHeadAttention", attended, f"cubic_attended{n}", {"num_heads": heads}, MICROSOFT)
    yield Node("Reshape", [f"cubic_attended{n}", "flat"], f"attended{n}")
    yield _dense(n, "attention.output.dense", f"attended{n}", f"projected{n}")
    yield _added(n, "attention.output.LayerNorm", (f"projected{n}", f"x{n}"), f"a{n}", epsilon)
    yield _dense(n, "intermediate.dense", f"a{n}", f"wide{n}")
    yield Node("Gelu", [f"wide{n}"], f"activated{n}")
    yield _dense(n, "output.dense", f"activated{n}", f"narrow{n}")
    yield _added(n, "output.LayerNorm", (f"narrow{n}", f"a{n}"), f"x{n + 1}", epsilon)


def _dense(n: int, name: str, source: str, output: str) -> Node:
    """PyTorch's linear layer: its weights are (out, in)."""
    inputs = [source, _part(n, f"{name}.weight"), _part(n, f"{name}.bias")]
    return Node("Gemm", inputs, output, {"transB": 1})


def _added(n: int, name: str, sources: tuple[str, str], output: str, epsilon: dict[str, float]) -> Node:
    inputs = [*sources, _part(n, f"{name}.weight"), _part(n, f"{name}.bias")]
    return Node("SkipLayerNormalization", inputs, output, epsilon, MICROSOFT)


def _table(name: str) -> str:
    return f"embeddings.{name}_embeddings.weight"


def _part(n: int, name: str) -> str:
    return f"encoder.layer.{n}.{name}"
