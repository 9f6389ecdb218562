"""Writes ONNX models with their weights: the few messages of onnx.proto that this needs.

The numbers are the fields' numbers in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
The `onnx` package is not needed.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FLOAT, INT64 = 1, 7
MICROSOFT = "com.microsoft"
OPSET = 20
_IR_VERSION = 9
# Set in each byte of an integer but the last.
_CONTINUED = 0x80
_TYPES = {"float32": FLOAT, "int8": 3, "uint8": 2, "int64": INT64}


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
    weights: Mapping[str, NDArray[np.generic]],
    inputs: Iterable[Value],
    outputs: Iterable[Value],
) -> bytes:
    """The serialised model."""
    graph = b"".join(
        [
            *(_message(1, _node(node)) for node in nodes),
            _text(2, "reader"),
            *(_message(5, _tensor(name, values)) for name, values in weights.items()),
            *(_message(11, _value(value)) for value in inputs),
            *(_message(12, _value(value)) for value in outputs),
        ]
    )
    opsets = _message(8, _number(2, OPSET)) + _message(8, _text(1, MICROSOFT) + _number(2, 1))
    return _number(1, _IR_VERSION) + _message(7, graph) + opsets


def _node(node: Node) -> bytes:
    names = [_text(1, name) for name in node.inputs] + [_text(2, node.output), _text(4, node.operator)]
    attributes = [_message(5, _attribute(name, value)) for name, value in node.attributes.items()]
    return b"".join([*names, *attributes, _text(7, node.domain)])


def _attribute(name: str, value: float | int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    return _text(1, name) + b"".join(_number(8, each) for each in value) + _number(20, 7)


def _tensor(name: str, values: NDArray[np.generic]) -> bytes:
    sizes = b"".join(_number(1, size) for size in values.shape)
    content = np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<")).tobytes()
    return sizes + _number(2, _TYPES[values.dtype.name]) + _text(8, name) + _message(9, content)


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
    while value >= _CONTINUED:
        groups.append(value % _CONTINUED | _CONTINUED)
        value //= _CONTINUED
    groups.append(value)
    return bytes(groups)
