"""The command that fits the packaged basis of word vectors, `scripts/fit_word_basis`."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from eval.options import one_line_errors
from qa.commands import print_out

Target = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the basis to this file (.npy).")]


def word_basis(*, write: Target = None) -> None:
    """Fit the basis of word vectors for the default model on the sample articles.

    Prints the basis' digest and which share of the word vectors' squared length it keeps.
    """
    from index.dense import SentenceTransformerEmbedder, WordBasis, sample_texts  # noqa: PLC0415 (slow to import)

    words = SentenceTransformerEmbedder().encode(sample_texts()).words
    basis = WordBasis.fit(words)
    matrix = np.asarray(basis.matrix)
    kept = float(np.square(words @ matrix).sum() / np.square(words).sum())
    print_out([f"{basis.digest}: {matrix.shape[1]} dimensions keep {kept:.4f} of {len(words)} word vectors"])
    if write:
        np.save(write, matrix)


def build_app() -> typer.Typer:
    """The command."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    app.command()(one_line_errors(word_basis))
    return app


if __name__ == "__main__":
    build_app()()
