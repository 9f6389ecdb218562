"""The commands that change what is stored, and with it the index."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.store import Store, UnknownDocument
from qa.commands.exits import Exit, fail
from qa.commands.reporting import indexed_lines, report_json, report_lines
from qa.commands.terminal import Json, Meter, print_out, say
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from corpus.ingestion import Report
    from corpus.readers import Declared
    from qa.commands.indexing import Indexed


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, and folders with all that is in them.", show_default=False),
    ],
    meta: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="So for every document, as kind=guideline; give it several times.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report; keep and index nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Read documents into the store, and index what is new.

    Reads PDF, JATS, web pages, DOCX, Markdown with front matter or without, copied article pages, JSON Lines
    (also gzipped) and plain text, told apart by their content. In a folder, hidden files are passed over, and so
    are README, LICENSE and the like; name them to have them read. What is unchanged since the last time costs
    nothing. Metadata in a NAME.meta.yaml beside a file go before those of the file and those of --meta.
    """
    from corpus.ingestion import OptionError, declared_by  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    try:
        declared = declared_by(meta or ())
    except OptionError as error:
        fail(f"--meta: {error}", Exit.USAGE)
    try:
        if dry_run:
            report, indexed = _read(paths, None, settings, declared), None
        else:
            report, indexed = _kept(paths, settings, declared)
    except KeyboardInterrupt:
        fail("interrupted: what was read is kept; run the same command again to go on", Exit.INTERRUPTED)
    for refusal in report.refusals:
        say(f"refused: {refusal}")
    if as_json:
        print_out([report_json(report, indexed, is_kept=not dry_run)])
    else:
        print_out(report_lines(report, is_kept=not dry_run))
        print_out(() if dry_run else indexed_lines(indexed))
    if report.refusals:
        raise typer.Exit(Exit.REFUSED)


def _kept(paths: list[Path], settings: Settings, declared: "Declared | None") -> "tuple[Report, Indexed | None]":
    """Read into the store and index."""
    from qa.commands.indexing import BuildLock, publish  # noqa: PLC0415 (slow to import)

    home = Home(settings.home)
    with BuildLock(home.path) as lock, Store(home.store) as store:
        report = _read(paths, store, settings, declared)
        return report, publish(store, home, settings, lock)


def remove(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Ids, as `pincite documents` lists them.", show_default=False),
    ],
) -> None:
    """Remove documents from the store and the index.

    They go with all their versions: answers that quote them can be verified no longer.
    """
    from qa.commands.indexing import BuildLock, publish  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    home = Home(settings.home)
    refusals = []
    with BuildLock(home.path) as lock, Store(home.store) as store:
        for document_id in ids:
            try:
                store.remove(document_id)
            except UnknownDocument as error:
                refusals.append(str(error))
        indexed = publish(store, home, settings, lock)
    for refusal in refusals:
        say(f"refused: {refusal}")
    print_out([f"removed {len(ids) - len(refusals)}", *indexed_lines(indexed)])
    if refusals:
        raise typer.Exit(Exit.REFUSED)


def _read(paths: list[Path], store: Store | None, settings: Settings, declared: "Declared | None") -> "Report":
    from corpus.ingestion import Confinement  # noqa: PLC0415 (slow to import)
    from corpus.ingestion import ingest as ingest_files  # noqa: PLC0415 (slow to import)
    from corpus.readers import Limits  # noqa: PLC0415 (slow to import)

    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        meter(done)

    limits = Limits(file_bytes=settings.max_file_bytes, pages=settings.max_file_pages)
    confinement = Confinement(settings.file_workers, settings.max_file_seconds, settings.max_file_memory_bytes)
    with Meter("Reading", "records") as meter:
        return ingest_files(paths, store, limits, count, confinement, declared=declared)
