"""The home of a data set under the cache: its corpus ingested and indexed, once for every embedding model."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.ingestion import ingest
from corpus.store import Store
from eval.errors import AskingError
from index.storage import BuildLock
from qa.commands import Progress, publish
from qa.home import Home
from qa.settings import Settings

DEFAULT_MODEL = "default"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The settings that open the home, and which records of the corpus were refused, and why."""

    settings: Settings
    refused: tuple[str, ...]


def default_cache() -> Path:
    """The folder for the homes of data sets: `pincite/eval` in the user's cache folder, as XDG names it."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "pincite" / "eval"


def prepare(corpus: Path, corpus_sha256: str, settings: Settings, cache: Path) -> Prepared:
    """Ingests and indexes a corpus file in its own home; what is unchanged since the last time costs little.

    Interrupted, it keeps what was read and embedded and goes on from there. Raises AskingError where nothing
    of the corpus could be read.
    """
    model = hashlib.sha256((settings.model or DEFAULT_MODEL).encode()).hexdigest()
    home = Home(cache / corpus_sha256[:16] / model[:8])
    own = settings.model_copy(update={"home": home.path})
    with BuildLock(home.path) as lock, Store(home.store) as store, Progress("Reading", "records") as progress:
        report = ingest([corpus], store, progress=_counting(progress))
        if publish(store, home, own, lock) is None:
            first = report.refusals[0] if report.refusals else "it holds no documents"
            raise AskingError(f"nothing of {corpus} can be asked: {first}")
    return Prepared(own, tuple(map(str, report.refusals)))


def _counting(progress: Progress) -> Callable[[], None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        progress(done)

    return count
