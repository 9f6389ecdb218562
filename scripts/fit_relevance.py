"""Fits the relevance of sentences: for claims on SciFact's train split, for questions on COVID-QA's even half.

Prints what five-fold cross-validation over the documents gives, and with --write replaces the weights.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from conditional_logit import fit
from corpus.text import clean
from eval.data import GoldQuestion, Selection, answer_spans, catalogue, rationales
from eval.data.selection import half_of
from eval.experiments.gold_sentences import GoldSentences
from eval.systems import Session
from fitting import engine_of, read_options
from index.hybrid import HybridIndex
from qa.ranking import QuestionType
from qa.ranking.relevance import PACKAGED_WEIGHTS, Features, Model, Weight, Weights, features_of
from qa.settings import Settings

PROVENANCE = (
    "Conditional logits (ridge 10) fitted by scripts/fit_relevance, then scaled to probabilities by a logistic "
    "regression in which a claim's answering sentences weigh as much as all others, a question's a third of that. "
    "Claims: those of SciFact's train split that have evidence, each with all sentences of its abstract. "
    "Questions: the even half of COVID-QA's, each with all sentences of its article. Aspect: by hand on the even "
    "half of template questions over the Nigeria Standard Treatment Guidelines 2022, and the half `tune` of "
    "tests/data/followups.yaml. Named, matter and other: by hand on the same template questions and on those of "
    "the even half of MedQuAD's."
)
# In one document all passages count the same; this was chosen on the even half of MedQuAD's questions, by the
# share of answers with a quote from the right page among the first three sources.
PASSAGE = 8.0
# Neither set has sections; chosen on documents that do. See docs/decisions/sentence-relevance.md.
ASPECT = 12.0
# Both sets have one document a question; chosen where there are many.
NAMED = 4.0
# What the heading says of the section: chosen with them, and on the sample articles.
MATTER, OTHER = 2.0, 3.0
# What the answering sentences weigh in the scale of probabilities, where the others together weigh 1: the less,
# the fewer sentences come near the best. Chosen by the length of answers: docs/experiments/sentence-relevance.md
CLAIMS_WEIGH, ANSWERS_WEIGH = 1.0, 1 / 3
RIDGE = 10.0
FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question: its fold, the features (n, f) of a document's sentences, and which of them answer it (n,)."""

    fold: int
    names: tuple[str, ...]
    features: Floats
    answers: NDArray[np.bool_]


def main() -> None:
    """Fit, cross-validate, and write what was asked to be written."""
    options = read_options(__doc__)
    session = Session(Settings(), None, options.cache, Selection())
    claims, questions = (
        list(_claims(session, options.data / "scifact")),
        list(_questions(session, options.data / "covid_qa")),
    )
    for name, examples in (("claims", claims), ("questions", questions)):
        print(f"{name}: {_cross_validated(examples)}")
    weights = Weights(
        provenance=PROVENANCE,
        passage=PASSAGE,
        aspect=ASPECT,
        named=NAMED,
        matter=MATTER,
        other=OTHER,
        questions=_fit(questions, ANSWERS_WEIGH),
        claims=_fit(claims, CLAIMS_WEIGH),
    )
    for model in (weights.claims, weights.questions):
        for name, weight in sorted(model.features.items(), key=lambda item: -abs(item[1].weight)):
            print(f"{name:36} {weight.weight:8.3f}")
    if options.write:
        PACKAGED_WEIGHTS.write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _claims(session: Session, folder: Path) -> Iterator[Example]:
    corpus = folder / "corpus.jsonl.gz"
    known = catalogue(corpus)
    asker = session.asker(corpus)
    gold, engine = GoldSentences(asker, known), engine_of(asker)
    index = engine.live.current()
    for rationale in rationales(folder, "train", known):
        document = engine.store.document(rationale.document)
        rows = index.document_rows(rationale.document)
        spans = [document.sentences[key.ordinal].span for key in index.locate(rows)]
        shown = [set(gold.within(document.id, document.version, [span])) for span in spans]
        answers = [bool(numbers & rationale.sentences) for numbers in shown]
        yield _example(document.id, features(index, rationale.question, document.id), answers)


def _questions(session: Session, folder: Path) -> Iterator[Example]:
    engine = engine_of(session.asker(folder / "documents.jsonl.gz"))
    index = engine.live.current()
    asked = [span for span in answer_spans(folder) if half_of(span.question.unit) == "even"]
    spans = [span for span in asked if not QuestionType.of(span.question.text).claim]
    for span in spans:
        document = engine.store.document(span.document)
        start = document.text.find(clean(span.answer))
        if start < 0:
            continue
        end = start + len(clean(span.answer))
        keys = index.locate(index.document_rows(document.id))
        places = [document.sentences[key.ordinal].span for key in keys]
        answers = [place.start < end and start < place.end for place in places]
        yield _example(document.id, features(index, span.question, document.id), answers)


def features(index: HybridIndex, question: GoldQuestion, document: str) -> Features:
    """The features of all sentences of a document for a question."""
    return features_of(
        QuestionType.of(question.text), index.score(index.query(question.text), index.document_rows(document))
    )


def _example(document: str, features: Features, answers: Sequence[bool]) -> Example:
    columns = np.stack([np.asarray(column, dtype=np.float64) for column in features.values()], axis=1)
    fold = int.from_bytes(hashlib.sha256(document.encode()).digest()) % FOLDS
    return Example(fold, tuple(features), columns, np.array(answers, dtype=np.bool_))


def _fit(examples: Sequence[Example], weight: float = 1.0) -> Model:
    usable = [example for example in examples if example.answers.any() and not example.answers.all()]
    features = np.concatenate([example.features for example in usable])
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    answers = [example.answers for example in usable]
    chosen = fit([(example.features - mean) / scale for example in usable], answers, RIDGE)
    scores = ((features - mean) / scale @ chosen)[:, None]
    balance = np.concatenate([np.where(right, weight / right.sum(), 1 / (~right).sum()) for right in answers])
    probability = LogisticRegression().fit(scores, np.concatenate(answers), sample_weight=balance)
    columns = zip(mean.tolist(), scale.tolist(), (probability.coef_[0, 0] * chosen).tolist(), strict=True)
    rounded = (Weight(mean=round(m, 6), scale=round(s, 6), weight=round(w, 6)) for m, s, w in columns)
    return Model(
        intercept=round(float(probability.intercept_[0]), 6),
        features=dict(zip(usable[0].names, rounded, strict=True)),
    )


def _cross_validated(examples: Sequence[Example]) -> str:
    figures = []
    for fold in range(FOLDS):
        model = _fit([example for example in examples if example.fold != fold])
        left_out = [example for example in examples if example.fold == fold and example.answers.any()]
        figures += [_figures(example, model) for example in left_out]
    hit3, hit5, f1 = np.mean(figures, axis=0)
    return f"{len(figures)} questions, hit@3 {hit3:.4f}, hit@5 {hit5:.4f}, F1@2 {f1:.4f}"


def _figures(example: Example, model: Model) -> tuple[float, float, float]:
    logit = sum(
        weight.weight * (example.features[:, column] - weight.mean) / weight.scale
        for column, weight in enumerate(model.features.values())
    )
    order = np.argsort(-np.asarray(logit), kind="stable")
    right = example.answers[order]
    true = int(right[:2].sum())
    return float(right[:3].any()), float(right[:5].any()), 2 * true / (min(2, len(right)) + int(right.sum()))


if __name__ == "__main__":
    main()
