"""The weights that a reader starts from: those of the packaged sentence encoder."""

from pathlib import Path

import torch
from torch import Tensor

from eval.fitting.reader.network.net import LAYERS, ReaderNet

START = "start.pt"
# The token whose vector the marker's starts as.
_PARTING = 102
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


def starting_weights(encoder: Path, marker: int, target: Path) -> None:
    """Writes the encoder of a sentence-transformers folder to `start.pt` in half precision."""
    from safetensors.torch import load_file  # noqa: PLC0415 (training does not need it)

    given = load_file(encoder / "model.safetensors")
    state = {mine: given[theirs].half() for theirs, mine in _names().items() if theirs in given}
    state["words.weight"][marker] = state["words.weight"][_PARTING]
    torch.save(state, target / START)


def initial_net(folder: Path, seed: int, dropout: float = 0.1) -> ReaderNet:
    """A reader with the weights that `starting_weights` wrote. Its word vectors stay fixed."""
    torch.manual_seed(seed)
    net = ReaderNet(dropout)
    state: dict[str, Tensor] = torch.load(folder / START, weights_only=True)
    net.encoder.load_state_dict({name: values.float() for name, values in state.items()})
    net.encoder.words.weight.requires_grad_(False)
    return net


def _names() -> dict[str, str]:
    """The names of the encoder's weights, with ours."""
    names = {f"embeddings.{theirs}": mine for theirs, mine in _EMBEDDINGS.items()}
    for number in range(LAYERS):
        names |= {f"encoder.layer.{number}.{theirs}": f"layers.{number}.{mine}" for theirs, mine in _LAYER.items()}
    return {f"{one}.{part}": f"{other}.{part}" for one, other in names.items() for part in ("weight", "bias")}
