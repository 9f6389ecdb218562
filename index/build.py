"""The index build: turns documents into a published generation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.document import Document
from index.analysis import Analyser
from index.dense import Embedder, FaissIndex, Progress, VectorCache, words_recipe
from index.errors import UnusableIndexError
from index.features import (
    CONTEXT_TERMS,
    CONTEXT_VECTORS,
    CONTEXT_WORDS,
    SENTENCE_TERMS,
    SENTENCE_VECTORS,
    SENTENCE_WORDS,
)
from index.lexical import LEXICAL, LexicalIndex
from index.proof import is_sound, prove
from index.storage import (
    MANIFEST,
    VECTORS,
    BuildLock,
    Generation,
    Generations,
    Manifest,
    Packing,
    Ragged,
    Recipe,
    StoredWordsWriter,
    TableBuilder,
    Tables,
    record_files,
    reserve_array,
    write_bytes,
)
from index.types import HalfVectors, Vector

REPORTED = 1000
ProgressCallback = Callable[[str, int, int], None]


class _Names(NamedTuple):
    """The names of the files with the vectors of texts and of their words."""

    vectors: str
    words: str


_CONTEXTS = _Names(CONTEXT_VECTORS, CONTEXT_WORDS)
_SENTENCES = _Names(SENTENCE_VECTORS, SENTENCE_WORDS)


@dataclass(frozen=True)
class Builder:
    """Builds the files of a generation with an embedder, an analyser and a passage packing."""

    embedder: Embedder
    analyser: Analyser
    packing: Packing

    def recipe(self, corpus_root: str) -> Recipe:
        """The recipe of a generation of this corpus; computed without loading the model."""
        return Recipe(
            corpus_root=corpus_root,
            model=self.embedder.fingerprint,
            analyser=self.analyser.fingerprint,
            words=words_recipe(self.embedder.word_basis),
            passage_words=self.packing.words,
        )

    def fill(
        self, folder: Path, documents: Iterable[Document], cache: VectorCache, progress: ProgressCallback
    ) -> Tables:
        """Writes all files of a generation except its manifest."""
        assembly = TableBuilder.of(documents, self.packing)
        tables = assembly.tables()
        tables.save(folder)
        self._write_terms(folder, tables, assembly.texts, progress)
        self._write_vectors(folder, tables, assembly.texts, cache, progress)
        return tables

    def _write_terms(self, folder: Path, tables: Tables, texts: Sequence[str], progress: ProgressCallback) -> None:
        vocabulary: dict[str, int] = {}
        contexts = Ragged.of(self._term_ids(vocabulary, tables.contexts))
        sentences = Ragged.of(self._term_ids(vocabulary, texts, progress))
        contexts.save(folder, CONTEXT_TERMS)
        sentences.save(folder, SENTENCE_TERMS)
        passages = [
            [*_concatenated(contexts, context_ids), *_concatenated(sentences, range(start, stop))]
            for (start, stop), context_ids in zip(tables.passages.tolist(), _passage_contexts(tables), strict=True)
        ]
        LexicalIndex.build(passages, vocabulary).save(folder / LEXICAL)

    def _term_ids(
        self, vocabulary: dict[str, int], texts: Sequence[str], progress: ProgressCallback | None = None
    ) -> Iterator[list[int]]:
        """The term ids of each text; adds new terms to the vocabulary."""
        for done, text in enumerate(texts, start=1):
            yield [vocabulary.setdefault(term, len(vocabulary)) for term in self.analyser.terms(text)]
            if progress and (done % REPORTED == 0 or done == len(texts)):
                progress("analyse", done, len(texts))

    def _write_vectors(
        self, folder: Path, tables: Tables, texts: Sequence[str], cache: VectorCache, progress: ProgressCallback
    ) -> None:
        cache.basis(self.embedder).save(folder)
        first, total = len(tables.contexts), len(tables.contexts) + len(texts)

        def told(before: int) -> Progress:
            return lambda done, _: progress("embed", before + done, total)

        contexts = self._encode(tables.contexts, folder, _CONTEXTS, cache, told(0))
        sentences = self._encode(texts, folder, _SENTENCES, cache, told(first))
        FaissIndex.build(_passage_vectors(tables, sentences, contexts)).save(folder)

    def _encode(
        self, texts: Sequence[str], folder: Path, names: _Names, cache: VectorCache, progress: Progress
    ) -> HalfVectors:
        """Writes the vectors of the texts and of their words to the files of these names; returns the former."""
        basis = cache.basis(self.embedder)
        out = _new_array(folder / names.vectors, len(texts), self.embedder.dimension)
        with StoredWordsWriter(folder, names.words, basis.width(self.embedder.dimension)) as writer:
            cache.encode(texts, self.embedder, out, writer, progress)
        return out


def build(
    documents: Iterable[Document],
    corpus_root: str,
    *,
    embedder: Embedder,
    analyser: Analyser,
    home: Path,
    packing: Packing | None = None,
    progress: ProgressCallback | None = None,
    lock: BuildLock | None = None,
) -> Generation:
    """Builds a generation from documents and makes it live; keeps the previous one and deletes older ones.

    `corpus_root` identifies the state of the corpus. If the live generation is sound and has the same root, model,
    analyser and packing, it is returned, and neither the documents nor the model are loaded. An unfinished
    generation is never visible; a finished one goes live only after `prove`, which raises UnsoundIndexError.
    Sentences that an earlier build embedded, even a killed one, are not embedded again.
    `progress(stage, done, total)` is called for the stages "analyse" and "embed" and counts texts. A caller that
    holds the BuildLock of `home` passes it as `lock`; otherwise it is acquired here, and BuildInProgressError is
    raised if another process holds it.
    """
    builder = Builder(embedder, analyser, packing or Packing())
    recipe = builder.recipe(corpus_root)
    with nullcontext() if lock else BuildLock(home):
        generations = Generations(home)
        previous = _open_if_complete(generations, generations.live_id())
        if previous and previous.id == recipe.id and is_sound(previous, embedder, analyser):
            return previous
        generations.clear(keep={recipe.id, previous.id if previous else ""})
        existing = _open_if_complete(generations, recipe.id)
        if existing and is_sound(existing, embedder, analyser):
            generations.make_live(recipe.id)
            return existing
        folder = generations.unfinished(recipe.id)
        with VectorCache(home / VECTORS) as cache:
            tables = builder.fill(folder, documents, cache, progress or _ignore_progress)
        _write_manifest(folder, recipe, tables, embedder.dimension)
        prove(Generation.open(folder), embedder, analyser)
        return generations.publish(folder, recipe.id)


def _write_manifest(folder: Path, recipe: Recipe, tables: Tables, dimension: int) -> None:
    manifest = Manifest(
        id=recipe.id,
        created_at=datetime.now(UTC),
        recipe=recipe,
        dimension=dimension,
        documents=len(tables.documents),
        passages=len(tables.passages),
        sentences=tables.sentences,
        files=record_files(folder),
    )
    write_bytes(folder / MANIFEST, f"{manifest.model_dump_json(indent=2)}\n".encode())


def _open_if_complete(generations: Generations, generation_id: str | None) -> Generation | None:
    """The generation, or None if there is none or it is incomplete."""
    try:
        return generations.open(generation_id) if generation_id else None
    except UnusableIndexError:
        return None


def _passage_contexts(tables: Tables) -> Iterator[list[int]]:
    """The context ids of each passage: its title and headings."""
    for start in tables.passages[:, 0].tolist():
        yield tables.section_contexts.row(tables.sections[start])


def _concatenated(terms: Ragged, rows: Iterable[int]) -> Iterator[int]:
    for row in rows:
        yield from terms.row(row)


def _passage_vectors(tables: Tables, sentences: HalfVectors, contexts: HalfVectors) -> Vector:
    """The normalised mean vector of each passage, (m, d); title and headings count as one sentence each."""
    vectors = np.empty((len(tables.passages), sentences.shape[1]), dtype=np.float32)
    for number, context_ids in enumerate(_passage_contexts(tables)):
        start, stop = tables.passages[number]
        members = np.concatenate((sentences[start:stop], contexts[context_ids]), dtype=np.float32)
        vectors[number] = members.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return vectors


def _new_array(path: Path, rows: int, columns: int) -> HalfVectors:
    """A new memory-mapped array, to be filled."""
    return reserve_array(path, np.float16, (rows, columns))


def _ignore_progress(stage: str, done: int, total: int) -> None:
    """Ignores progress."""
