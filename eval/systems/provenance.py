"""The provenance of a result: the data, the index, the configuration and the packages."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from eval.data import Selection, numbered
from eval.report import Provenance
from eval.systems.asking import Asker, EngineAsker
from eval.systems.remote import RemoteAsker
from qa.packages import package_versions
from qa.settings import Settings

SERVING = frozenset(
    {
        "home",
        "host",
        "port",
        "allowed_hosts",
        "cors_origins",
        "max_body_bytes",
        "max_header_seconds",
        "max_body_seconds",
        "max_write_seconds",
        "idle_seconds",
        "max_connections",
        "max_connections_per_address",
        "concurrency",
        "queue_size",
        "max_request_seconds",
        "conversation_hours",
        "conversation_keys",
        "max_turns",
        "shutdown_seconds",
        "max_log_lines_per_second",
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
    """The provenance of a result from `asker`; a service that cannot say what it runs has no configuration."""
    configuration, packages = _configuration(asker, settings)
    return Provenance(
        command=command,
        dataset=data.name,
        split=data.split,
        selection=data.selection.words,
        data_sha256=data.sha256,
        generation=asker.generation,
        url=url,
        configuration=configuration,
        packages=packages,
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


def corpus_digest(*corpus: Path) -> str:
    """The SHA-256 over a corpus: files, and all files below folders."""
    files = [path for part in corpus for path in _files(part)]
    if all(".jsonl" in path.suffixes for path in files):
        return digest_of(files)
    digests = (hashlib.sha256(path.read_bytes()).digest() for path in files)
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _files(path: Path) -> list[Path]:
    return sorted(below for below in path.rglob("*") if below.is_file()) if path.is_dir() else [path]


def _configuration(asker: Asker, settings: Settings) -> tuple[dict[str, Any], dict[str, str]]:
    """The settings that can change results, without those of the server, and the versions of the packages."""
    if isinstance(asker, EngineAsker):
        in_force = asker.probe.calibration
        # The reader and the reranker are among the settings; they hold locks, which no file can.
        tuned = replace(asker.probe.tuning, calibration=in_force.calibration, reader=None, reranker=None)
        tuning: dict[str, Any] = to_jsonable_python(tuned)
        chosen = settings.model_dump(mode="json", exclude=set(SERVING))
        return {**chosen, "calibration": in_force.id, "tuning": tuning}, package_versions()
    described = asker.configuration() if isinstance(asker, RemoteAsker) else None
    if described is None:
        return {}, package_versions()
    return described.model_dump(mode="json", exclude={"packages"}), described.packages
