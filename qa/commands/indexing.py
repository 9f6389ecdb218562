"""Builds the index from the store and makes it live, as the last step of `ingest` and `remove`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.store import Store
from qa.commands.terminal import Progress
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from index.storage import BuildLock


@dataclass(frozen=True)
class Indexed:
    """The live generation after a command: whether it is new, and whether its calibration is outdated."""

    generation: str
    is_new: bool
    is_calibration_outdated: bool
    documents: int
    sentences: int


def publish(store: Store, home: Home, settings: Settings, lock: "BuildLock") -> Indexed | None:
    """Build the index of the stored documents, make it live, then purge removed documents from the store.

    Returns None if nothing has ever been stored.
    """
    from index.analysis import Analyser  # noqa: PLC0415 (slow to import)
    from index.build import build  # noqa: PLC0415 (slow to import)
    from index.storage import Generations  # noqa: PLC0415 (slow to import)
    from qa.answerability import Calibrations  # noqa: PLC0415 (slow to import)
    from qa.assembly import open_embedder  # noqa: PLC0415 (slow to import)
    from qa.ranking import Relevance  # noqa: PLC0415 (slow to import)

    former = Generations(home.path).live_id()
    if former is None and not store.ids():
        return None
    analyser = Analyser()
    with Progress("Indexing", "sentences") as analysing, Progress("Embedding", "sentences") as embedding:
        bars = {"analyse": analysing, "embed": embedding}
        generation = build(
            store.documents(),
            store.root(),
            embedder=open_embedder(settings, analyser),
            analyser=analyser,
            home=home.path,
            progress=lambda stage, done, total: bars[stage](done, total),
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
