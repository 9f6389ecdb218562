"""Fits the packaged confidence on questions that three corpora answer and on others that they do not.

For claims it is fitted on those of SciFact's train split, with evidence and without. Only splits, halves and
questions that no reported figure rests on are used. Prints how well the two kinds are told apart on each corpus,
and with --write replaces qa/answerability/calibration.json.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.data import (
    GoldQuestion,
    Selection,
    answer_spans,
    claims_by_evidence,
    drawn,
    queries,
    samples,
    tasks_by_label,
)
from eval.data.selection import half_of
from eval.measures import auroc
from eval.systems import Session, digest_of
from eval.systems.home import prepare
from fitting import ROOT, engine_of, read_options
from qa.answerability import Calibration
from qa.answerability.model import PACKAGED_CALIBRATION, ConfidenceModel
from qa.assembly import open_engine
from qa.engine import Engine
from qa.probe import Probe
from qa.settings import Settings

PROVENANCE = (
    "Logistic regression (L2, C = 3) fitted by scripts/fit_calibration; each corpus and kind weighs the same, "
    "but for Near, whose questions together weigh a quarter of another corpus's. "
    "MedQuAD: even half of its distinct questions; even halves of the unanswerable questions and of MTRAG-UN. "
    "COVID-QA: even half of its questions; questions of the former two. Sample articles: the questions of "
    "scripts/data/sample_questions.txt; questions of all the others. Near: the even half of "
    "scripts/data/near_questions.jsonl, which the sample articles answer or only seem to. Claims (C = 10): "
    "SciFact's train split, 505 with evidence and 304 without, each weighing the same."
)
THRESHOLD = 0.5
QUESTIONS_C, CLAIMS_C = 3.0, 10.0
SIGNS = ("cosine", "context_cosine", "coverage", "unknown")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Corpus:
    """The signs, (n, 4), of the questions that a corpus answers, and of those that it does not.

    Where they are `mixed` as people ask them, the two kinds keep their shares.
    """

    name: str
    answerable: Floats
    unanswerable: Floats
    mixed: bool = False

    def weights(self) -> Floats:
        """What each question weighs: 100 for each kind, or 50 for both together where they are mixed."""
        sizes = len(self.answerable), len(self.unanswerable)
        if self.mixed:
            return np.full(sum(sizes), 50 / sum(sizes))
        return np.repeat([100 / size for size in sizes], sizes)


def main() -> None:
    """Fit, show, and write what was asked to be written."""
    options = read_options(__doc__)
    session = Session(Settings(), None, options.cache, Selection())
    corpora = [*_corpora(options.data, session), _near(session, "even")]
    signs = np.concatenate([part for corpus in corpora for part in (corpus.answerable, corpus.unanswerable)])
    labels = np.concatenate([_labels(corpus) for corpus in corpora])
    weights = np.concatenate([corpus.weights() for corpus in corpora])
    model = LogisticRegression(C=QUESTIONS_C, max_iter=3000).fit(signs, labels, sample_weight=weights)
    for corpus in (*corpora, _near(session, "odd")):
        own = np.concatenate([corpus.answerable, corpus.unanswerable])
        confident = model.predict_proba(own)[:, 1]
        told = auroc(confident.tolist(), _labels(corpus).tolist())
        held = _labels(corpus)
        answered = confident >= THRESHOLD
        print(f"{corpus.name}: AUROC {told:.4f}, answered {answered[held].mean():.3f}", end=", ")
        print(f"wrongly answered {answered[~held].mean():.3f}")
    fitted = _weights(model)
    claims = _claims(session, options.data / "scifact")
    calibration = Calibration(provenance=PROVENANCE, threshold=THRESHOLD, claims=claims, **fitted)
    print(calibration.model_dump_json(indent=1))
    if options.write:
        PACKAGED_CALIBRATION.write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _corpora(data: Path, session: Session) -> Iterable[Corpus]:
    medquad = _even(queries(data / "medquad" / "queries_distinct.jsonl.gz"), 600)
    foreign = _even(queries(data / "unanswerable" / "queries.jsonl.gz"), 600)
    covid = _even([span.question for span in answer_spans(data / "covid_qa")], 250)
    tasks = tasks_by_label(data / "mtrag_un")
    general = _even([task for task in (*tasks.answerable, *tasks.unanswerable) if not task.before], 100)
    own = (ROOT / "scripts" / "data" / "sample_questions.txt").read_text(encoding="utf-8").splitlines()
    yield _corpus(
        "MedQuAD", engine_of(session.asker(data / "medquad" / "corpus.jsonl.gz")), medquad, foreign + general
    )
    strangers = medquad[:150] + foreign[:50]
    yield _corpus("COVID-QA", engine_of(session.asker(data / "covid_qa" / "documents.jsonl.gz")), covid, strangers)
    strangers = covid[:100] + foreign[:80] + general
    yield _corpus("samples", _samples(session), own, strangers)


def _near(session: Session, half: str) -> Corpus:
    """Questions in the words of the sample articles, some of which these do not answer."""
    lines = (ROOT / "scripts" / "data" / "near_questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [each for each in map(json.loads, lines) if half_of(each["text"]) == half]
    kinds = ([each["text"] for each in asked if each["held"] is held] for held in (True, False))
    return replace(_corpus(f"near, {half} half", _samples(session), *kinds), mixed=True)


def _samples(session: Session) -> Engine:
    folder = samples()
    prepared = prepare(folder, digest_of(sorted(folder.glob("*.md"))), session.settings, session.cache)
    return open_engine(prepared.settings)


def _claims(session: Session, folder: Path) -> ConfidenceModel:
    """The weights for claims, with and without evidence in the shares in which they come."""
    claims = claims_by_evidence(folder, "train")
    engine = engine_of(session.asker(folder / "corpus.jsonl.gz"))
    kinds = ([asked.text for asked in kind] for kind in (claims.answerable, claims.unanswerable))
    corpus = _corpus("claims", engine, *kinds)
    signs = np.concatenate([corpus.answerable, corpus.unanswerable])
    model = LogisticRegression(C=CLAIMS_C, max_iter=3000).fit(signs, _labels(corpus))
    told = auroc(model.predict_proba(signs)[:, 1].tolist(), _labels(corpus).tolist())
    print(f"claims: AUROC {told:.4f}")
    return ConfidenceModel(**_weights(model))


def _weights(model: LogisticRegression) -> dict[str, float]:
    fitted = dict(zip(SIGNS, (round(float(weight), 4) for weight in model.coef_[0]), strict=True))
    return {"intercept": round(float(model.intercept_[0]), 4), **fitted}


def _even(asked: Sequence[GoldQuestion], most: int) -> list[str]:
    texts = {question.id: question.text for question in asked if half_of(question.unit) == "even"}
    return [texts[id_] for id_ in drawn(texts, most, seed=0)]


def _corpus(name: str, engine: Engine, answerable: Sequence[str], unanswerable: Sequence[str]) -> Corpus:
    return Corpus(name, _signs(engine, answerable), _signs(engine, unanswerable))


def _signs(engine: Engine, questions: Sequence[str]) -> Floats:
    found = (Probe(engine).features(question) for question in questions)
    return np.array([[getattr(signs, name) for name in SIGNS] for signs in found if signs])


def _labels(corpus: Corpus) -> NDArray[np.bool_]:
    return np.repeat([True, False], [len(corpus.answerable), len(corpus.unanswerable)])


if __name__ == "__main__":
    main()
