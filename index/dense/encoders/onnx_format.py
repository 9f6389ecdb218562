"""Writes ONNX models: the few messages of onnx.proto that a graph with weights in another file needs.

The numbers are those of the fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. A model that is made
in memory needs neither the `onnx` package nor a file.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

FLOAT, INT32, INT64 = 1, 6, 7
IR_VERSION = 9
MICROSOFT = "com.microsoft"
_EXTERNAL = 1
_SEVEN_BITS = 0x7F


class Weight(NamedTuple):
    """A float32 tensor in a file: its shape, and the place of its little-endian bytes there."""

    shape: tuple[int, ...]
    offset: int
    length: int


class Node(NamedTuple):
    """An operator applied to named values; attributes are floats or integers."""

    operator: str
    inputs: Sequence[str]
    output: str
    attributes: Mapping[str, float | int] = {}
    domain: str = ""


class Value(NamedTuple):
    """An input or output of the graph: its name, element type, and the names of its dimensions."""

    name: str
    type: int
    dimensions: Sequence[str]


def model(
    nodes: Iterable[Node],
    weights: Mapping[str, Weight],
    inputs: Iterable[Value],
    outputs: Iterable[Value],
    *,
    location: str,
    opset: int,
) -> bytes:
    """An ONNX model whose weights are in the file `location` of the folder that the session is told."""
    graph = b"".join(
        [
            *(_message(1, _node(node)) for node in nodes),
            _text(2, "graph"),
            *(_message(5, _initialiser(name, weight, location)) for name, weight in weights.items()),
            *(_message(11, _value(value)) for value in inputs),
            *(_message(12, _value(value)) for value in outputs),
        ]
    )
    opsets = _message(8, _number(2, opset)) + _message(8, _text(1, MICROSOFT) + _number(2, 1))
    return _number(1, IR_VERSION) + _message(7, graph) + opsets


def _node(node: Node) -> bytes:
    names = [_text(1, name) for name in node.inputs] + [_text(2, node.output), _text(4, node.operator)]
    attributes = [_message(5, _attribute(name, value)) for name, value in node.attributes.items()]
    return b"".join([*names, *attributes, _text(7, node.domain)])


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)


def _initialiser(name: str, weight: Weight, location: str) -> bytes:
    places = {"location": location, "offset": str(weight.offset), "length": str(weight.length)}
    external = [_message(13, _text(1, key) + _text(2, value)) for key, value in places.items()]
    dimensions = [_number(1, size) for size in weight.shape]
    return b"".join([*dimensions, _number(2, FLOAT), _text(8, name), *external, _number(14, _EXTERNAL)])


def _value(value: Value) -> bytes:
    shape = b"".join(_message(1, _text(2, dimension)) for dimension in value.dimensions)
    return _text(1, value.name) + _message(2, _message(1, _number(1, value.type) + _message(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """An unsigned integer in groups of seven bits, lowest first."""
    groups = bytearray()
    while value > _SEVEN_BITS:
        groups.append(value & _SEVEN_BITS | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)
