"""Fits the relevance of sentences on SciFact's training claims and on the even half of COVID-QA's questions.

Prints what five-fold cross-validation over the questions gives, and with --write replaces qa/relevance.json.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpus.canonical import clean
from eval.asking import Asker, EngineAsker
from eval.gold import Asked, answer_spans, catalogue, rationales
from eval.home import default_cache
from eval.selection import Selection, half_of
from eval.session import Session
from eval.shown import GoldSentences
from index.hybrid import HybridIndex
from qa.engine import Engine
from qa.relevance import Features, Weight, Weights, features_of
from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PROVENANCE = (
    "Logistic regression (L2, C = 1) fitted by scripts/fit_relevance on the claims of SciFact's train split that "
    "have evidence, each with all sentences of its abstract, and on the even half of COVID-QA's questions, each "
    "with all sentences of its article. Every question weighs the same; in it, the answering sentences weigh as "
    "much as all others."
)
# In one document all passages count the same; this was chosen on the even half of MedQuAD's questions, by the
# share of answers with a quote from the right page among the first three sources.
PASSAGE = 8.0
FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question with the features (n, f) of a document's sentences, and which of them answer it (n,)."""

    fold: int
    source: str
    names: tuple[str, ...]
    features: Floats
    answers: NDArray[np.bool_]


def main() -> None:
    """Fit, cross-validate, and write what was asked to be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    session = Session(Settings(), None, options.cache, Selection())
    examples = [*_claims(session, options.data / "scifact"), *_questions(session, options.data / "covid_qa")]
    for source in ("scifact", "covid_qa"):
        print(f"{source}: {_cross_validated(examples, source)}")
    weights = _fit(examples)
    for name, weight in sorted(weights.features.items(), key=lambda item: -abs(item[1].weight)):
        print(f"{name:32} {weight.weight:8.3f}")
    if options.write:
        (ROOT / "qa" / "relevance.json").write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _claims(session: Session, folder: Path) -> Iterator[Example]:
    corpus = folder / "corpus.jsonl.gz"
    known = catalogue(corpus)
    asker = session.asker(corpus)
    gold, engine = GoldSentences(asker, known), _engine(asker)
    index = engine.live.current()
    for number, rationale in enumerate(rationales(folder, "train", known)):
        document = engine.store.document(rationale.document)
        rows = index.document_rows(rationale.document)
        spans = [document.sentences[key.ordinal].span for key in index.locate(rows)]
        shown = [set(gold.within(document.id, document.version, [span])) for span in spans]
        answers = [bool(numbers & rationale.sentences) for numbers in shown]
        yield _example(number, "scifact", features(index, rationale.question, document.id), answers)


def _questions(session: Session, folder: Path) -> Iterator[Example]:
    engine = _engine(session.asker(folder / "documents.jsonl.gz"))
    index = engine.live.current()
    spans = [span for span in answer_spans(folder) if half_of(span.question.unit) == "even"]
    for number, span in enumerate(spans):
        document = engine.store.document(span.document)
        start = document.text.find(clean(span.answer))
        if start < 0:
            continue
        end = start + len(clean(span.answer))
        keys = index.locate(index.document_rows(document.id))
        places = [document.sentences[key.ordinal].span for key in keys]
        answers = [place.start < end and start < place.end for place in places]
        yield _example(number, "covid_qa", features(index, span.question, document.id), answers)


def features(index: HybridIndex, question: Asked, document: str) -> Features:
    """The features of all sentences of a document for a question."""
    return features_of(question.text, index.score(index.query(question.text), index.document_rows(document)))


def _engine(asker: Asker) -> Engine:
    if not isinstance(asker, EngineAsker):
        raise TypeError("the features are read in process: leave the URL out")
    return asker.engine


def _example(number: int, source: str, features: Features, answers: Sequence[bool]) -> Example:
    columns = np.stack([np.asarray(column, dtype=np.float64) for column in features.values()], axis=1)
    return Example(number % FOLDS, source, tuple(features), columns, np.array(answers, dtype=np.bool_))


def _fit(examples: Sequence[Example]) -> Weights:
    usable = [example for example in examples if example.answers.any() and not example.answers.all()]
    features = np.concatenate([example.features for example in usable])
    answers = np.concatenate([example.answers for example in usable])
    balance = np.concatenate(
        [np.where(example.answers, 1 / example.answers.sum(), 1 / (~example.answers).sum()) for example in usable]
    )
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(max_iter=2000).fit((features - mean) / scale, answers, sample_weight=balance)
    columns = zip(usable[0].names, mean.tolist(), scale.tolist(), model.coef_[0].tolist(), strict=True)
    return Weights(
        provenance=PROVENANCE,
        intercept=round(float(model.intercept_[0]), 6),
        passage=PASSAGE,
        features={
            name: Weight(mean=round(m, 6), scale=round(s, 6), weight=round(w, 6)) for name, m, s, w in columns
        },
    )


def _cross_validated(examples: Sequence[Example], source: str) -> str:
    figures = []
    for fold in range(FOLDS):
        weights = _fit([example for example in examples if example.fold != fold])
        left_out = [example for example in examples if example.fold == fold and example.source == source]
        figures += [_figures(example, weights) for example in left_out if example.answers.any()]
    hit3, hit5, f1 = np.mean(figures, axis=0)
    return f"{len(figures)} questions, hit@3 {hit3:.4f}, hit@5 {hit5:.4f}, F1@2 {f1:.4f}"


def _figures(example: Example, weights: Weights) -> tuple[float, float, float]:
    logit = sum(
        weight.weight * (example.features[:, column] - weight.mean) / weight.scale
        for column, weight in enumerate(weights.features.values())
    )
    order = np.argsort(-np.asarray(logit), kind="stable")
    right = example.answers[order]
    true = int(right[:2].sum())
    return float(right[:3].any()), float(right[:5].any()), 2 * true / (min(2, len(right)) + int(right.sum()))


if __name__ == "__main__":
    main()
