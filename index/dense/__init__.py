"""Dense retrieval: embeds sentences and searches passage vectors."""

from index.dense.embedding import Embedder, HashEmbedder, SentenceTransformerEmbedder
from index.dense.faiss_index import DenseIndex, FaissIndex, Mask
from index.dense.vector_cache import VectorCache

__all__ = [
    "DenseIndex",
    "Embedder",
    "FaissIndex",
    "HashEmbedder",
    "Mask",
    "SentenceTransformerEmbedder",
    "VectorCache",
]
