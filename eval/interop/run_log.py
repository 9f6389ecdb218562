"""Logs results as JSON Lines: parameters, metrics with intervals and provenance, one line a run."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.report import Result, read_result

LONGEST_VALUE = 500
_UNNAMABLE = re.compile(r"[^\w./ -]+", re.ASCII)


def log_runs(paths: Iterable[Path], out: Path) -> int:
    """Appends a line for each result, and returns their number; raises DataError for other files."""
    lines = [json.dumps(log_line(path, read_result(path))) + "\n" for path in paths]
    with out.open("a", encoding="utf-8") as log:
        log.writelines(lines)
    return len(lines)


def log_line(path: Path, result: Result) -> dict[str, Any]:
    """What is logged of a result.

    `params` and `tags` are flat and have texts, `metrics` numbers, under names that MLflow accepts: each figure
    with its interval and the number of its questions. `figures` has the figures under their own names.
    """
    origin = result.provenance
    params = {
        "experiment": result.experiment,
        "dataset": origin.dataset,
        "split": origin.split,
        "selection": ", ".join(origin.selection),
        "seed": origin.seed,
        "url": origin.url,
        **dict(_flat(origin.configuration, "configuration")),
        **dict(_flat(origin.packages, "packages")),
    }
    tags = {
        "command": origin.command,
        "data_sha256": origin.data_sha256,
        "generation": origin.generation,
        "result": path.name,
        "result_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    return {
        "name": path.stem,
        "params": {_name(name): _text(value) for name, value in params.items() if value not in (None, "")},
        "metrics": dict(_metrics(result)),
        "figures": {
            figure.name: figure.model_dump(mode="json", exclude={"name", "values", "groups"})
            for figure in result.figures
        },
        "tags": {name: _text(value) for name, value in tags.items()},
    }


def _metrics(result: Result) -> Iterator[tuple[str, float]]:
    taken: set[str] = set()
    for figure in result.figures:
        name = base = _name(figure.name)
        number = 1
        while name in taken:
            number += 1
            name = f"{base} {number}"
        taken.add(name)
        yield name, figure.value
        yield f"{name}/low", figure.low
        yield f"{name}/high", figure.high
        yield f"{name}/questions", float(figure.eligible)
    if result.timing:
        yield from ((f"milliseconds/{name}", float(value)) for name, value in result.timing.model_dump().items())


def _flat(value: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{name}.{key}")
        else:
            yield f"{name}.{key}", inner


def _text(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _name(name: str) -> str:
    """The name without characters that MLflow refuses: "nDCG@10" is "nDCG at 10"."""
    return " ".join(_UNNAMABLE.sub(" ", name.replace("@", " at ").replace("%", " percent")).split())
