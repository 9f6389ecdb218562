"""The command that scores the answers of other systems."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from eval.commands.examples import Commands
from eval.commands.judged import give_judged
from eval.options import Scoring, scores


@scores
def answers(
    scoring: Scoring,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Answers of another system.", show_default=False)],
    *,
    items: Annotated[Path, typer.Option(metavar="FILE", help="Judged items, by id.", show_default=False)],
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File or folder of the documents. Default: what you ingested."),
    ] = None,
    unreachable: Annotated[
        Literal["leave-out", "count-wrong"],
        typer.Option(help="What to do with items whose gold is in no document."),
    ] = "leave-out",
) -> None:
    r"""Score the answers of another system, such as a language model, like those of Pincite.

    \b
    FILE is JSON Lines, or one JSON document, in one of these forms:
      TREC RAG 2024  {"run_id": …, "topic_id": …, "references": [IDS],
                      "answer": [{"text": …, "citations": [positions among the references, from 0]}]}
      TREC RAG 2025  the same with "metadata", and with citations by position or id
      BioGen 2024    {"run_name": …, "results": [{"topic_id": …, "answer": "Text [PMID, PMID].",
                      "references": [PMIDS]}]}
      plain          {"id": …, "answer": "Text [1]." or null, "citations": [IDS]}, or
                     {"id": …, "quotes": ["…", {"text": …, "document": …}]}

    Answers are joined to items by id; an item without an answer counts as silence. Citations name documents by
    id, title, file name, DOI, PMID or address. A sentence that is in a cited document letter for letter gets its
    place there; others are marked as not verbatim. The result is one like that of `pincite eval judged`: it can
    be reported, compared, exported, and judged by people on a sheet.
    """
    from eval.interop import judge_answers  # noqa: PLC0415 (slow to import)

    result = judge_answers(scoring.session, file, items, corpus, unreachable=unreachable)
    give_judged(scoring, result)


COMMANDS: Commands = {
    answers: (
        "pincite eval answers model.jsonl --items items.jsonl --corpus guidelines/ --json model.json",
        "pincite eval answers biogen-run.json --items items.jsonl --half odd",
    ),
}
