"""The home of a data set in the cache: its corpus, ingested and indexed once per embedding model."""

import hashlib
import os
from collections.abc import Callable, Sequence
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
    """The settings that open the home, and a line for each record that was refused."""

    settings: Settings
    refused: tuple[str, ...]


def default_cache() -> Path:
    """The default folder for homes of data sets: `pincite/eval` in the user's XDG cache folder."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "pincite" / "eval"


def prepare(corpus: Sequence[Path], corpus_sha256: str, settings: Settings, cache: Path) -> Prepared:
    """Ingests and indexes a corpus in a home of its own; an unchanged corpus is not read again.

    After an interruption, a second call continues with what was read and embedded. Raises AskingError if nothing
    of the corpus can be read.
    """
    model = hashlib.sha256((settings.model or DEFAULT_MODEL).encode()).hexdigest()
    home = Home(cache / corpus_sha256[:16] / model[:8])
    own = settings.model_copy(update={"home": home.path})
    with BuildLock(home.path) as lock, Store(home.store) as store, Progress("Reading", "records") as progress:
        report = ingest(corpus, store, progress=_counting(progress))
        if publish(store, home, own, lock) is None:
            first = report.refusals[0] if report.refusals else "it is empty"
            raise AskingError(f"{', '.join(map(str, corpus))} has no document that can be read: {first}")
    return Prepared(own, tuple(map(str, report.refusals)))


def _counting(progress: Progress) -> Callable[[], None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        progress(done)

    return count
