"""The commands that change what is stored, and with it the index."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus import ingest as ingestion
from corpus.ingest import Report
from corpus.lint import Finding
from corpus.store import Change, Store, UnknownDocument
from qa.commands.exits import Exit, fail
from qa.commands.terminal import Json, Meter, say, show
from qa.commands.text import OUTDATED
from qa.home import Home
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.commands.indexing import Indexed

FINDINGS_SHOWN = 20


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, and folders with all that is in them.", show_default=False),
    ],
    as_json: Json = False,
) -> None:
    """Read documents into the store, and index what is new.

    Reads articles (Markdown with front matter), copied article pages, JSON Lines (also gzipped) and plain text,
    told apart by their content. In a folder, hidden files are passed over, and so are README, LICENSE and the
    like; name them to have them read. What is unchanged since the last time costs nothing.
    """
    from qa.commands.indexing import BuildLock, publish  # noqa: PLC0415 (slow to import)

    settings: Settings = context.obj
    home = Home(settings.home)
    try:
        with BuildLock(home.path) as lock, Store(home.store) as store:
            report = _read(paths, store)
            indexed = publish(store, home, settings, lock)
    except KeyboardInterrupt:
        fail("interrupted: what was read is kept; run the same command again to go on", Exit.INTERRUPTED)
    for refusal in report.refusals:
        say(f"refused: {refusal}")
    show([_report_json(report, indexed)] if as_json else _report_lines(report, indexed))
    if report.refusals:
        raise typer.Exit(Exit.REFUSED)


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
    show([f"removed {len(ids) - len(refusals)}", *_indexed_lines(indexed)])
    if refusals:
        raise typer.Exit(Exit.REFUSED)


def _read(paths: list[Path], store: Store) -> Report:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        meter(done)

    with Meter("Reading", "records") as meter:
        return ingestion.ingest(paths, store, progress=count)


def _report_lines(report: Report, indexed: "Indexed | None") -> Iterator[str]:
    counts = [f"{change} {report.changes.get(change, 0)}" for change in Change]
    yield f"{', '.join(counts)}, refused {len(report.refusals)}"
    if len(report.findings) <= FINDINGS_SHOWN:
        for document_id, findings in sorted(report.findings.items()):
            yield from _document_findings(document_id, findings)
    else:
        yield from _findings_by_code(report)
    yield from _indexed_lines(indexed)


def _document_findings(document_id: str, findings: Sequence[Finding]) -> Iterator[str]:
    for message in dict.fromkeys(finding.message for finding in findings):
        numbers = [str(finding.number) for finding in findings if finding.message == message]
        yield f"{document_id}: {message}: reference{'s' if numbers[1:] else ''} {', '.join(numbers)}"


def _findings_by_code(report: Report) -> Iterator[str]:
    yield f"the references of {len(report.findings)} documents have findings (--json lists them):"
    found = [(finding.code, key) for key, findings in report.findings.items() for finding in findings]
    for code in sorted({code for code, _ in found}):
        where = [key for other, key in found if other == code]
        yield f"  {code.replace('_', ' ')}: {len(where)} in {len(set(where))} documents"


def _indexed_lines(indexed: "Indexed | None") -> Iterator[str]:
    if indexed is None:
        yield "nothing to index yet"
        return
    held_now = f"{indexed.documents} documents with {indexed.sentences} sentences"
    yield f"the index {indexed.generation} {'now holds' if indexed.is_new else 'still holds'} {held_now}"
    if indexed.is_calibration_outdated:
        yield OUTDATED


def _report_json(report: Report, indexed: "Indexed | None") -> str:
    body = {
        "changes": {change: report.changes.get(change, 0) for change in Change},
        "refusals": [asdict(refusal) for refusal in report.refusals],
        "findings": {
            document_id: [asdict(finding) for finding in findings]
            for document_id, findings in sorted(report.findings.items())
        },
        "index": asdict(indexed) if indexed else None,
    }
    return json.dumps(body, indent=2, ensure_ascii=False)
