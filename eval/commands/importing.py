"""Commands that bring in questions from tables and data sets from libraries."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eval.commands.examples import Commands
from eval.options import Cache, Url
from qa.commands import Exit, Progress, fail, print_out, say

if TYPE_CHECKING:
    from eval.interop import Role, Sheet
    from eval.systems import Asker

Corpus = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="File or folder of the documents. Default: what you ingested.", show_default=False
    ),
]
Column = Annotated[str | None, typer.Option(metavar="COLUMN", help="Heading or letter of the column.")]
_SHOWN = 40


def import_table(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Table: .csv, .tsv or .xlsx.", show_default=False)],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="JSON Lines file to write.", show_default=False)],
    corpus: Corpus = None,
    url: Url = None,
    cache: Cache = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sheet of a workbook. Default: the first.")
    ] = None,
    question: Column = None,
    expected: Column = None,
    document: Column = None,
    category: Column = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="Heading or letter of the column.")
    ] = None,
    thread: Column = None,
    answerable: Column = None,
    empty_is_silence: Annotated[
        bool,
        typer.Option(
            "--empty-is-silence",
            help='An empty expected passage, or "abstain", "none" or "no answer", means that silence is right.',
        ),
    ] = False,
    close: Annotated[
        float, typer.Option(min=0, max=100, help="Least similarity of a match that is accepted.")
    ] = 90.0,
    doubtful_from: Annotated[
        float, typer.Option(min=0, max=100, help="Least similarity of a match that is shown as doubtful.")
    ] = 50.0,
    each_sentence: Annotated[
        bool, typer.Option("--each-sentence", help="Each sentence of a matched passage answers by itself.")
    ] = False,
    doubtful: Annotated[
        Literal["keep", "drop"],
        typer.Option(
            help="Keep passages that were not matched for sure as the text in the table, or leave them out."
        ),
    ] = "keep",
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Report on the matches. Default: beside --out, .matches.csv."),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help='An earlier report with "yes" in the column `accept` where a match is right.'
        ),
    ] = None,
) -> None:
    """Make judged items from a table of questions and expected passages.

    Columns are recognised by their usual headings, in any order: question; passage, answer or expected; document
    (an id, a title or a part of it, a file name); category; id; thread (earlier questions); answerable (yes or
    no). The value of cells that are merged over several rows holds for each of these rows. Several passages of a
    cell, each of which answers, are parted by a line break or " | ". Encoding and separator of CSV files are
    detected. All cells that cannot be used are listed together; then nothing is written.

    A quote supports a matched passage if it covers half of its letters. Where the table has whole paragraphs, any
    sentence of which answers, import it with --each-sentence.

    Each passage is looked up in the documents. In an exact match, letters, digits and signs agree; dashes, quotes,
    ligatures, accents, case, white space and citation markers do not matter. A close match is at least 90 %
    similar (--close) and agrees in numbers with their units, in negations and in words. Anything else is not
    accepted: doubtful (such as a paraphrase; the best candidate is shown), ambiguous (name the document, or write
    more of the sentence), not found, or document unknown. The report lists these first. To accept candidates,
    write "yes" beside them in the report, and import again with --accepted.
    """
    from eval.interop import (  # noqa: PLC0415 (slow to import)
        Matcher,
        Thresholds,
        items_of,
        library_of,
        match_rows,
        read_confirmations,
        read_rows,
        read_sheet,
        summary,
        write_items,
        write_match_report,
    )

    if not out.parent.is_dir():
        fail(f"there is no folder {out.parent} for {out.name}: create it first", Exit.USAGE)
    chosen: dict[Role, str | None] = {
        "question": question,
        "expected": expected,
        "document": document,
        "category": category,
        "id": id_,
        "thread": thread,
        "answerable": answerable,
    }
    named = {role: name for role, name in chosen.items() if name is not None}
    with _all_problems():
        table = read_sheet(file, sheet=sheet, named=named)
        print_out(_how(table))
        rows = read_rows(table, empty_is_silence=empty_is_silence)
    library = library_of(asker_of(context, corpus, url, cache))
    matcher = Matcher(library, Thresholds(close, min(close, doubtful_from)))
    confirmations = read_confirmations(accepted, library) if accepted else None
    with Progress("Matching", "questions") as progress:
        matched = match_rows(rows, matcher, accepted=confirmations, progress=progress)
    items = items_of(matched, matcher, doubtful, each_sentence=each_sentence)
    if not items:
        fail(f"no question of {file} is left: lower --close, or use --doubtful keep")
    write_items(items, out)
    written = report or out.with_suffix(".matches.csv")
    write_match_report(matched, written)
    print_out((*summary(matched), f"{len(items)} items in {out}, the report in {written}"))
    if not all(match.is_sure for each in matched for match in each.matches):
        say(f'if candidates are right: write "yes" beside them under "accept" in {written}, save it, and repeat')
        say(f"the command with --accepted {written}")


def ir_datasets(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="Id of the data set, such as beir/scifact/test.", show_default=False),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="New folder to write.", show_default=False)],
    split: Annotated[str, typer.Option(metavar="NAME", help="Name of the split.")] = "test",
) -> None:
    """Write a data set of the library ir_datasets as a folder that all commands read.

    The folder has BEIR's layout. ir_datasets may download the data set, and says so. It is an optional extra:
    pip install 'pincite[ir-datasets]'.
    """
    from eval.interop import write_collection  # noqa: PLC0415 (slow to import)

    written = write_collection(name, out, split=split)
    print_out(
        [f"{written.documents} documents, {written.queries} queries and {written.judgements} judgements in {out}"]
    )
    if written.left_out:
        say(f"{written.left_out} judgements of documents or queries that the data set does not have were left out")


import_table.__name__ = "import"  # the name of the command, which is a keyword in Python


def asker_of(context: typer.Context, corpus: Path | None, url: str | None, cache: Path | None) -> "Asker":
    """The service at the URL, or an engine over the corpus, or else over the user's own documents."""
    from eval.systems import Session  # noqa: PLC0415 (slow to import)

    session = Session.of(context.obj, url, cache, None, None, 0)
    return session.asker(corpus) if corpus and not url else session.own_asker()


@contextmanager
def _all_problems() -> Iterator[None]:
    """Prints every problem of a table before the command ends."""
    from eval.interop import TableProblems  # noqa: PLC0415 (slow to import)

    try:
        yield
    except TableProblems as error:
        for problem in error.problems[:_SHOWN]:
            say(str(problem))
        if len(error.problems) > _SHOWN:
            say(f"and {len(error.problems) - _SHOWN} more")
        raise


def _how(table: "Sheet") -> Iterator[str]:
    columns = ", ".join(f"{role} {table.columns.name(role)}" for role in table.columns.of)
    yield f"read as {table.how}: {columns}"
    if table.columns.ignored:
        yield f"columns not used: {', '.join(table.columns.ignored)}"


COMMANDS: Commands = {
    ir_datasets: (
        "pincite eval ir-datasets beir/scifact/test --out scifact",
        "pincite eval ir-datasets cord19/trec-covid --out trec-covid --split test",
    ),
    import_table: (
        "pincite eval import questions.xlsx --corpus guidelines/ --out items.jsonl",
        "pincite eval import questions.csv --url http://127.0.0.1:8000 --expected Passage --out items.jsonl",
        "pincite eval import questions.csv --corpus guidelines/ --accepted items.matches.csv --out items.jsonl",
    ),
}
