"""Quality on a small part of the real data, with floors a little under what was measured when they were set."""

import gzip
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter
from eval.data import (
    Answerability,
    AnswerSpan,
    Dataset,
    GoldQuestion,
    Rationale,
    Selection,
    answer_spans,
    catalogue,
    drawn,
    queries,
    rationales,
)
from eval.data.selection import half_of
from eval.experiments import evaluate_abstention, evaluate_rationales, evaluate_retrieval
from eval.measures import Containment, Excerpt
from eval.report import Provenance
from eval.systems import EngineAsker
from eval.systems.provenance import Data, provenance
from measure_sections import figures, questions
from qa.assembly import open_engine
from qa.engine import Engine
from qa.schema import Answer, Question
from qa.settings import Settings
from serving import ingest_into

pytestmark = [pytest.mark.real_data, pytest.mark.model]
CLAIMS = 60
ARTICLES = 8
QUOTES = 3
GUIDELINES = 40
FLOORS = {
    "nDCG@10": 0.95,
    "hit@3, relevance": 0.90,
    "F1@2, relevance": 0.50,
    "answered": 0.75,
    "AUROC": 0.95,
    "answer in 3 quotes, under its article": 0.68,
    "answered, under its article": 0.94,
    "right record": 0.95,
    "right section": 0.85,
}


def even(source: Path) -> list[str]:
    """The ids of the records of a file that are in the even half."""
    found = read_records(source, SentenceSplitter())
    return [one.id for one in found if isinstance(one, Record) and half_of(one.id) == "even"]


@contextmanager
def engine_over(source: Path, wanted: Collection[str], folder: Path) -> Iterator[Engine]:
    """An engine with the default model over the records of a file with these ids."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        both = zip(lines, read_records(source, SentenceSplitter()), strict=True)
        kept = [line for line, one in both if isinstance(one, Record) and one.id in wanted]
    part = folder / "corpus.jsonl"
    part.write_text("".join(kept), encoding="utf-8")
    settings = Settings(home=folder / "home", suggestions=False)
    ingest_into(settings, part)
    engine = open_engine(settings)
    with engine.store:
        yield engine


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
    result, _ = evaluate_retrieval(asker, dataset, catalogue(dataset.corpus), provenance=origin(asker), depth=10)
    assert result.figure("nDCG@10").value >= FLOORS["nDCG@10"]


def test_the_evidence_is_quoted(asker: EngineAsker, folder: Path, marked: tuple[Rationale, ...]) -> None:
    known = catalogue(folder / "corpus.jsonl")
    result = evaluate_rationales(asker, marked, known, rankers=asker.rankers(), provenance=origin(asker))
    for name in ("hit@3, relevance", "F1@2, relevance", "answered"):
        assert result.figure(name).value >= FLOORS[name], name


def test_what_the_corpus_lacks_is_met_with_silence(
    asker: EngineAsker, data_dir: Path, marked: tuple[Rationale, ...]
) -> None:
    strangers = queries(data_dir / "unanswerable" / "queries.jsonl.gz")
    chosen = set(drawn((stranger.id for stranger in strangers), CLAIMS, seed=0))
    both = Answerability(
        tuple(GoldQuestion(one.question.id, one.question.text) for one in marked),
        tuple(stranger for stranger in strangers if stranger.id in chosen),
    )
    result = evaluate_abstention(asker, both, provenance=origin(asker))
    assert result.figure("AUROC").value >= FLOORS["AUROC"]


def held(engine: Engine, span: AnswerSpan) -> tuple[bool, float]:
    """Whether a question asked under its article is answered from it, and whether its quotes hold the answer."""
    question = Question(question=span.question.text, document_id=span.document, max_quotes=QUOTES, store=False)
    outcome = engine.answer(question)
    shown = outcome.quotes if isinstance(outcome, Answer) else ()
    own = [Excerpt(quote.byte_start, quote.text) for quote in shown if quote.document_id == span.document]
    return bool(own), Containment(QUOTES)(own, span.answer)


def test_what_is_asked_under_an_article_is_answered_from_it(data_dir: Path, tmp_path: Path) -> None:
    source = data_dir / "covid_qa" / "documents.jsonl.gz"
    articles = sorted(even(source))[:ARTICLES]
    spans = [span for span in answer_spans(data_dir / "covid_qa") if span.document in articles]

    with engine_over(source, articles, tmp_path) as engine:
        answered, contained = zip(*(held(engine, span) for span in spans), strict=True)

    assert sum(contained) / len(spans) >= FLOORS["answer in 3 quotes, under its article"]
    assert sum(answered) / len(spans) >= FLOORS["answered, under its article"]


def test_a_section_of_a_guideline_is_quoted_where_it_is_asked_for(data_dir: Path, tmp_path: Path) -> None:
    source = data_dir / "nigeria_stg2022" / "conditions.jsonl.gz"
    with engine_over(source, drawn(even(source), GUIDELINES, seed=0), tmp_path) as engine:
        measured = {figure.name: figure.value for figure in figures(engine, list(questions(engine)))}

    for name in ("right record", "right section"):
        assert measured[name] >= FLOORS[name], name
