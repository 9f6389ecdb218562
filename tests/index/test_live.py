import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factories import make_document
from index.dense import HashEmbedder
from index.errors import CorruptIndexError, IndexMismatchError, NoIndexError
from index.live import LiveIndex
from index.storage import MANIFEST, Generation, Generations
from index.storage.generations import CURRENT
from indexes import build_over, live_index

EMBEDDER = HashEmbedder()


def publish(home: Path, *ids: str) -> Generation:
    documents = [make_document(name, f"On {name}", {"": [f"All about {name}."]}) for name in ids]
    return build_over(home, *documents, embedder=EMBEDDER, root=" ".join(ids))


def live(home: Path) -> LiveIndex:
    return live_index(home, EMBEDDER)


def test_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="no index yet: run `pincite ingest PATH`"):
        live(tmp_path).current()


def test_a_new_generation_is_opened_and_the_old_object_still_works(tmp_path: Path) -> None:
    index = live(tmp_path)
    publish(tmp_path, "gout")
    before = index.current()
    assert index.current() is before
    query = before.query("gout")
    hits = before.search(query)
    publish(tmp_path, "gout", "measles")
    assert index.current().titles() == ["On gout", "On measles"]
    publish(tmp_path, "mumps")
    publish(tmp_path, "rubella")
    assert not (Generations(tmp_path).folder / before.generation_id).exists()
    assert before.search(query) == hits
    assert before.score(query, before.document_rows("gout")).coverage.tolist() == [1]


def test_threads_share_one_index(tmp_path: Path) -> None:
    publish(tmp_path, "gout")
    index = live(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: index.current(), range(32)))
    assert len({id(one) for one in found}) == 1


@pytest.mark.parametrize("name", ["documents.json", "sentence_vectors.npy", "dense.faiss"])
def test_a_file_that_was_altered_is_named(tmp_path: Path, name: str) -> None:
    path = publish(tmp_path, "gout").folder / name
    path.write_bytes(b"\xff" * 32 + path.read_bytes()[32:])
    with pytest.raises(CorruptIndexError, match=f"{name} has been altered: delete .* and run `pincite"):
        live(tmp_path).current()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../elsewhere"])
def test_an_invalid_current_file_is_reported_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    publish(tmp_path, "gout")
    current = Generations(tmp_path).folder / CURRENT
    current.write_bytes(content)
    with pytest.raises(CorruptIndexError, match=f"does not name a generation: delete {current} and run"):
        live(tmp_path).current()
    current.unlink()
    publish(tmp_path, "gout")
    assert live(tmp_path).current().titles() == ["On gout"]


def test_an_error_without_an_altered_file_names_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "gout")

    def broken(*_: object) -> object:
        raise RuntimeError("a bug")

    monkeypatch.setattr("index.live.HybridIndex.open", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        live(tmp_path).current()


def test_an_index_of_another_model_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, "gout")
    with pytest.raises(IndexMismatchError, match="hash-32"):
        live_index(tmp_path, HashEmbedder(dimension=32)).current()


def test_a_damaged_index_is_refused_until_it_is_rebuilt(tmp_path: Path) -> None:
    generation = publish(tmp_path, "gout")
    (generation.folder / MANIFEST).write_text("{")
    index = live(tmp_path)
    with pytest.raises(CorruptIndexError, match="cannot be read"):
        index.current()
    shutil.rmtree(generation.folder)
    with pytest.raises(CorruptIndexError, match="no manifest"):
        index.current()
    publish(tmp_path, "gout")
    assert index.current().titles() == ["On gout"]
