"""The command `show`, which prints what is stored about one document."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from corpus.document import BlockKind, Document, Standing
from corpus.reference_lint import Finding
from corpus.second_reading import SecondReadingError, compared, second_readings
from corpus.store import Store, UnknownDocument
from corpus.stored_version import StoredVersion
from qa.commands import terminal
from qa.commands.exits import fail
from qa.commands.reporting import finding_lines
from qa.commands.terminal import Json
from qa.home import Home
from qa.schema import DOUBTS, describe
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class _OutlineEntry:
    """A section: its path, depth below the title and page, and its quotable sentences, subsections included."""

    path: tuple[str, ...]
    depth: int
    page: int | None
    sentences: int


def show(
    context: typer.Context,
    document_id: Annotated[
        str, typer.Argument(metavar="ID", help="An ID as listed by `pincite documents`.", show_default=False)
    ],
    *,
    only_dropped: Annotated[
        bool, typer.Option("--dropped", help="List the texts of pages that were left out, and why.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="List the sentences of a PDF that another program reads differently.")
    ] = False,
    only_doubts: Annotated[
        bool, typer.Option("--doubts", help="List the passages that may not be what the source shows, and why.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a document's metadata, outline and faulty references.

    Metadata that the source does not state is left out, or null in JSON. The outline shows how many quotable
    sentences each section has. With --dropped, the running heads, page numbers, tables of contents, figure labels
    and sideways texts of a PDF are listed instead, which are not part of the stored text. With
    --compare, Poppler's `pdftotext` reads the PDF again, and the sentences and table cells whose words it has in
    another order are listed with their pages: look at those pages. With --doubts, the sentences are listed whose
    stored text may not be what the source shows.
    """
    settings: Settings = context.obj
    with Store(Home(settings.home).store) as store:
        try:
            document, findings = store.document(document_id), store.findings(document_id)
            versions = store.versions(document_id)
        except UnknownDocument as error:
            fail(error)
    current = next(version for version in versions if version.current)
    if compare:
        terminal.print_out(_compared(document, current))
        return
    if as_json:
        body = describe(document, versions, findings).model_dump(mode="json")
        body["dropped"] = [asdict(dropped) for dropped in document.dropped]
        body["outline"] = [
            {"path": entry.path, "page": entry.page, "sentences": entry.sentences} for entry in _outline(document)
        ]
        terminal.print_out([json.dumps(body, indent=2, ensure_ascii=False)])
        return
    if only_dropped:
        terminal.print_out(_dropped(document))
        return
    if only_doubts:
        terminal.print_out(_doubts(document))
        return
    terminal.print_out(_lines(document, findings, f"{current.origin} ({current.fingerprint.reader})"))


def _lines(document: Document, findings: Sequence[Finding], origin: str) -> Iterator[str]:
    metadata = document.metadata
    yield " ".join(metadata.title.split())
    if metadata.standing is not Standing.CURRENT:
        notice = " ".join(str(part) for part in (metadata.standing_date, metadata.standing_notice) if part)
        yield f"  {metadata.standing.replace('_', ' ').upper()}{': ' if notice else ''}{notice}"
    yield from (f"  {name}: {value}" for name, value in _facts(document))
    yield f"  read from: {origin}"
    yield f"  version: {document.version}"
    yield ""
    yield "Outline"
    for entry in _outline(document):
        page = f", page {entry.page}" if entry.page is not None else ""
        yield f"{'  ' * (entry.depth + 1)}{' '.join(entry.path[-1].split())} ({entry.sentences}{page})"
    yield ""
    yield f"References: {len(document.references)}"
    yield from (f"  {line}" for line in finding_lines(document.id, findings))


def _dropped(document: Document) -> Iterator[str]:
    """The texts that are not part of the stored text, page by page."""
    if not document.dropped:
        yield f"Nothing was left out of {document.id}."
    yield from (f"page {dropped.page}: {dropped.reason}: {dropped.text}" for dropped in document.dropped)


def _compared(document: Document, current: StoredVersion) -> Iterator[str]:
    """The sentences and table cells that a second reading of the file has otherwise, and their number."""
    origin = Path(current.origin)
    if not document.pages:
        raise SecondReadingError(f"{document.id} has no pages: only a PDF can be compared with another reading")
    if sha256(origin.read_bytes()).hexdigest() != current.fingerprint.raw_sha256:
        raise SecondReadingError(f"{origin} is not the file that is stored: run `pincite ingest` on it first")
    found = list(compared(document, second_readings(origin)))
    differ = [text for text in found if not text.agrees]
    yield from (f"page {text.page}: {'cell: ' if text.is_cell else ''}{text.text}" for text in differ)
    yield f"{len(differ)} of {len(found)} sentences and table cells of {document.id} are read differently."


def _doubts(document: Document) -> Iterator[str]:
    """The sentences with a reading doubt, once for each kind of doubt, headings included."""
    if not document.doubts:
        yield f"There are no reading doubts about {document.id}."
    for sentence in document.sentences:
        for kind in sorted({doubt.kind for doubt in document.doubts_about(sentence.span)}):
            page = document.page_of(sentence.span)
            place = "" if page is None else f"page {page}: "
            yield f"{place}{DOUBTS[kind]}: {sentence.span.of(document.text)}"


def _facts(document: Document) -> Iterator[tuple[str, object]]:
    """The known metadata, except the title and the standing."""
    metadata = document.metadata
    yield "id", metadata.id
    for name in ("kind", "review_status"):
        if value := getattr(metadata, name):
            yield name.replace("_", " "), value.replace("_", " ")
    for name in ("publisher", "year", "published", "last_updated", "doi", "pmid", "url", "licence", "language"):
        if value := getattr(metadata, name):
            yield name.replace("_", " "), value
    for name in ("authors", "audience"):
        if values := getattr(metadata, name):
            yield name, ", ".join(values)
    if metadata.topic:
        yield "topic", metadata.topic
    yield from sorted(metadata.extra.items())
    if document.pages:
        yield "pages", len(document.pages)


def _outline(document: Document) -> list[_OutlineEntry]:
    """The document and its sections, with their numbers of sentences other than headings."""
    quotable = [0] * len(document.blocks)
    for sentence in document.sentences:
        quotable[sentence.block] += document.blocks[sentence.block].kind is not BlockKind.HEADING
    entries = [_OutlineEntry((document.metadata.title,), 0, None, sum(quotable))]
    headings = [
        at for at, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING and block.section
    ]
    for position, at in enumerate(headings):
        heading = document.blocks[at]
        after = (other for other in headings[position + 1 :] if document.blocks[other].level <= heading.level)
        end = next(after, len(document.blocks))
        page = document.page_of(heading.span)
        entries.append(_OutlineEntry(heading.section, len(heading.section), page, sum(quotable[at:end])))
    return entries
