"""The places of tensors in a safetensors file (https://github.com/huggingface/safetensors, "Format")."""

import json
from pathlib import Path

from index.onnx import Weight

MOST_HEADER = 100_000_000


def read_places(path: Path) -> dict[str, Weight]:
    """The float32 tensors of a file by name, as places in it; the weights themselves are not read.

    Raises ValueError if this is not a safetensors file, or one that ends early.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length <= min(size - 8, MOST_HEADER):
            raise ValueError(f"{path} is not a safetensors file")
        header = json.loads(file.read(length))
    start = 8 + length
    found = {}
    for name, tensor in header.items():
        if name != "__metadata__" and tensor["dtype"] == "F32":
            first, last = tensor["data_offsets"]
            if not first <= last <= size - start:
                raise ValueError(f"{path} ends before the tensor {name}")
            found[name] = Weight(tuple(tensor["shape"]), start + first, last - first)
    return found
