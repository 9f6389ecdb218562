"""Measures which words of an answering sentence are marked, against answers that people marked."""

from eval.experiments.spans.labelled import LabelledSentence, Labels, covid_sentences, reading_sentences
from eval.experiments.spans.overlap import Row, best_f1, overlaps, score

__all__ = [
    "LabelledSentence",
    "Labels",
    "Row",
    "best_f1",
    "covid_sentences",
    "overlaps",
    "reading_sentences",
    "score",
]
