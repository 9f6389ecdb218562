"""The commands `serve`, which runs the HTTP service, and `status`, which checks the store and the index."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.store import Counts, Store
from qa.commands.exits import Exit, fail
from qa.commands.terminal import Json, print_out, say
from qa.commands.text import OUTDATED
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from index.storage import Generation


ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


@dataclass(frozen=True)
class IndexStatus:
    """The live generation: its contents, whether it matches the store, and any damaged files (`problems`).

    `calibration` is the id of the calibration in use, or `packaged`. A calibration is outdated if it was fitted
    to another generation or ranking.
    """

    generation: str
    created_at: str
    model: str
    documents: int
    passages: int
    sentences: int
    is_current: bool
    calibration: str
    is_calibration_outdated: bool
    problems: tuple[str, ...]


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", envvar="PINCITE_HOST")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on.", envvar="PINCITE_PORT")
    ] = None,
) -> None:
    """Serve the ask page and the HTTP API until interrupted.

    The service starts even without an index, and uses each new one as soon as `pincite ingest` has built it. It
    listens on 127.0.0.1, port 8000, by default. It has no TLS and no passwords: put it behind a proxy.
    """
    from qa.api import serve as serve_with  # noqa: PLC0415 (slow to import)
    from qa.assembly import open_engine  # noqa: PLC0415 (slow to import)

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings: Settings = context.obj.model_copy(update=given)
    engine = open_engine(settings)
    if settings.host in ANY_ADDRESS and not settings.allowed_hosts:
        say("only its addresses can be called: name the hosts it is called by in PINCITE_ALLOWED_HOSTS")
    say(f"serving {settings.home} on http://{settings.host}:{settings.port} (press Ctrl-C to stop)")
    try:
        serve_with(settings, engine)
    except KeyboardInterrupt:
        say("stopped")
    except SystemExit:  # raised by uvicorn if it cannot start, with an exit code of its own
        fail(f"cannot listen on {settings.host}:{settings.port}: free that address, or choose another --port")


def status(context: typer.Context, as_json: Json = False) -> None:
    """Show what is stored and check the live index.

    Compares the stored documents with the digests recorded when they were stored, and all files of the live index
    with the checksums recorded when it was built.
    """
    from index.storage import Generations  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    home = Home(settings.home)
    with Store(home.store) as store:
        counts, root, altered = store.counts(), store.root(), store.problems()
    shelf = Generations(home.path)
    index = _index(home, shelf.live(), root) if shelf.live_id() else None
    print_out([_json(home, counts, altered, index)] if as_json else _lines(home, counts, altered, index))
    if altered:
        fail(
            "the store is damaged: restore the data folder from a backup, or remove the documents that are named"
            " (`pincite remove ID`) and ingest them again"
        )
    if index is None:
        fail("no index yet: run `pincite ingest PATH`", Exit.NO_INDEX)
    if index.problems:
        folder = shelf.folder / index.generation
        fail(f"the index is damaged: delete {folder} and run `pincite ingest PATH` to rebuild it")


def _index(home: Home, generation: "Generation", root: str) -> IndexStatus:
    from qa.answerability import PACKAGED, Calibrations  # noqa: PLC0415 (slow to import)
    from qa.ranking import Relevance  # noqa: PLC0415 (slow to import)

    manifest = generation.manifest
    calibrations = Calibrations(home.calibrations, Relevance.load().digest)
    own = calibrations.of(generation.id)
    return IndexStatus(
        generation=manifest.id,
        created_at=manifest.created_at.isoformat(timespec="seconds"),
        model=manifest.recipe.model,
        documents=manifest.documents,
        passages=manifest.passages,
        sentences=manifest.sentences,
        is_current=manifest.recipe.corpus_root == root,
        calibration=own.id if own else PACKAGED,
        is_calibration_outdated=calibrations.outdated(generation.id),
        problems=tuple(generation.verify()),
    )


def _lines(home: Home, counts: Counts, altered: list[str], index: IndexStatus | None) -> Iterator[str]:
    yield f"data folder: {home.path}"
    yield (
        f"stored: {counts.documents} documents in {counts.versions} versions,"
        f" {counts.sentences} sentences, {counts.references} references"
    )
    if counts.originals:
        yield f"originals of PDFs: {counts.originals}, {counts.original_bytes / 1024**2:,.1f} MiB"
    yield from (f"  {problem}" for problem in altered)
    if not altered:
        yield "  all documents match their digests"
    if index is None:
        return
    yield f"live index: {index.generation}, built {index.created_at} with {index.model}"
    yield f"  {index.documents} documents, {index.passages} passages, {index.sentences} sentences"
    if not index.is_current:
        yield "  the store has changed since then: run `pincite ingest PATH` to update the index"
    yield f"  calibration: {index.calibration}"
    if index.is_calibration_outdated:
        yield f"  {OUTDATED}"
    yield from (f"  {problem}" for problem in index.problems)
    if not index.problems:
        yield "  all files match their checksums"


def _json(home: Home, counts: Counts, altered: list[str], index: IndexStatus | None) -> str:
    stored = {**asdict(counts), "problems": altered}
    body = {"home": str(home.path), "store": stored, "index": asdict(index) if index else None}
    return json.dumps(body, indent=2, ensure_ascii=False)
