"""A generation is read from disk, opened and asked before it goes live."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.document import Standing
from factories import make_document
from index.dense import FaissIndex
from index.errors import UnsoundIndexError
from index.proof import prove
from index.storage import MANIFEST, Generation, Generations
from index.storage.generation import sha256_of
from indexes import EMBEDDER, build_over, live_index, opened

GOUT = make_document("a", "Gout", {"Treatment": ["Colchicine helps.", "Rest helps too."]})
MUMPS = make_document("b", "Mumps", {"Signs": ["The cheeks swell."]})


def prove_it(generation: Generation) -> None:
    prove(Generation.open(generation.folder), EMBEDDER, EMBEDDER.analyser)


def record_again(generation: Generation, name: str) -> None:
    """Writes the manifest as if the file had been like that when its checksum was computed."""
    path = generation.folder / MANIFEST
    manifest = json.loads(path.read_bytes())
    file = generation.folder / name
    manifest["files"][name] = {"size": file.stat().st_size, "sha256": sha256_of(file)}
    path.write_text(json.dumps(manifest))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("documents", [(), (GOUT,), (GOUT, MUMPS)])
def test_a_built_generation_is_proven(tmp_path: Path, documents: tuple[Any, ...]) -> None:
    prove_it(build_over(tmp_path, *documents))


def test_a_corpus_of_retracted_documents_is_proven(tmp_path: Path) -> None:
    retracted = make_document("a", "Gout", {"": ["Colchicine helps."]}, standing=Standing.RETRACTED)
    prove_it(build_over(tmp_path, retracted))


@pytest.mark.parametrize(
    "name", ["dense.faiss", "sentence_vectors.npy", "passages.npy", "lexical/data.csc.index.npy", "contexts.json"]
)
def test_a_file_that_was_cut_short_before_its_checksum_was_taken_is_noticed(tmp_path: Path, name: str) -> None:
    generation = build_over(tmp_path, GOUT, MUMPS)
    cut_short(generation.folder / name)
    record_again(generation, name)
    with pytest.raises(UnsoundIndexError, match=r"cannot be read back .*the previous index, if any, stays in use"):
        prove_it(generation)


def test_an_index_that_finds_nothing_is_noticed(tmp_path: Path) -> None:
    generation = build_over(tmp_path, GOUT)
    path = generation.folder / "sentence_vectors.npy"
    np.save(path, np.full_like(np.load(path), np.nan))
    record_again(generation, path.name)
    with pytest.raises(UnsoundIndexError):
        prove_it(generation)


def test_a_build_that_loses_its_last_bytes_does_not_go_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_over(tmp_path, GOUT, root="1")
    save: Callable[[FaissIndex, Path], None] = FaissIndex.save

    def lose(index: FaissIndex, folder: Path) -> None:
        save(index, folder)
        cut_short(folder / "dense.faiss")

    with monkeypatch.context() as patched:
        patched.setattr(FaissIndex, "save", lose)
        with pytest.raises(UnsoundIndexError):
            build_over(tmp_path, GOUT, MUMPS, root="2")
    assert Generations(tmp_path).live_id() == first.id
    assert live_index(tmp_path).current().titles() == ["Gout"]
    assert opened(build_over(tmp_path, GOUT, MUMPS, root="2")).titles() == ["Gout", "Mumps"]


def test_a_broken_live_index_is_mended_by_the_next_build(tmp_path: Path) -> None:
    generation = build_over(tmp_path, GOUT)
    cut_short(generation.folder / "dense.faiss")
    record_again(generation, "dense.faiss")
    build_over(tmp_path, GOUT)
    prove_it(generation)


def test_an_error_in_the_last_buffer_of_faiss_is_not_lost(tmp_path: Path) -> None:
    index = FaissIndex.build(np.ones((3, 8), dtype=np.float32))
    (tmp_path / "dense.faiss").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left on device") as caught:
        index.save(tmp_path)
    assert caught.value.filename == str(tmp_path / "dense.faiss")
