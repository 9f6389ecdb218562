"""Runs any sentence-transformers model with PyTorch."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from index.dense.encoders.encoder import Forwarded, Prompt
from index.dense.encoders.token_words import Tokens
from index.errors import EmbeddingModelError
from index.types import Vector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from threadpoolctl import ThreadpoolController


def open_torch(model: str, device: str, *, local_files_only: bool) -> "TorchEncoder":
    """Loads a folder, or a name in the local Hugging Face cache. Raises EmbeddingModelError."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

    try:
        with _quiet():
            transformer = SentenceTransformer(model, device=device, local_files_only=local_files_only)
    except (OSError, ValueError) as error:
        raise EmbeddingModelError(
            f"cannot load the embedding model {model!r}: set the path of a sentence-transformers model,"
            " or remove the setting to use the default model"
        ) from error
    return TorchEncoder(transformer.eval(), device)


class TorchEncoder:
    """A sentence-transformers model on a device; PyTorch divides each batch among the cores."""

    threads = 1

    def __init__(self, transformer: "SentenceTransformer", device: str) -> None:
        self.transformer = transformer
        self._device = device
        self._tokenising = threading.Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.transformer.get_embedding_dimension() or 0)

    def forward(self, texts: list[str], prompt: Prompt) -> Forwarded:
        """Embeds one batch."""
        import torch  # noqa: PLC0415 - takes seconds

        before = self.transformer.prompts.get(prompt) or None
        with torch.inference_mode():
            with self._tokenising:  # fast tokenizers cannot be used by two threads at once
                features = self.transformer.preprocess(texts, prompt=before)
            encodings = getattr(features, "encodings", None)
            features = {k: v.to(self._device) if hasattr(v, "to") else v for k, v in features.items()}
            features = self.transformer(features)
            vectors = features["sentence_embedding"]
            normalised: Vector = torch.nn.functional.normalize(vectors.float(), dim=1).cpu().numpy()
            tokens = Tokens.of(encodings, features, before)
        return Forwarded(normalised, None if tokens is None else tokens.words(texts))

    @contextmanager
    def on_one_core(self) -> Iterator[None]:
        """Limits OpenMP to one core for the calling thread; other threads and bulk embedding are unaffected.

        A single query is too little work to parallelise: threads wait for each other after every operation, and if
        cores are busy, each wait can take a time slice. `torch.set_num_threads` would apply to the whole process,
        while OpenMP's limit applies to one thread. A process that has called the former keeps its setting.
        """
        import torch  # noqa: PLC0415 - takes seconds

        torch.get_num_threads()  # a thread's first such call sets OpenMP's limit, and would override ours
        with self._openmp.limit(limits=1):
            yield

    @cached_property
    def _openmp(self) -> "ThreadpoolController":
        """Controls the OpenMP libraries in the process; valid only once torch is loaded."""
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - not needed before torch

        return ThreadpoolController().select(user_api="openmp")


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
