"""Commands that score the system on a data set: one experiment each."""

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.examples import Commands
from eval.options import Scoring, scores
from qa.commands import fail

Folder = Annotated[Path, typer.Argument(metavar="DATASET", help="Folder of the data set.", show_default=False)]
Split = Annotated[str, typer.Option(metavar="NAME", help="Split to score.")]
Queries = Annotated[
    str | None, typer.Option(metavar="NAME", help="Name of the queries file without suffix, if there are several.")
]


@scores
def retrieval(
    scoring: Scoring,
    dataset: Folder,
    *,
    split: Split = "test",
    queries: Queries = None,
    depth: Annotated[
        int | None,
        typer.Option(
            min=1, max=1000, help="Documents retrieved per question. Default: 100, or 1,000 with --run-out."
        ),
    ] = None,
    run_out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the ranked documents as a TREC run.")
    ] = None,
) -> None:
    """Score the ranking of documents: nDCG, recall, MRR, MAP, P, success.

    A document has the score of its best passage.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.retrieval(scoring.session, dataset, split, queries, depth=depth, run_out=run_out))


@scores
def quotes(
    scoring: Scoring,
    dataset: Folder,
    *,
    split: Split = "dev",
) -> None:
    """Score the quotes chosen from a given document.

    If the data set has claims.jsonl, as SciFact has, quotes are compared with the sentences marked as evidence. If
    it has questions.jsonl, as COVID-QA has, they are compared with the words marked as the answer, without splits.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.quotes(scoring.session, dataset, split))


@scores
def end_to_end(
    scoring: Scoring,
    dataset: Folder,
    *,
    split: Split = "test",
    queries: Queries = None,
) -> None:
    """Score whether answers quote the right page.

    Looks at the first three sources and at the first one. Relevant documents, and all documents with the same URL
    as one of them, count as the right page.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.end_to_end(scoring.session, dataset, split, queries))


@scores
def abstention(
    scoring: Scoring,
    dataset: Folder,
    *,
    split: Split = "test",
    queries: Queries = None,
    unanswerable: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Questions that the corpus cannot answer: JSON Lines, or plain text with one per line.",
        ),
    ] = None,
) -> None:
    """Score how well the confidence separates answerable questions from others.

    With --unanswerable, the questions of the split are the answerable ones. Otherwise the data set has to label
    both kinds: claims with and without evidence in claims.jsonl, or the answerability of tasks in tasks.jsonl.
    --limit applies to each kind.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.abstention(scoring.session, dataset, split, queries, unanswerable=unanswerable))


@scores
def followups(
    scoring: Scoring,
    dataset: Annotated[
        Path,
        typer.Argument(
            metavar="DATASET",
            help="Folder of sessions or tasks, or file of sessions, threads or conversations.",
            show_default=False,
        ),
    ],
    *,
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Corpus of the sessions. Default: medquad beside the folder."),
    ] = None,
    resolver: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Weights of a learned resolver to score beside the engine."),
    ] = None,
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="Give each turn the quotes of the earlier answers. Slow.")
    ] = False,
) -> None:
    """Score the rewriting of follow-up questions.

    With sessions.jsonl and switch_sessions.jsonl: whether the rewritten follow-up finds the right page, beside
    simple rewrites and the gold rewrite, and whether standalone questions asked in between are left unchanged.
    With tasks.jsonl: what is found, and when the engine asks back. With a YAML file of hand-written sessions:
    whether each turn is interpreted as its author meant it. With a JSON Lines file of threads or conversations:
    which words of the thread are carried over, as in the gold rewrites. The default corpus of both files is the
    sample articles.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.followups(scoring.session, dataset, corpus, resolver, with_answers=with_answers))


@scores
def receipts(
    scoring: Scoring,
    dataset: Folder,
    *,
    split: Split = "test",
    queries: Queries = None,
) -> None:
    """Check every quote against the stored text, independently of the engine.

    Fetches the texts, cuts and hashes them itself, and checks that forged receipts are rejected.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    result = runs.receipts(scoring.session, dataset, split, queries)
    scoring.give(result)
    if any(figure.value < 1 for figure in result.figures):
        fail("some receipts are not valid: see the figures above; --json and the report list the quotes")


@scores
def sections(
    scoring: Scoring,
    corpus: Annotated[
        Path,
        typer.Argument(metavar="CORPUS", help="File or folder of documents with sections.", show_default=False),
    ],
) -> None:
    """Score whether questions about a section are answered from that section.

    The questions are made from templates: "How is X treated?" for each document X that has a section "Treatment",
    and likewise for investigations, clinical features, complications, differential diagnoses and prevention. They
    are asked of all documents. All questions about a document are in the same half.
    """
    from eval import runs  # noqa: PLC0415 (slow to import)

    scoring.give(runs.sections(scoring.session, corpus))


COMMANDS: Commands = {
    retrieval: (
        "pincite eval retrieval scifact --split test --json scifact.json",
        "pincite eval retrieval scifact --split test --run-out scifact.run",
        "pincite eval retrieval scifact --url http://127.0.0.1:8000 --limit 50",
    ),
    quotes: (
        "pincite eval quotes scifact --split dev",
        "pincite eval quotes covid_qa --half odd --json covid.json",
    ),
    end_to_end: ("pincite eval end-to-end medquad --split test_distinct --half odd",),
    abstention: (
        "pincite eval abstention scifact --split dev",
        "pincite eval abstention medquad --split test_distinct --unanswerable unanswerable/queries.jsonl.gz",
    ),
    followups: (
        "pincite eval followups followup --half odd",
        "pincite eval followups mtrag_un --half odd --json mtrag.json",
        "pincite eval followups tests/data/followups.yaml --half odd",
        "pincite eval followups conversations/canard_dev.jsonl.gz --json canard.json",
    ),
    receipts: ("pincite eval receipts medquad --split test_distinct --limit 200",),
    sections: ("pincite eval sections guidelines/ --half odd --json sections.json",),
}
