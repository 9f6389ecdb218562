"""The weights that an encoder starts from: those of a folder of sentence-transformers."""

from pathlib import Path

import torch
from torch import Tensor

from eval.fitting.encoder.net import LAYERS, Encoder

START = "start.pt"
_LAYER = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "output_norm",
}
_EMBEDDINGS = {
    "word_embeddings": "words",
    "position_embeddings": "positions",
    "token_type_embeddings": "segments",
    "LayerNorm": "norm",
}


def starting_weights(encoder: Path, target: Path, segments: int | None = None) -> None:
    """Writes the weights of a folder to `start.pt` in half precision; new `segments` all start as its first."""
    from safetensors.torch import load_file  # noqa: PLC0415 (training does not need it)

    given = load_file(encoder / "model.safetensors")
    state = {mine: given[theirs].half() for theirs, mine in _names().items() if theirs in given}
    if segments is not None:
        state["segments.weight"] = state["segments.weight"][:1].repeat(segments, 1)
    torch.save(state, target / START)


def load_start(encoder: Encoder, folder: Path) -> None:
    """Gives an encoder the weights that `starting_weights` wrote; its word vectors stay fixed."""
    state: dict[str, Tensor] = torch.load(folder / START, weights_only=True)
    encoder.load_state_dict({name: values.float() for name, values in state.items()})
    encoder.words.weight.requires_grad_(False)


def _names() -> dict[str, str]:
    """The names of the encoder's weights, with ours."""
    names = {f"embeddings.{theirs}": mine for theirs, mine in _EMBEDDINGS.items()}
    for number in range(LAYERS):
        names |= {f"encoder.layer.{number}.{theirs}": f"layers.{number}.{mine}" for theirs, mine in _LAYER.items()}
    return {f"{one}.{part}": f"{other}.{part}" for one, other in names.items() for part in ("weight", "bias")}
