"""Reads the folder of a sentence-transformers model, if it is a BERT encoder that the ONNX graph computes."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from index.dense.encoders.bert_graph import BertShape
from index.dense.encoders.safetensors import read_places
from index.onnx import Weight

MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
POOLINGS = ("mean", "cls")
WEIGHTS = "model.safetensors"
TOKENISER = "tokenizer.json"
# Keys of sentence_bert_config.json that change nothing here, or that are read below.
KNOWN = {"max_seq_length", "do_lower_case", "transformer_task", "modality_config", "module_output_name"}
Json = dict[str, Any]


class BertFolder(NamedTuple):
    """What a BERT encoder consists of; `tokens` is the greatest number that it reads of a text."""

    shape: BertShape
    weights: Path
    places: dict[str, Weight]
    tokeniser: Path
    tokens: int
    mean: bool
    prompts: dict[str, str]


def read_bert(folder: Path) -> BertFolder | None:
    """The encoder in a folder, or None for other models and for files that are missing, damaged or unknown.

    sentence-transformers loads those, or says what is wrong with them.
    """
    try:
        return _read(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(folder: Path) -> BertFolder | None:
    modules = _json(folder / "modules.json")
    if [str(module["type"]).rpartition(".")[2] for module in modules] not in MODULES or modules[0]["path"]:
        return None
    config, tokeniser = _json(folder / "config.json"), _json(folder / "tokenizer_config.json")
    text = _json(folder / "sentence_bert_config.json")
    pooling = _pooling(_json(folder / modules[1]["path"] / "config.json"))
    tokens = text.get("max_seq_length") or tokeniser["model_max_length"]
    weights = (folder / WEIGHTS).resolve(strict=True)
    places, shape = read_places(weights), _shape(config)
    if (
        pooling is None
        or not _is_plain(config)
        or not set(text) <= KNOWN
        or text.get("do_lower_case")
        or not _same_tokeniser(_json(folder / TOKENISER), tokeniser)
        or not all(_fits(places.get(name), sizes) for name, sizes in shape.weights().items())
    ):
        return None
    longest = min(tokens, config["max_position_embeddings"])
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    return BertFolder(shape, weights, places, folder / TOKENISER, longest, pooling == "mean", prompts)


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds: `read_bert` refuses what has another form
    return json.loads(path.read_text(encoding="utf-8"))


def _shape(config: Json) -> BertShape:
    return BertShape(
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        hidden=config["hidden_size"],
        intermediate=config["intermediate_size"],
        epsilon=float(config["layer_norm_eps"]),
    )


def _is_plain(config: Json) -> bool:
    """Whether this is BERT as published: no relative positions, no decoder, the exact GELU."""
    return (
        config["model_type"] == "bert"
        and config["hidden_act"] == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
    )


def _pooling(config: Json) -> str | None:
    """The pooling of the tokens, in either form in which sentence-transformers writes it; None for others."""
    flags = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
    chosen = [key for key, value in config.items() if key.startswith("pooling_mode_") and value]
    names = [config["pooling_mode"]] if "pooling_mode" in config else [flags.get(key) for key in chosen]
    plain = len(names) == 1 and names[0] in POOLINGS and config.get("include_prompt", True)
    return names[0] if plain else None


def _same_tokeniser(file: Json, config: Json) -> bool:
    """Whether tokenizer.json lowers case as tokenizer_config.json says, which transformers follows."""
    normaliser = file["normalizer"]
    lowers = config.get("do_lower_case", normaliser["lowercase"])
    return bool(normaliser["type"] == "BertNormalizer" and normaliser["lowercase"] == lowers)


def _fits(place: Weight | None, sizes: tuple[int | None, ...]) -> bool:
    return (
        place is not None
        and len(place.shape) == len(sizes)
        and all(size in (None, found) for size, found in zip(sizes, place.shape, strict=True))
    )
