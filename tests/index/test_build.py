import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from factories import make_document
from index.analysis import Analyser
from index.build import build
from index.dense import Encoded, HashEmbedder, Progress
from index.errors import BuildInProgressError, CorruptIndexError
from index.features import SENTENCE_VECTORS
from index.storage import MANIFEST, BuildLock, Generation, Generations, Packing
from indexes import build_over

ANALYSER = Analyser()
EMBEDDER = HashEmbedder(ANALYSER)
DOCUMENTS = [
    make_document("b", "Gout", {"Treatment": ["Colchicine helps.", "Rest helps too."]}),
    make_document("a", "Measles", {"": ["Measles is catching."], "Signs": ["Fever comes first."]}),
]


def built(home: Path, root: str = "root", documents: Sequence[Document] = DOCUMENTS) -> Generation:
    return build_over(home, *documents, embedder=EMBEDDER, root=root)


def names(home: Path) -> set[str]:
    return {path.name for path in Generations(home).folder.iterdir()}


def test_the_manifest_says_what_is_inside(tmp_path: Path) -> None:
    told: list[str] = []
    generation = build(
        DOCUMENTS,
        "root",
        embedder=EMBEDDER,
        analyser=ANALYSER,
        home=tmp_path,
        progress=lambda stage, done, total: told.append(f"{stage} {done}/{total}"),
    )
    manifest = generation.manifest
    assert (manifest.documents, manifest.passages, manifest.sentences) == (2, 3, 8)
    assert manifest.dimension == 64
    assert manifest.recipe.corpus_root == "root"
    assert (manifest.recipe.model, manifest.recipe.analyser) == (EMBEDDER.fingerprint, ANALYSER.fingerprint)
    assert manifest.id == manifest.recipe.id == Generations(tmp_path).live_id()
    inside = {p.relative_to(generation.folder).as_posix() for p in generation.folder.rglob("*") if p.is_file()}
    assert set(manifest.files) == inside - {MANIFEST}
    assert generation.verify() == []
    assert {"analyse 8/8", "embed 12/12"} <= set(told)


def test_the_same_corpus_and_settings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = built(tmp_path / "1"), built(tmp_path / "2", documents=DOCUMENTS[::-1])
    assert first.id == second.id
    assert first.manifest.files == second.manifest.files


def test_the_id_changes_with_each_ingredient(tmp_path: Path) -> None:
    others = [
        built(tmp_path, "another root"),
        build(DOCUMENTS, "root", embedder=HashEmbedder(dimension=32), analyser=ANALYSER, home=tmp_path),
        build(DOCUMENTS, "root", embedder=EMBEDDER, analyser=Analyser(stop_words=frozenset()), home=tmp_path),
        build(DOCUMENTS, "root", embedder=EMBEDDER, analyser=ANALYSER, home=tmp_path, packing=Packing(50)),
    ]
    assert len({built(tmp_path).id, *(other.id for other in others)}) == 5


class Untouchable(HashEmbedder):
    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
        raise AssertionError(f"{texts} {progress}")


def untouchable() -> Iterator[Document]:
    yield DOCUMENTS[0]
    raise AssertionError("the documents were read")


def test_an_unchanged_corpus_is_not_built_again(tmp_path: Path) -> None:
    first = built(tmp_path)
    again = build(untouchable(), "root", embedder=Untouchable(ANALYSER), analyser=ANALYSER, home=tmp_path)
    assert again.manifest == first.manifest


def test_an_existing_generation_is_made_live_again(tmp_path: Path) -> None:
    first = built(tmp_path)
    built(tmp_path, "root 2", DOCUMENTS[:1])
    again = build(untouchable(), "root", embedder=Untouchable(ANALYSER), analyser=ANALYSER, home=tmp_path)
    assert again.id == first.id == Generations(tmp_path).live_id()


def test_two_generations_are_kept(tmp_path: Path) -> None:
    ids = [built(tmp_path, f"root {n}").id for n in range(3)]
    assert names(tmp_path) == {"CURRENT", *ids[1:]}


def test_a_killed_build_does_not_affect_the_live_generation(tmp_path: Path) -> None:
    live = built(tmp_path)

    def dying() -> Iterator[Document]:
        yield DOCUMENTS[0]
        raise KeyboardInterrupt

    class Dying(HashEmbedder):
        def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
            raise KeyboardInterrupt(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        build(dying(), "root 2", embedder=EMBEDDER, analyser=ANALYSER, home=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build(DOCUMENTS, "root 3", embedder=Dying(ANALYSER, 16), analyser=ANALYSER, home=tmp_path)
    assert Generations(tmp_path).live().id == live.id
    assert any(name.startswith(".unfinished-") for name in names(tmp_path))
    after = built(tmp_path, "root 4")
    assert names(tmp_path) == {"CURRENT", live.id, after.id}


def test_only_one_builds_at_a_time(tmp_path: Path) -> None:
    with BuildLock(tmp_path) as lock:
        with pytest.raises(BuildInProgressError):
            built(tmp_path)
        inside = build(DOCUMENTS, "root", embedder=EMBEDDER, analyser=ANALYSER, home=tmp_path, lock=lock)
    assert built(tmp_path).id == inside.id


def damaged(generation: Generation, how: str) -> str:
    path = generation.folder / SENTENCE_VECTORS
    data = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
    elif how == "cut short":
        path.write_bytes(data[:-1])
    else:
        data[-1] ^= 1
        path.write_bytes(data)
    return path.name


@pytest.mark.parametrize(("how", "said"), [("missing", "is missing"), ("cut short", "bytes instead of")])
def test_an_incomplete_index_is_refused_and_rebuilt(tmp_path: Path, how: str, said: str) -> None:
    generation = built(tmp_path)
    name = damaged(generation, how)
    with pytest.raises(CorruptIndexError, match=rf"{name} .*{said}.*run `pincite ingest PATH`"):
        Generation.open(generation.folder)
    assert said in generation.verify()[0]
    assert built(tmp_path).verify() == []


def test_verifying_finds_an_altered_file(tmp_path: Path) -> None:
    generation = built(tmp_path)
    name = damaged(generation, "altered")
    assert Generation.open(generation.folder).verify() == [f"{name} has been altered"]


def test_an_altered_generation_is_not_made_live(tmp_path: Path) -> None:
    damaged(built(tmp_path), "altered")
    built(tmp_path, "root 2")
    assert built(tmp_path).verify() == []


@pytest.mark.parametrize(
    ("field", "value", "said"), [("format", 0, "an incompatible format"), ("corpus_root", None, "cannot be read")]
)
def test_an_invalid_manifest_is_refused(tmp_path: Path, field: str, value: object, said: str) -> None:
    generation = built(tmp_path)
    manifest = json.loads((generation.folder / MANIFEST).read_text())
    manifest["recipe"][field] = value
    (generation.folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(CorruptIndexError, match=said):
        Generation.open(generation.folder)


def test_an_index_without_words_is_refused_with_a_remedy_and_rebuilt(tmp_path: Path) -> None:
    generation = built(tmp_path)
    manifest = json.loads((generation.folder / MANIFEST).read_text())
    manifest["recipe"]["format"] = 1
    del manifest["recipe"]["words"]
    (generation.folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(
        CorruptIndexError, match=r"an incompatible format: delete .* and run `pincite ingest PATH`"
    ):
        Generations(tmp_path).live()
    assert built(tmp_path).verify() == []
    assert Generations(tmp_path).live().manifest.recipe.format == 2


def test_passage_vectors_are_means_with_title_and_headings(tmp_path: Path) -> None:
    from index.dense import FaissIndex  # noqa: PLC0415 - used here alone

    generation = built(tmp_path)
    texts = ["Gout", "Treatment", "Colchicine helps.", "Rest helps too."]
    mean = EMBEDDER.encode(texts).vectors.mean(axis=0)
    rows, scores = FaissIndex.open(generation.folder).top(mean / np.linalg.norm(mean), 1)
    assert rows.tolist() == [2]
    assert scores[0] == pytest.approx(1, abs=1e-3)
