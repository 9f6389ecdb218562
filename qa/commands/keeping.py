"""The commands that change the stored documents and the index: `ingest` and `remove`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.store import Store, UnknownDocument
from qa.commands.exits import Exit, fail
from qa.commands.indexing import publish
from qa.commands.reporting import indexed_lines, report_json, report_lines
from qa.commands.terminal import Json, Progress, print_out, say
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from corpus.ingestion import Report
    from corpus.readers import DeclaredMetadata
    from qa.commands.indexing import Indexed


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files to read, or folders to read completely.", show_default=False),
    ],
    meta: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="Set a field of all documents, such as kind=guideline. Repeatable.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report only; store nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Read documents into the store and index what is new.

    Reads PDF, JATS, web pages, DOCX, Markdown with or without front matter, copied article pages, JSON Lines and
    plain text, also gzipped. The format is detected from the content. Unchanged files are skipped. In folders,
    hidden files and files such as README and LICENSE are skipped too, unless they are named. Metadata in
    NAME.meta.yaml beside a file takes precedence over --meta, and --meta over the file's own metadata.
    """
    from corpus.ingestion import OptionError, declared_by_options  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    try:
        declared = declared_by_options(meta or ())
    except OptionError as error:
        fail(f"--meta: {error}", Exit.USAGE)
    try:
        if dry_run:
            report, indexed = _read(paths, None, settings, declared), None
        else:
            report, indexed = _kept(paths, settings, declared)
    except KeyboardInterrupt:
        fail("interrupted: documents read so far are stored; run the same command to continue", Exit.INTERRUPTED)
    for refusal in report.refusals:
        say(f"refused: {refusal}")
    if as_json:
        print_out([report_json(report, indexed, is_kept=not dry_run)])
    else:
        print_out(report_lines(report, is_kept=not dry_run))
        print_out(() if dry_run else indexed_lines(indexed))
    if report.refusals:
        raise typer.Exit(Exit.REFUSED)


def _kept(
    paths: list[Path], settings: Settings, declared: "DeclaredMetadata | None"
) -> "tuple[Report, Indexed | None]":
    """Read `paths` into the store and index them, under the build lock."""
    from index.storage import BuildLock  # noqa: PLC0415 (slow to import)

    home = Home(settings.home)
    with BuildLock(home.path) as lock, Store(home.store) as store:
        report = _read(paths, store, settings, declared)
        return report, publish(store, home, settings, lock)


def remove(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="IDs as listed by `pincite documents`.", show_default=False),
    ],
) -> None:
    """Remove documents from the store and the index.

    All their versions are deleted, so answers that quote them can no longer be verified.
    """
    from index.storage import BuildLock  # noqa: PLC0415 (slow to import)

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


def _read(
    paths: list[Path], store: Store | None, settings: Settings, declared: "DeclaredMetadata | None"
) -> "Report":
    from corpus.ingestion import WorkerLimits  # noqa: PLC0415 (slow to import)
    from corpus.ingestion import ingest as ingest_files  # noqa: PLC0415 (slow to import)
    from corpus.readers import Limits  # noqa: PLC0415 (slow to import)

    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        progress(done)

    limits = Limits(file_bytes=settings.max_file_bytes, pages=settings.max_file_pages)
    worker_limits = WorkerLimits(settings.file_workers, settings.max_file_seconds, settings.max_file_memory_bytes)
    with Progress("Reading", "records") as progress:
        return ingest_files(
            paths,
            store,
            limits,
            count,
            worker_limits,
            declared=declared,
            keep_originals=settings.keep_originals,
        )
