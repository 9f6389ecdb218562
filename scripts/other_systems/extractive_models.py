"""Says which extractive models of other projects can be had without a model hub.

Haystack's and txtai's extractive question answering and verbatim-rag's extractors each need a trained model, which
their packages do not contain. Each is built here with its default model, and the first two also with
all-MiniLM-L6-v2, the only model at hand, which has no trained head for answers.
"""

import logging
import os
import warnings
from collections.abc import Callable
from importlib.metadata import version
from typing import NamedTuple

from vectors import embedding_model


class Attempt(NamedTuple):
    """A pipeline, the model that it was built with, and what builds it."""

    pipeline: str
    model: str
    build: Callable[[], object]


def main() -> None:
    """Prints the table."""
    warnings.simplefilter("ignore")
    logging.disable()
    os.environ.setdefault("TQDM_DISABLE", "1")
    print("| pipeline | model | outcome |\n|---|---|---|")
    for attempt in _attempts():
        print(f"| {attempt.pipeline} | {attempt.model} | {outcome(attempt)} |", flush=True)
    print(f"\nall-MiniLM-L6-v2 as a question-answering model lacks the weights {', '.join(_untrained())}.")


def outcome(attempt: Attempt) -> str:
    """Whether the pipeline could be built; transformers raises OSError for a model that only a hub has."""
    try:
        attempt.build()
    except OSError:
        return "needs a model from a hub"
    return "built"


def _attempts() -> list[Attempt]:
    haystack = f"haystack {version('haystack-ai')}, TransformersExtractiveReader"
    txtai = f"txtai {version('txtai')}, Questions"
    verbatim = f"verbatim-rag {version('verbatim-core')}"
    return [
        Attempt(haystack, "its default", _haystack_reader),
        Attempt(haystack, "all-MiniLM-L6-v2", lambda: _haystack_reader(model=embedding_model())),
        Attempt(txtai, "its default", _txtai_questions),
        Attempt(txtai, "all-MiniLM-L6-v2", lambda: _txtai_questions(embedding_model())),
        Attempt(f"{verbatim}, ModelSpanExtractor", "its default", _verbatim_model),
        Attempt(f"{verbatim}, ModelSpanExtractor", "all-MiniLM-L6-v2", lambda: _verbatim_model(embedding_model())),
        Attempt(f"{verbatim}, SemanticHighlightExtractor", "its default", _verbatim_highlight),
    ]


def _haystack_reader(**settings: str) -> object:
    from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

    reader = TransformersExtractiveReader(**settings)
    reader.warm_up()
    return reader


def _txtai_questions(path: str | None = None) -> object:
    from txtai.pipeline import Questions

    return Questions(path, gpu=False)


def _verbatim_model(*path: str) -> object:
    from verbatim_core.extractors import ModelSpanExtractor

    return ModelSpanExtractor(*path)


def _verbatim_highlight() -> object:
    from verbatim_core.extractors import SemanticHighlightExtractor

    return SemanticHighlightExtractor()


def _untrained() -> list[str]:
    """The weights of the answer head that the model's folder does not contain."""
    from transformers import AutoModelForQuestionAnswering

    _, report = AutoModelForQuestionAnswering.from_pretrained(embedding_model(), output_loading_info=True)
    return sorted(report["missing_keys"])


if __name__ == "__main__":
    main()
