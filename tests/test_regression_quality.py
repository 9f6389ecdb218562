"""Quality on a little data that nothing was fitted on and that no report uses, against minimum values.

The minimum values are a little below what was measured when they were set: docs/decisions/regression-data.md.
"""

import gzip
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from eval.data import Answerability, Catalogue, Dataset, Selection, catalogue, labelled_passages
from eval.experiments import (
    evaluate_abstention,
    evaluate_rationales,
    evaluate_retrieval,
    evaluate_sections,
    section_questions,
)
from eval.report import Provenance, Result
from eval.systems import EngineAsker, Session
from eval.systems.provenance import Data, provenance
from qa.settings import Settings
from regression_data import Collection, collection, reserved, write_guidelines

MOST = 50


class Part(NamedTuple):
    """A public set: whether a group is one document, and whether its unanswered questions are drawn too."""

    file: str
    by_group: bool
    unanswered: bool


PARTS = {
    "trials": Part("evidence_inference", by_group=True, unanswered=True),
    "abstracts": Part("pubmedqa_l", by_group=False, unanswered=False),
    "articles": Part("squad2_dev", by_group=False, unanswered=True),
}
RETRIEVAL = {"trials": 0.96, "abstracts": 0.97, "articles": 0.89}
SENTENCES = {
    "trials": {"hit@3, relevance": 0.74, "F1@2, relevance": 0.43, "hit in 3 quotes": 0.42, "answered": 0.64},
    "abstracts": {"hit@3, relevance": 0.54, "F1@2, relevance": 0.30, "hit in 3 quotes": 0.50, "answered": 0.90},
    "articles": {"hit@3, relevance": 0.94, "F1@2, relevance": 0.58, "hit in 3 quotes": 0.72, "answered": 0.66},
}
OTHER_MATTERS, SEEMING_ANSWERS = 0.93, 0.58
SECTIONS = {
    "templates": {"right record": 0.79, "right section": 0.70},
    "free wording": {"right record": 0.68, "right section": 0.17},
    "claims": {"right record": 0.95, "right section": 0.85},
}
# The data sets that weights and rules were fitted on, and that are reported.
USED = (
    "scifact/queries",
    "covid_qa/questions",
    "medquad/queries_distinct",
    "mtrag_un/queries",
    "unanswerable/queries",
)


class Bench(NamedTuple):
    """A collection, and an engine with the default model over it."""

    collection: Collection
    asker: EngineAsker

    @property
    def known(self) -> Catalogue:
        return catalogue(self.collection.folder / "corpus.jsonl")

    @property
    def origin(self) -> Provenance:
        return origin(self.asker)


def origin(asker: EngineAsker) -> Provenance:
    data = Data("regression", None, Selection(), "0" * 64)
    return provenance(asker, data, command="pytest", settings=Settings(), url=None)


def below(result: Result, floors: dict[str, float]) -> dict[str, float]:
    """The figures that are below their minimum."""
    values = {name: result.figure(name).value for name in floors}
    return {name: value for name, value in values.items() if value < floors[name]}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session(Settings(suggestions=False), None, tmp_path_factory.mktemp("cache"), Selection())


@pytest.fixture(scope="module")
def benches(data_dir: Path, session: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bench]:
    made = {}
    for name, (file, by_group, unanswered) in PARTS.items():
        folder = tmp_path_factory.mktemp(name)
        drawn = collection(folder, reserved(data_dir, file), by_group=by_group, unanswered=unanswered, most=MOST)
        made[name] = Bench(drawn, session.engine_asker(folder / "corpus.jsonl"))
    return made


@pytest.mark.real_data
@pytest.mark.parametrize("file", [part.file for part in PARTS.values()])
def test_no_question_is_in_the_part_for_fitting_or_in_a_set_that_is_used(file: str, data_dir: Path) -> None:
    ours = {each.question.text for each in reserved(data_dir, file)}
    others = labelled_passages(data_dir / "reading" / f"{file}.jsonl.gz", "fitting")
    assert not {each.question.group for each in others} & {
        each.question.group for each in reserved(data_dir, file)
    }
    for used in USED:
        with gzip.open(data_dir / f"{used}.jsonl.gz", "rt", encoding="utf-8") as lines:
            assert not ours & {json.loads(line)["text"] for line in lines}, used


@pytest.mark.real_data
@pytest.mark.model
@pytest.mark.parametrize("name", PARTS)
def test_the_right_document_is_found(name: str, benches: dict[str, Bench]) -> None:
    bench = benches[name]
    dataset = Dataset.open(bench.collection.folder)
    result, _ = evaluate_retrieval(bench.asker, dataset, bench.known, provenance=bench.origin, depth=10)
    assert not below(result, {"nDCG@10": RETRIEVAL[name]})


@pytest.mark.real_data
@pytest.mark.model
@pytest.mark.parametrize("name", PARTS)
def test_the_sentences_that_answer_are_quoted_under_their_article(name: str, benches: dict[str, Bench]) -> None:
    bench = benches[name]
    result = evaluate_rationales(
        bench.asker,
        bench.collection.rationales,
        bench.known,
        rankers=bench.asker.rankers(),
        provenance=bench.origin,
    )
    assert not below(result, SENTENCES[name])


@pytest.mark.real_data
@pytest.mark.model
def test_questions_about_other_matters_get_less_confidence(benches: dict[str, Bench]) -> None:
    medical = benches["abstracts"]
    both = Answerability(medical.collection.asked, benches["articles"].collection.asked)
    result = evaluate_abstention(medical.asker, both, provenance=medical.origin)
    assert not below(result, {"AUROC": OTHER_MATTERS})


@pytest.mark.real_data
@pytest.mark.model
def test_questions_that_an_article_only_seems_to_answer_get_less_confidence(benches: dict[str, Bench]) -> None:
    bench = benches["articles"]
    both = Answerability(bench.collection.asked, bench.collection.unanswered)
    result = evaluate_abstention(bench.asker, both, provenance=bench.origin)
    assert not below(result, {"AUROC": SEEMING_ANSWERS})


@pytest.mark.model
def test_the_section_that_is_asked_for_is_quoted(session: Session, tmp_path: Path) -> None:
    questions, claims = write_guidelines(tmp_path / "guidelines")
    asker = session.engine_asker(tmp_path / "guidelines")
    store = asker.engine.store
    templates = tuple(section_questions(store.document(id_) for id_ in store.ids()))
    asked = {"templates": templates, "free wording": questions, "claims": claims}
    short = {
        kind: below(evaluate_sections(asker, asked[kind], provenance=origin(asker)), floors)
        for kind, floors in SECTIONS.items()
    }
    assert not any(short.values()), short
