"""The command `documents`, which lists the stored documents."""

import json
from collections.abc import Iterator

import typer

from corpus.document import Metadata, Standing
from corpus.store import Store
from qa.commands.terminal import Json, print_out, say
from qa.home import Home
from qa.schema import DocumentRecord
from qa.settings import Settings


def documents(context: typer.Context, as_json: Json = False) -> None:
    """List the stored documents, one per line.

    Each line has the id, the title and, in brackets, the kind of document, publisher, year and status.
    """
    settings: Settings = context.obj
    with Store(Home(settings.home).store) as store:
        records = [store.metadata(document_id) for document_id in store.ids()]
    if as_json:
        bodies = [DocumentRecord.of(metadata).model_dump(mode="json") for metadata in records]
        print_out([json.dumps(bodies, indent=2, ensure_ascii=False)])
        return
    print_out(_line(metadata) for metadata in records)
    if not records:
        say("no documents yet: run `pincite ingest PATH`")


def _line(metadata: Metadata) -> str:
    return f"{metadata.id}  {' '.join(metadata.title.split())} ({', '.join(_facts(metadata))})"


def _facts(metadata: Metadata) -> Iterator[str]:
    yield metadata.kind.replace("_", " ")
    if metadata.publisher:
        yield metadata.publisher
    if metadata.year:
        yield str(metadata.year)
    if metadata.review_status:
        yield metadata.review_status.replace("_", " ")
    if metadata.standing is not Standing.CURRENT:
        yield metadata.standing.replace("_", " ").upper()
