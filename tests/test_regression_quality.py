"""Quality on a small part of the real data, with floors a little under what was measured when they were set."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import abstention, quotes, retrieval
from eval.asking import EngineAsker
from eval.dataset import Dataset
from eval.gold import Answerability, Asked, Rationale, catalogue, queries, rationales
from eval.provenance import Data, provenance
from eval.result import Provenance
from eval.selection import Selection, drawn
from qa.assembly import open_engine
from qa.settings import Settings
from serving import ingest_into

pytestmark = [pytest.mark.real_data, pytest.mark.model]
CLAIMS = 60
FLOORS = {
    "nDCG@10": 0.90,
    "hit@3, relevance": 0.85,
    "F1@2, relevance": 0.50,
    "answered": 0.75,
    "AUROC": 0.95,
}


@pytest.fixture(scope="module")
def marked(data_dir: Path) -> tuple[Rationale, ...]:
    """Some of SciFact's training claims with evidence."""
    folder = data_dir / "scifact"
    found = rationales(folder, "train", catalogue(folder / "corpus.jsonl.gz"))
    chosen = set(drawn((rationale.question.id for rationale in found), CLAIMS, seed=0))
    return tuple(rationale for rationale in found if rationale.question.id in chosen)


@pytest.fixture(scope="module")
def folder(data_dir: Path, marked: tuple[Rationale, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set in BEIR's layout of their abstracts alone."""
    folder = tmp_path_factory.mktemp("scifact")
    wanted = {rationale.document for rationale in marked}
    with gzip.open(data_dir / "scifact" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if json.loads(line)["_id"] in wanted]
    (folder / "corpus.jsonl").write_text("".join(kept), encoding="utf-8")
    asked = {rationale.question.group: rationale for rationale in marked}
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": id_, "text": one.question.text}) + "\n" for id_, one in asked.items())
    )
    (folder / "qrels").mkdir()
    rows = "".join(f"{one.question.group}\t{one.document}\t1\n" for one in marked)
    (folder / "qrels" / "train.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows)
    return folder


@pytest.fixture(scope="module")
def asker(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineAsker]:
    """An engine with the default model over them."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    ingest_into(settings, folder / "corpus.jsonl")
    engine = open_engine(settings)
    with engine.store:
        yield EngineAsker(engine)


def origin(asker: EngineAsker) -> Provenance:
    data = Data("scifact", "train", Selection(None, CLAIMS), "0" * 64)
    return provenance(asker, data, command="pytest", settings=Settings(), url=None)


def test_the_right_abstract_is_found(asker: EngineAsker, folder: Path) -> None:
    dataset = Dataset.open(folder, "train")
    result, _ = retrieval.evaluate(asker, dataset, catalogue(dataset.corpus), provenance=origin(asker), depth=10)
    assert result.figure("nDCG@10").value >= FLOORS["nDCG@10"]


def test_the_evidence_is_quoted(asker: EngineAsker, folder: Path, marked: tuple[Rationale, ...]) -> None:
    known = catalogue(folder / "corpus.jsonl")
    result = quotes.evaluate_rationales(asker, marked, known, rankers=asker.rankers(), provenance=origin(asker))
    for name in ("hit@3, relevance", "F1@2, relevance", "answered"):
        assert result.figure(name).value >= FLOORS[name], name


def test_what_the_corpus_lacks_is_met_with_silence(
    asker: EngineAsker, data_dir: Path, marked: tuple[Rationale, ...]
) -> None:
    strangers = queries(data_dir / "unanswerable" / "queries.jsonl.gz")
    chosen = set(drawn((stranger.id for stranger in strangers), CLAIMS, seed=0))
    both = Answerability(
        tuple(Asked(one.question.id, one.question.text) for one in marked),
        tuple(stranger for stranger in strangers if stranger.id in chosen),
    )
    result = abstention.evaluate(asker, both, provenance=origin(asker))
    assert result.figure("AUROC").value >= FLOORS["AUROC"]
