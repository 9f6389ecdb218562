"""Fits the confidence on the even halves of MedQuAD's questions and of those that its corpus cannot answer.

Prints how well the two kinds are told apart, and with --write replaces qa/calibration.json.
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from eval.asking import EngineAsker
from eval.gold import Asked, queries
from eval.home import default_cache
from eval.measures import auroc
from eval.selection import Selection
from eval.session import Session
from qa.engine import Engine
from qa.evidence import Calibration, Signs
from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PROVENANCE = (
    "Logistic regression (L2, C = 1) fitted by scripts/fit_calibration on the even halves of MedQuAD's distinct "
    "questions and of the unanswerable questions made from it, as many of the one as of the other."
)
SIGNS = ("cosine", "context_cosine", "coverage", "unknown")


def main() -> None:
    """Fit, show, and write what was asked to be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--questions", type=int, default=600, help="how many of each kind")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    selection = Selection("even", options.questions)
    session = Session(Settings(), None, options.cache, selection)
    asker = session.asker(options.data / "medquad" / "corpus.jsonl.gz")
    if not isinstance(asker, EngineAsker):
        raise TypeError("the signs are read in process")
    kinds = (
        options.data / "medquad" / "queries_distinct.jsonl.gz",
        options.data / "unanswerable" / "queries.jsonl.gz",
    )
    answerable, unanswerable = (_signs(asker.engine, queries(path), selection) for path in kinds)
    signs = np.array([*answerable, *unanswerable])
    labels = np.array([True] * len(answerable) + [False] * len(unanswerable))
    model = LogisticRegression(max_iter=2000).fit(signs, labels)
    print(f"AUROC on what was fitted: {auroc(model.decision_function(signs).tolist(), labels.tolist()):.4f}")
    weights = dict(zip(SIGNS, (round(float(weight), 4) for weight in model.coef_[0]), strict=True))
    calibration = Calibration(
        provenance=PROVENANCE, intercept=round(float(model.intercept_[0]), 4), threshold=0.5, **weights
    )
    print(calibration.model_dump_json(indent=1))
    if options.write:
        (ROOT / "qa" / "calibration.json").write_text(
            calibration.model_dump_json(indent=1) + "\n", encoding="utf-8"
        )


def _signs(engine: Engine, asked: Sequence[Asked], selection: Selection) -> list[list[float]]:
    chosen = selection.of(asked)
    found = (engine.signs(question.text) for question in asked if question.id in chosen)
    return [_row(signs) for signs in found if signs]


def _row(signs: Signs) -> list[float]:
    return [getattr(signs, name) for name in SIGNS]


if __name__ == "__main__":
    main()
