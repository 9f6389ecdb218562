"""From the store to a live index: what `ingest` and `remove` end with. Slow to import, so not at start."""

from dataclasses import dataclass

from corpus.store import Store
from index.build import build
from index.lexical import Analyser
from index.storage import BuildLock, Generations
from qa.answerability import Calibrations
from qa.assembly import open_embedder
from qa.commands.terminal import Meter
from qa.home import Home
from qa.ranking import Relevance
from qa.settings import Settings

__all__ = ["BuildLock", "Indexed", "publish"]


@dataclass(frozen=True)
class Indexed:
    """The live generation after a command, whether the command made it live, and whether it needs calibration."""

    generation: str
    is_new: bool
    is_calibration_outdated: bool
    documents: int
    sentences: int


def publish(store: Store, home: Home, settings: Settings, lock: BuildLock) -> Indexed | None:
    """Make the index of what is stored live, then forget what was removed; None where there never was anything."""
    former = Generations(home.path).live_id()
    if former is None and not store.ids():
        return None
    analyser = Analyser()
    with Meter("Indexing", "sentences") as analysing, Meter("Embedding", "sentences") as embedding:
        meters = {"analyse": analysing, "embed": embedding}
        generation = build(
            store.documents(),
            store.root(),
            embedder=open_embedder(settings, analyser),
            analyser=analyser,
            home=home.path,
            progress=lambda stage, done, total: meters[stage](done, total),
            lock=lock,
        )
    store.purge()
    manifest = generation.manifest
    return Indexed(
        generation=generation.id,
        is_new=generation.id != former,
        is_calibration_outdated=Calibrations(home.calibrations, Relevance.load().digest).outdated(generation.id),
        documents=manifest.documents,
        sentences=manifest.sentences,
    )
