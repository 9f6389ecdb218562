"""Asks another project's system the questions of judged items and writes its answers."""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from exchange import Asked, answer_row, read_questions, read_sentences, write_answers
from haystack_hybrid import HaystackHybrid
from system import Build, System
from txtai_hybrid import TxtaiHybrid

SYSTEMS: dict[str, Build] = {"haystack": HaystackHybrid, "txtai": TxtaiHybrid}


def main() -> None:
    """Writes the answers file and prints how long it took."""
    options = _options()
    questions = read_questions(options.items)
    started = time.perf_counter()
    system = SYSTEMS[options.system](read_sentences(options.sentences), _vectors(options))
    built = time.perf_counter()
    count = write_answers(options.out, answers(system, questions))
    asked = time.perf_counter() - built
    print(f"{system.name}: built in {built - started:.0f} s, {count} questions in {asked:.0f} s")


def answers(system: System, questions: Sequence[Asked]) -> Iterator[dict[str, object]]:
    """The lines of the answers file, in the order of the questions."""
    for number, question in enumerate(questions, start=1):
        yield answer_row(question, system.answer(question), system.name)
        if number % 100 == 0:
            print(f"{number} of {len(questions)} questions", file=sys.stderr, flush=True)


def _vectors(options: argparse.Namespace) -> Path:
    """The file for the vectors of these sentences."""
    digest = hashlib.sha256(options.sentences.read_bytes()).hexdigest()[:16]
    options.cache.mkdir(parents=True, exist_ok=True)
    file: Path = options.cache / f"{digest}.npy"
    return file


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/rivals", description=__doc__)
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("--sentences", type=Path, required=True, help="written by `scripts/rivals export`")
    parser.add_argument("--items", type=Path, nargs="+", required=True, help="judged items as JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="the answers file to write")
    parser.add_argument("--cache", type=Path, default=Path(sys.prefix) / "cache", help="default: in .venv-rivals")
    return parser.parse_args()


if __name__ == "__main__":
    main()
