import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.dense.encoders import open_onnx, open_torch
from index.dense.encoders.bert_folder import WEIGHTS, read_bert
from index.dense.encoders.encoder import Prompt, TextEncoder
from index.dense.encoders.onnx_encoder import OnnxEncoder
from index.dense.encoders.torch_encoder import TorchEncoder
from repository import ROOT
from tiny_models import DEFAULT, edit_json, save_tiny_model

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.model
WORDS = [
    "gout",
    "β-blockers",
    "Crohn’s",
    "naïve",
    "5-10%",
    "Ménière",
    "痛风",
    "\u0000",
    "\t",
    "[SEP]",
    "😀",
    "a" * 120,
]
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=60).map(" ".join)


def opened(folder: Path) -> OnnxEncoder:
    encoder = open_onnx(folder)
    assert encoder is not None
    return encoder


def torch_of(folder: Path) -> TorchEncoder:
    return open_torch(str(folder), "cpu", local_files_only=True)


def assert_equal_vectors(
    ours: TextEncoder, theirs: TextEncoder, texts: "Sequence[str]", prompt: Prompt = "document", atol: float = 1e-5
) -> None:
    found, expected = ours.forward(list(texts), prompt), theirs.forward(list(texts), prompt)
    assert ours.dimension == theirs.dimension == found.vectors.shape[1]
    np.testing.assert_allclose(found.vectors, expected.vectors, atol=atol)
    assert found.words is not None
    assert expected.words is not None
    for one, other in zip(found.words, expected.words, strict=True):
        assert one.spans.tolist() == other.spans.tolist()
        np.testing.assert_allclose(one.vectors, other.vectors, atol=atol)


@pytest.fixture(scope="module")
def default() -> tuple[OnnxEncoder, TorchEncoder]:
    return opened(DEFAULT), torch_of(DEFAULT)


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["", "Gout.", "  Gout \n", "pain " * 400])
def test_any_text_has_the_vectors_of_sentence_transformers(
    default: tuple[OnnxEncoder, TorchEncoder], texts: list[str]
) -> None:
    assert_equal_vectors(*default, texts)
    assert_equal_vectors(*default, texts[:1], "query")


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_another_bert_is_computed_too(tmp_path: Path, pooling: str) -> None:
    folder = save_tiny_model(tmp_path, "bert", pooling, layer_norm_eps=1e-3)
    edit_json(folder / "config_sentence_transformers.json", prompts={"query": "query: ", "document": "passage: "})
    ours, theirs = opened(folder), torch_of(folder)
    for prompt in ("document", "query"):
        assert_equal_vectors(ours, theirs, ["Gout hurts.", "", "pain " * 80], prompt)


def test_another_architecture_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path, "distilbert")
    assert open_onnx(folder) is None
    assert torch_of(folder).forward(["Gout hurts."], "document").vectors.shape == (1, 24)


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("config.json", {"is_decoder": True}),
        ("config.json", {"hidden_size": 25}),
        ("config.json", {"num_hidden_layers": 3}),
        ("1_Pooling/config.json", {"pooling_mode": "max"}),
        ("1_Pooling/config.json", {"include_prompt": False}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("sentence_bert_config.json", {"unknown": 1}),
        ("tokenizer_config.json", {"do_lower_case": False}),
        ("tokenizer.json", {"normalizer": None}),
    ],
)
def test_what_the_graph_does_not_compute_is_left_to_sentence_transformers(
    tiny_bert: Path, tmp_path: Path, file: str, changes: dict[str, object]
) -> None:
    folder = shutil.copytree(tiny_bert, tmp_path / "model")
    assert read_bert(folder) is not None
    edit_json(folder / file, **changes)
    assert read_bert(folder) is None


@pytest.fixture(scope="module")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("bert"), "bert")


@pytest.mark.parametrize("keep", [0, 7, 20, -1])
def test_damaged_weights_are_left_to_sentence_transformers_to_name(
    tiny_bert: Path, tmp_path: Path, keep: int
) -> None:
    folder = shutil.copytree(tiny_bert, tmp_path / "model")
    weights = folder / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:keep])
    assert read_bert(folder) is None


def test_a_model_is_run_on_the_calling_thread_without_torch() -> None:
    code = """
import sys
from pathlib import Path
from index.dense.encoders import open_onnx
encoder = open_onnx(Path(sys.argv[1]))
before = len(list(Path("/proc/self/task").glob("*")))
encoder.forward(["gout " * 200] * 4, "query")
print(len(list(Path("/proc/self/task").glob("*"))) - before, {"torch", "transformers"} & set(sys.modules))
"""
    command = [sys.executable, "-c", code, str(DEFAULT)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed == "0 set()\n"
