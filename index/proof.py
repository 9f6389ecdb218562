"""The proof of a generation: it is read from disk, opened and asked a question before it goes live."""

import numpy as np

from corpus.document import Standing
from index.analysis import Analyser
from index.dense import Embedder
from index.errors import UnsoundIndexError
from index.hybrid import HybridIndex
from index.storage import Generation, forget_cached
from index.types import Filters, Query, QueryWords

ALL = Filters(standing=tuple(Standing))
WORDS = 8


def prove(generation: Generation, embedder: Embedder, analyser: Analyser) -> None:
    """Raises UnsoundIndexError unless all files match their checksums and the index answers a question.

    The question is a sentence of the index, with its stored vectors, so that the model is not loaded for it.
    """
    for name in generation.manifest.files:
        forget_cached(generation.folder / name)
    problems = generation.verify()
    if not problems:
        try:
            problems = _asked(HybridIndex.open(generation, embedder, analyser))
        except Exception as error:  # noqa: BLE001 (the libraries raise whatever a broken file makes them raise)
            problems = [f"{type(error).__name__}: {error}"]
    if problems:
        raise UnsoundIndexError(generation.folder, "; ".join(problems))


def is_sound(generation: Generation, embedder: Embedder, analyser: Analyser) -> bool:
    """Whether `prove` raises nothing."""
    try:
        prove(generation, embedder, analyser)
    except UnsoundIndexError:
        return False
    return True


def _asked(index: HybridIndex) -> list[str]:
    """What is wrong with the result of a search for the first passage's first sentence."""
    counts = (len(index.tables.documents), len(index.tables.passages), index.tables.sentences)
    manifest = index.manifest
    if counts != (manifest.documents, manifest.passages, manifest.sentences):
        return [f"it has {counts} documents, passages and sentences, which its manifest does not say"]
    if not len(index.lexical) == len(index.dense) == manifest.passages:
        return [f"it has {len(index.lexical)} and {len(index.dense)} passages instead of {manifest.passages}"]
    if not manifest.passages:
        return []
    row = int(index.tables.passages[0, 0])
    query = _query(index, row)
    hits = index.search(query, ALL, limit=1)
    if not hits or not np.isfinite([*query.vector, hits[0].score]).all():
        return ["a search for one of its sentences finds nothing"]
    index.score(query, np.array(hits[0].sentences))
    return []


def _query(index: HybridIndex, row: int) -> Query:
    """The query that a sentence makes."""
    words = index.scorer.words.take([row]).values[:WORDS]
    title = index.titles()[int(index.tables.places(np.array([row]))[0])]
    return Query(
        text=title,
        terms=tuple(index.analyser.terms(title)),
        vector=index.vectors([row])[0],
        words=QueryWords(("",) * len(words), words, np.ones(len(words))),
    )
