"""Writes ONNX models: the few messages of onnx.proto that a graph with weights needs.

The numbers are those of the fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
The `onnx` package is not needed.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FLOAT, INT32, INT64 = 1, 6, 7
OPSET, IR_VERSION = 20, 9
MICROSOFT = "com.microsoft"
_EXTERNAL = 1
_SEVEN_BITS = 0x7F
_TYPES = {"float32": FLOAT, "uint8": 2, "int8": 3, "int32": INT32, "int64": INT64}


class Weight(NamedTuple):
    """A float32 tensor in a file: its shape, and the place of its little-endian bytes there."""

    shape: tuple[int, ...]
    offset: int
    length: int


class Node(NamedTuple):
    """An operator applied to named values; attributes are floats, integers or lists of integers."""

    operator: str
    inputs: Sequence[str]
    output: str
    attributes: Mapping[str, float | int | Sequence[int]] = {}
    domain: str = ""


class Value(NamedTuple):
    """An input or output of the graph: its name, element type, and the names of its dimensions."""

    name: str
    type: int
    dimensions: Sequence[str]


def model(
    nodes: Iterable[Node],
    weights: Mapping[str, Weight | NDArray[np.generic]],
    inputs: Iterable[Value],
    outputs: Iterable[Value],
    location: str = "",
) -> bytes:
    """An ONNX model; each `Weight` is in the file `location` of the folder that the session is told."""
    graph = b"".join(
        [
            *(_message(1, _node(node)) for node in nodes),
            _text(2, "graph"),
            *(_message(5, _tensor(name, weight, location)) for name, weight in weights.items()),
            *(_message(11, _value(value)) for value in inputs),
            *(_message(12, _value(value)) for value in outputs),
        ]
    )
    opsets = _message(8, _number(2, OPSET)) + _message(8, _text(1, MICROSOFT) + _number(2, 1))
    return _number(1, IR_VERSION) + _message(7, graph) + opsets


def _node(node: Node) -> bytes:
    names = [_text(1, name) for name in node.inputs] + [_text(2, node.output), _text(4, node.operator)]
    attributes = [_message(5, _attribute(name, value)) for name, value in node.attributes.items()]
    return b"".join([*names, *attributes, _text(7, node.domain)])


def _attribute(name: str, value: float | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    return _text(1, name) + b"".join(_number(8, each) for each in value) + _number(20, 7)


def _tensor(name: str, weight: Weight | NDArray[np.generic], location: str) -> bytes:
    sizes = b"".join(_number(1, size) for size in weight.shape)
    if isinstance(weight, Weight):
        return sizes + _number(2, FLOAT) + _text(8, name) + _external(weight, location)
    content = np.ascontiguousarray(weight).astype(weight.dtype.newbyteorder("<")).tobytes()
    return sizes + _number(2, _TYPES[weight.dtype.name]) + _text(8, name) + _message(9, content)


def _external(weight: Weight, location: str) -> bytes:
    places = {"location": location, "offset": str(weight.offset), "length": str(weight.length)}
    external = [_message(13, _text(1, key) + _text(2, value)) for key, value in places.items()]
    return b"".join([*external, _number(14, _EXTERNAL)])


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
    """An integer in groups of seven bits, lowest first; negative ones in two's complement of 64 bits."""
    value &= (1 << 64) - 1
    groups = bytearray()
    while value > _SEVEN_BITS:
        groups.append(value & _SEVEN_BITS | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)
