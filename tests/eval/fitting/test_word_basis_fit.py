"""The command that fits the packaged basis of word vectors."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from eval.fitting.word_basis_fit import build_app
from index.dense import WordBasis
from qa.commands import Exit
from repository import ROOT


@pytest.mark.model
def test_the_packaged_basis_can_be_fitted_again(tmp_path: Path) -> None:
    target = tmp_path / "word_basis.npy"
    done = CliRunner().invoke(build_app(), ["--write", str(target)])
    assert done.exit_code == Exit.DONE, done.stderr
    assert done.stdout.startswith(f"{WordBasis.open(tmp_path).digest}: 64 dimensions keep 0.6")
    np.testing.assert_allclose(np.load(target), np.load(ROOT / "index" / "dense" / "word_basis.npy"), atol=1e-3)
