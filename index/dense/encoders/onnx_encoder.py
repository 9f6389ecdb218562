"""Runs BERT encoders with ONNX Runtime: its weights are mapped from the model's own file.

A batch is computed on the thread that asks for it, so that threads wait for each other at no point; bulk embedding
runs several batches at once. Neither PyTorch nor transformers is imported.
"""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from index.dense.encoders.bert_folder import BertFolder, read_bert
from index.dense.encoders.bert_graph import bert_model
from index.dense.encoders.encoder import Forwarded, Prompt
from index.dense.encoders.token_words import Tokens
from index.types import Vector

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

SMALLEST = np.finfo(np.float32).tiny


def open_onnx(folder: Path) -> "OnnxEncoder | None":
    """The encoder in a folder of sentence-transformers; None if it is no BERT encoder, or has unknown settings."""
    found = read_bert(folder)
    return OnnxEncoder.load(found) if found else None


class OnnxEncoder:
    """A BERT encoder with its tokeniser."""

    def __init__(self, folder: BertFolder, session: "InferenceSession", tokeniser: "Tokenizer") -> None:
        self._session = session
        self._tokeniser = tokeniser
        self._mean = folder.mean
        self._prompts = folder.prompts
        self.dimension = folder.shape.hidden
        self.threads = _threads()

    @classmethod
    def load(cls, folder: BertFolder) -> Self:
        """Maps the weights and reads the tokeniser, which cuts texts to the model's length."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - not needed without a model

        tokeniser = Tokenizer.from_file(str(folder.tokeniser))
        tokeniser.enable_truncation(folder.tokens)
        tokeniser.no_padding()
        return cls(folder, _session(folder), tokeniser)

    def forward(self, texts: list[str], prompt: Prompt) -> Forwarded:
        """Embeds one batch on the calling thread."""
        before = self._prompts.get(prompt) or ""
        encodings = [self._tokeniser.encode(before + text) for text in texts]
        ids, mask = _padded(encodings)
        vectors = self._token_vectors(ids, mask)
        pooled = _mean(vectors, mask) if self._mean else vectors[:, 0]
        tokens = Tokens(vectors, _spans(encodings, ids.shape[1]) - len(before))
        return Forwarded(_normalised(pooled), tokens.words(texts))

    def on_one_core(self) -> AbstractContextManager[None]:
        """Nothing to limit: a batch is computed on the calling thread."""
        return nullcontext()

    def _token_vectors(self, ids: NDArray[np.int64], mask: NDArray[np.int32]) -> Vector:
        """The vectors of the tokens, (b, l, h)."""
        inputs = {
            "ids": ids,
            "positions": np.arange(ids.shape[1]),
            "kind": np.zeros(1, dtype=np.int64),
            "mask": mask,
            "flat": np.array([-1, self.dimension]),
        }
        (vectors,) = self._session.run(None, inputs)
        found: Vector = vectors.reshape(*ids.shape, self.dimension)
        return found


def _session(folder: BertFolder) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 - not needed without a model

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it keeps what the longest batch needed
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", str(folder.weights.parent)
    )
    model = bert_model(folder.shape, folder.places, folder.weights.name)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _threads() -> int:
    """The cores that the process may use, or fewer if OMP_NUM_THREADS says so."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    told = os.environ.get("OMP_NUM_THREADS", "")
    return min(cores, max(int(told), 1)) if told.isdecimal() else cores


def _padded(encodings: Sequence["Encoding"]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The token ids, (b, l), filled up with 0, and the mask, 1 for tokens and 0 for the filling."""
    rows = [each.ids for each in encodings]
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int32)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask


def _spans(encodings: Sequence["Encoding"], longest: int) -> NDArray[np.int64]:
    """The characters of each token, (b, l, 2); filling has an empty span."""
    spans = np.zeros((len(encodings), longest, 2), dtype=np.int64)
    for number, each in enumerate(encodings):
        spans[number, : len(each.ids)] = each.offsets
    return spans


def _mean(vectors: Vector, mask: NDArray[np.int32]) -> Vector:
    weights = mask.astype(np.float32)
    means: Vector = np.einsum("blh,bl->bh", vectors, weights) / weights.sum(axis=1, keepdims=True)
    return means


def _normalised(vectors: Vector) -> Vector:
    lengths = np.sqrt(np.einsum("bh,bh->b", vectors, vectors))[:, None]
    unit: Vector = vectors / np.maximum(lengths, SMALLEST)
    return unit
