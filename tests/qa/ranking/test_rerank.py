"""Reranking: the mean of the scores, and a real cross-encoder with random weights."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EmbeddingModelError
from index.types import Vector
from qa.assembly import open_engine
from qa.audience import load_disclaimers
from qa.engine import Engine
from qa.probe import Probe
from qa.ranking.candidates import Candidates
from qa.ranking.rerank import CrossEncoderReranker, reranked
from qa.schema import Answer, Question
from qa.search import Tuning
from qa.settings import Settings
from serving import ingest_into

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "zinc", "colds", "help", "does", "it", "?", "."]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny cross-encoder with random weights."""
    import torch  # noqa: PLC0415 (slow to import)
    from sentence_transformers import CrossEncoder  # noqa: PLC0415 (slow to import)
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("cross-encoder")
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        initializer_range=1.0,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder / "bare")
    BertTokenizer(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder / "bare")
    CrossEncoder(str(folder / "bare"), device="cpu", local_files_only=True).save_pretrained(str(folder / "made"))
    return folder / "made"


def candidates(*relevance: float) -> Candidates:
    return Candidates(np.arange(len(relevance), dtype=np.int64), np.array(relevance, np.float32), None)


def test_the_scored_candidates_are_reordered_by_the_mean_and_the_others_stay_behind() -> None:
    found = reranked(candidates(0.9, 0.8, 0.7), np.array([0.1, 0.9], np.float32))
    assert found.rows.tolist() == [1, 0, 2]
    assert found.relevance.tolist() == pytest.approx([0.85, 0.5, 0.5])


@given(st.lists(st.floats(0, 1, width=32), max_size=8), st.data())
def test_reranking_loses_no_candidate_and_sorts_by_relevance(relevance: list[float], data: st.DataObject) -> None:
    before = candidates(*sorted(relevance, reverse=True))
    n = data.draw(st.integers(0, len(relevance)))
    scores = data.draw(st.lists(st.floats(0, 1, width=32), min_size=n, max_size=n))
    after = reranked(before, np.array(scores, np.float32))
    assert sorted(after.rows.tolist()) == before.rows.tolist()
    assert (np.diff(after.relevance) <= 1e-6).all()


@pytest.mark.model
def test_a_real_cross_encoder_is_deterministic(tiny: Path) -> None:
    reranker = CrossEncoderReranker(str(tiny))
    scores = reranker.score("does zinc help?", ["zinc help colds.", "it.", "colds colds zinc."])
    assert scores.shape == (3,)
    assert ((scores > 0) & (scores < 1)).all()
    assert len(set(scores.tolist())) > 1
    assert (reranker.score("does zinc help?", ["zinc help colds.", "it.", "colds colds zinc."]) == scores).all()
    assert reranker.score("does zinc help?", []).shape == (0,)


@pytest.mark.model
def test_a_missing_cross_encoder_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="PINCITE_RERANKER"):
        CrossEncoderReranker(str(tmp_path / "nowhere")).score("why?", ["because"])


class Backwards:
    """A reranker that prefers the candidates with the lowest relevance."""

    model = "backwards"

    def score(self, question: str, sentences: Sequence[str]) -> Vector:
        """Scores that rise with the position of a sentence."""
        del question
        return np.linspace(0, 1, len(sentences), dtype=np.float32)


def test_the_engine_answers_with_the_reranked_candidates(tmp_path: Path, samples_dir: Path) -> None:
    settings = Settings(home=tmp_path, model="hash")
    ingest_into(settings, samples_dir / "malaria.md")
    plain = open_engine(settings)
    question = Question(question="What is the drug of choice for severe malaria?", max_quotes=1)
    first = plain.answer(question)
    reranking = Engine(
        plain.store,
        plain.live,
        plain.conversations,
        load_disclaimers(),
        tuning=Tuning(reranker=Backwards(), reranked=5),
    )
    second = reranking.answer(question)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert second.quotes[0].sha256 != first.quotes[0].sha256
    assert second.confidence == first.confidence
    plain.store.close()


def test_the_settings_configure_the_reranker(tmp_path: Path) -> None:
    engine = open_engine(Settings(home=tmp_path, model="hash", reranker="somewhere", reranked=7))
    assert Probe(engine).tuning.reranker == CrossEncoderReranker("somewhere")
    assert Probe(engine).tuning.reranked == 7
