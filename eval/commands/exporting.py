"""Commands that hand results on to other tools."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from eval.commands.examples import Commands
from qa.commands import print_out


def export(
    result: Annotated[Path, typer.Argument(metavar="RUN", help="Result written by --json.", show_default=False)],
    *,
    to: Annotated[
        Literal["ragas", "deepeval", "trec-rag", "jsonl"], typer.Option(help="Form to write.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.", show_default=False)],
    run_id: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the run. Default: that of the result's file.")
    ] = None,
) -> None:
    r"""Write the answers of a result in the form of another tool.

    \b
    ragas     JSON Lines of user_input, retrieved_contexts, retrieved_context_ids, response, reference_contexts
              and reference; read it with EvaluationDataset.from_jsonl(FILE)
    deepeval  JSON array of name, input, actual_output, expected_output, context, retrieval_context and comments
              (the class); read it with EvaluationDataset().add_goldens_from_json_file(FILE)
    trec-rag  JSON Lines of run_id, topic_id, topic, references, response_length and answer, as in TREC's RAG
              track of 2024; `pincite eval answers` reads them too
    jsonl     JSON Lines of the outcomes with everything that the result has

    The response is the text of the quotes, or the message where there is no answer. The reference is the passages
    that were wanted, or "No answer.".
    """
    from eval.interop import export as exported  # noqa: PLC0415 (slow to import)
    from eval.report import read_result  # noqa: PLC0415 (slow to import)

    number = exported(read_result(result), to, out, run_id=run_id or result.stem)
    print_out([f"{number} answers in {out}"])


def log(
    results: Annotated[
        list[Path], typer.Argument(metavar="RUN", help="Results written by --json.", show_default=False)
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to append to.")] = Path("runs.jsonl"),
) -> None:
    r"""Append results to a log: a line of JSON for each, with parameters, metrics, intervals and provenance.

    \b
    The names suit MLflow, where these lines import a log:
      import json, mlflow, pathlib
      for run in map(json.loads, pathlib.Path("runs.jsonl").read_text("utf-8").splitlines()):
          with mlflow.start_run(run_name=run["name"], tags=run["tags"]):
              mlflow.log_params(run["params"]), mlflow.log_metrics(run["metrics"])

    "figures" has the figures under their own names. A metric "x" comes with "x/low", "x/high" (the 95 % interval)
    and "x/questions".
    """
    from eval.interop import log_runs  # noqa: PLC0415 (slow to import)

    print_out([f"{log_runs(results, out)} runs added to {out}"])


COMMANDS: Commands = {
    export: (
        "pincite eval export judged.json --to ragas --out ragas.jsonl",
        "pincite eval export judged.json --to trec-rag --run-id pincite-1 --out pincite-1.jsonl",
    ),
    log: ("pincite eval log judged.json scifact.json --out runs.jsonl",),
}
