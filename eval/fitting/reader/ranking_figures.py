"""How often the best sentences of a question's passages answer: without the reader, by it alone, and with both."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from eval.fitting.reader.examples import Example
from eval.fitting.reader.network import Batch, Question, ReaderNet

_READ = 6
_SILENT = ("near_miss", "outside")
Floats = NDArray[np.float64]


class Read(NamedTuple):
    """The n sentences of what was read for a question: which answer, log-odds without a reader, and corrections.

    `relevance` has the best log-odds of a passage that it answers, without the offset.
    """

    answers: NDArray[np.bool_]
    offsets: Floats
    corrections: Floats
    relevance: float


@torch.inference_mode()
def read(net: ReaderNet, questions: Sequence[Question], device: str, at_once: int = 4) -> list[Read]:
    """Reads all pieces of the questions."""
    net.eval()
    order = sorted(range(len(questions)), key=lambda place: questions[place].longest)
    places: dict[int, Read] = {}
    for start in range(0, len(order), at_once):
        some = order[start : start + at_once]
        batch = Batch.of([questions[each] for each in some]).to(torch.device(device))
        with torch.autocast(device, dtype=torch.bfloat16):
            outputs = net(batch.inputs)
        relevance = outputs.relevance.float() + net.share * batch.offsets.masked_fill(~batch.real, -1e4).amax(1)
        for number, place in enumerate(some):
            mine = batch.asked == number
            real = batch.real[mine]
            places[place] = Read(
                batch.answers[mine][real].bool().cpu().numpy(),
                batch.offsets[mine][real].double().cpu().numpy(),
                outputs.sentences[mine][real].double().cpu().numpy(),
                float(relevance[mine].max()),
            )
    return [places[place] for place in range(len(questions))]


def figures(examples: Sequence[Example], reads: Sequence[Read], weights: Sequence[float]) -> Mapping[str, float]:
    """First and among three of the questions with an answer; and how well scores tell them from near misses.

    "base" is without a reader; "w" adds so much of the corrections; "alone" has only these.
    """
    kept: dict[str, float] = {}
    ways = {"base": (1.0, 0.0), "alone": (0.0, 1.0), **{f"w{weight}": (1.0, weight) for weight in weights}}
    answered = np.array([example.cls not in _SILENT for example in examples])
    for name, (base, weight) in ways.items():
        scores = [base * each.offsets + weight * each.corrections for each in reads]
        ranked = [
            each.answers[np.argsort(-score, kind="stable")] for each, score in zip(reads, scores, strict=True)
        ]
        first = np.array([found[:1].any() for found in ranked])
        among = np.array([found[:3].any() for found in ranked])
        tops = np.array([score.max() for score in scores])
        kept[f"{name} first"] = round(float(first[answered].mean()), 4)
        kept[f"{name} among 3"] = round(float(among[answered].mean()), 4)
        kept[f"{name} auroc"] = round(
            _area(tops[(answered & among) | ~answered], answered[(answered & among) | ~answered]), 4
        )
    right = np.array([each.answers.any() for each in reads])
    judged = (answered & right) | ~answered
    kept["relevance auroc"] = round(
        _area(np.array([each.relevance for each in reads])[judged], answered[judged]), 4
    )
    return kept


def _area(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """The AUROC, as `eval.measures.auroc`, which needs packages that are not needed to train."""
    above = scores[positive][:, None] - scores[~positive]
    return float((above > 0).mean() + (above == 0).mean() / 2)
