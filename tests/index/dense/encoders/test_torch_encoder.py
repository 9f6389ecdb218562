import os
import subprocess
import sys

import numpy as np
import pytest

from index.dense.encoders import open_torch
from repository import ROOT
from tiny_models import DEFAULT

pytestmark = pytest.mark.model


def test_a_query_uses_one_core_and_changes_nothing_else() -> None:
    """Runs in a separate process that may use two cores, because a thread's first query matters."""
    code = """
import sys, threading, torch
from index.dense.encoders import open_torch
encoder, threads = open_torch(sys.argv[1], "cpu", local_files_only=True), []
encoder.transformer.register_forward_pre_hook(lambda *_: threads.append(torch.get_num_threads()))
def ask():
    with encoder.on_one_core():
        encoder.forward(["gout"], "query")
    encoder.forward(["gout"], "document")
    threads.append(torch.get_num_threads())
ask()
for _ in range(2):
    other = threading.Thread(target=ask)
    other.start()
    other.join()
print(*threads)
"""
    command = [sys.executable, "-c", code, str(DEFAULT)]
    two_cores = os.environ | {"OMP_NUM_THREADS": "2", "MKL_NUM_THREADS": "2"}
    printed = subprocess.run(command, cwd=ROOT, env=two_cores, capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["1", "2", "2"] * 3


def test_vectors_are_those_of_a_plain_forward_pass() -> None:
    import torch  # noqa: PLC0415 - takes seconds

    encoder = open_torch(str(DEFAULT), "cpu", local_files_only=True)
    texts = ["Amoxicillin-clavulanate 875 mg is not given to children."]
    with torch.inference_mode():
        plain = encoder.transformer(encoder.transformer.preprocess(texts))["sentence_embedding"]
        expected = torch.nn.functional.normalize(plain.float(), dim=1).numpy()
    assert np.array_equal(encoder.forward(texts, "document").vectors, expected)
