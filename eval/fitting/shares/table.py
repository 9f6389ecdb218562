"""How well each variant ranks sentences and decides, on items of several classes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.data import fold_of
from eval.fitting.regression import fit_logistic
from eval.fitting.shares.asked import AskedItem
from eval.fitting.shares.variants import Variant
from eval.measures import auroc

_FOLDS = 5
_PENALTY = 1 / 3
# Near misses are counted where so much of what is answered is.
_ANSWERED = 0.9
_NEAR = "near_miss"
Found = Sequence[Mapping[str, AskedItem]]


class VariantFigures(NamedTuple):
    """Shares of the items with an answer whose first sentence, or one of three, answers; and figures of deciding.

    `area` is the AUROC of items that one of the best three sentences answers against those that call for silence.
    `near` is the share of near misses that are answered where 90 % of the former are.
    """

    name: str
    answered: int
    first: float
    among: float
    area: float
    near: float


def variant_figures(variant: Variant, scored: Found, fitted: Found | None = None) -> VariantFigures:
    """The figures on the scored items, with confidence fitted on other items, or by five folds over documents."""
    items = [each[variant.name] for each in scored]
    answerable = [each for each in items if not each.item.abstain]
    kept = [each for each in items if _usable(each)]
    confidence = _confidence(variant, kept, None if fitted is None else [each[variant.name] for each in fitted])
    labels = np.array([not each.item.abstain for each in kept])
    least = float(np.quantile(confidence[labels], 1 - _ANSWERED))
    near = np.array([each.item.cls == _NEAR for each in kept])
    return VariantFigures(
        variant.name,
        len(answerable),
        float(np.mean([any(each.right[:1]) for each in answerable])),
        float(np.mean([any(each.right) for each in answerable])),
        auroc(confidence.tolist(), labels.tolist()),
        float((confidence[near] >= least).mean()),
    )


def written(figures: Iterable[VariantFigures]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield "| | first | among 3 | AUROC | near misses answered |"
    yield "|---|---|---|---|---|"
    for each in figures:
        yield f"| {each.name} | {each.first:.3f} | {each.among:.3f} | {each.area:.3f} | {each.near:.2f} |"


def _usable(asked: AskedItem) -> bool:
    """Whether the confidence is judged by the item: silence is right, or one of three sentences answers."""
    return asked.features is not None and (asked.item.abstain or any(asked.right))


def _confidence(
    variant: Variant, kept: Sequence[AskedItem], others: Sequence[AskedItem] | None
) -> NDArray[np.float64]:
    if others is not None:
        return _fitted(variant, [each for each in others if _usable(each)], kept)
    folds = np.array([fold_of(each.item.unit, _FOLDS) for each in kept])
    confidence = np.zeros(len(kept))
    for fold in range(_FOLDS):
        inside = [each for each, other in zip(kept, folds, strict=True) if other == fold]
        outside = [each for each, other in zip(kept, folds, strict=True) if other != fold]
        confidence[folds == fold] = _fitted(variant, outside, inside)
    return confidence


def _fitted(variant: Variant, on: Sequence[AskedItem], of: Sequence[AskedItem]) -> NDArray[np.float64]:
    labels = np.array([not each.item.abstain for each in on])
    weights = np.where(labels, len(on) / labels.sum(), len(on) / (~labels).sum()) / 2
    model = fit_logistic(_matrix(variant, on), labels, _PENALTY, weights)
    return model.probabilities(_matrix(variant, of))


def _matrix(variant: Variant, items: Sequence[AskedItem]) -> NDArray[np.float64]:
    return np.array([[getattr(each.features, name) for name in variant.features] for each in items])
