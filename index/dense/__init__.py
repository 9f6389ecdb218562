"""Dense retrieval: embeds sentences and their words, and searches passage vectors."""

from index.dense.embedder import BasisKind, Embedder, Encoded, EncodedQuery, Progress
from index.dense.faiss_index import DenseIndex, FaissIndex, Mask
from index.dense.hash_embedder import HashEmbedder
from index.dense.sample_texts import sample_texts
from index.dense.sentence_transformer import SentenceTransformerEmbedder
from index.dense.vector_cache import VectorCache
from index.dense.word_basis import WordBasis, basis_of, words_recipe

__all__ = [
    "BasisKind",
    "DenseIndex",
    "Embedder",
    "Encoded",
    "EncodedQuery",
    "FaissIndex",
    "HashEmbedder",
    "Mask",
    "Progress",
    "SentenceTransformerEmbedder",
    "VectorCache",
    "WordBasis",
    "basis_of",
    "sample_texts",
    "words_recipe",
]
