import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factories import make_document
from index.analysis import Analyser
from index.build import build
from index.embedding import HashEmbedder
from index.errors import CorruptIndexError, IndexMismatchError, NoIndexError
from index.generation import MANIFEST, Generation
from index.live import LiveIndex
from index.shelf import Shelf

ANALYSER = Analyser()
EMBEDDER = HashEmbedder(ANALYSER)


def publish(home: Path, *ids: str) -> Generation:
    documents = [make_document(name, f"On {name}", {"": [f"All about {name}."]}) for name in ids]
    return build(documents, " ".join(ids), embedder=EMBEDDER, analyser=ANALYSER, home=home)


def live(home: Path) -> LiveIndex:
    return LiveIndex(home, EMBEDDER, ANALYSER)


def test_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="no index yet: run `pincite ingest PATH`"):
        live(tmp_path).current()


def test_a_new_generation_is_taken_up_and_the_old_object_still_works(tmp_path: Path) -> None:
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
    assert not (Shelf(tmp_path).folder / before.generation_id).exists()
    assert before.search(query) == hits
    assert before.score(query, before.document_rows("gout")).coverage.tolist() == [1]


def test_threads_share_one_index(tmp_path: Path) -> None:
    publish(tmp_path, "gout")
    index = live(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: index.current(), range(32)))
    assert len({id(one) for one in found}) == 1


def test_an_index_of_another_model_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, "gout")
    with pytest.raises(IndexMismatchError, match="hash-32"):
        LiveIndex(tmp_path, HashEmbedder(dimension=32), ANALYSER).current()


def test_a_damaged_index_is_refused_until_it_is_built_again(tmp_path: Path) -> None:
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
