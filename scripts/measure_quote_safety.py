"""How often a sentence that would mislead alone is quoted with what it needs, and one that would not, alone.

The sentences are those of tests/data/quote_safety.yaml, found by reading; the rules were made on the half `tune`.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eval.experiments.quote_safety import Half, Judged, Verdict, documents, judge_all, load  # noqa: E402 - after the path

HALVES: tuple[Half, ...] = ("tune", "report", "after")


def main() -> None:
    """Print the tables, and with --misses the entries that went wrong in a half."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--sentences", type=Path, default=ROOT / "tests" / "data" / "quote_safety.yaml")
    parser.add_argument("--misses", choices=HALVES)
    options = parser.parse_args()
    sentences = load(options.sentences)
    found = documents(sentences, options.data)
    moved = [
        id_ for id_, copy in sentences.documents.items() if id_ not in found or found[id_].version != copy.version
    ]
    print(f"{len(found)} documents, {len(moved)} of them read otherwise than when the data were written")
    misleading, alone = judge_all(sentences.misleading, found), judge_all(sentences.alone, found)
    print("\n".join(_table("misleading alone: quoted whole", misleading)))
    print("\n".join(_table("standing alone: quoted alone", alone)))
    for judged in (*misleading, *alone):
        if judged.entry.half == options.misses and judged.verdict is not Verdict.RIGHT:
            print(f"{judged.verdict:8} {judged.entry.id:40} {judged.entry.category:15} {judged.entry.why}")


def _table(title: str, judged: Sequence[Judged]) -> Iterator[str]:
    yield f"\n| {title} | {' | '.join(HALVES)} | sentences | quotes |\n|---|---|---|---|---|---|"
    for category in (*sorted({one.entry.category for one in judged}), None):
        chosen = [one for one in judged if category in (None, one.entry.category)]
        halves = ([one for one in chosen if one.entry.half == half] for half in HALVES)
        shares = [f"{sum(one.verdict is Verdict.RIGHT for one in half)} of {len(half)}" for half in halves]
        taken = [one for one in chosen if one.quotes]
        means = (sum(getattr(one, name) for one in taken) / max(len(taken), 1) for name in ("sentences", "quotes"))
        yield f"| {category or 'all'} | {' | '.join((*shares, *(f'{mean:.1f}' for mean in means)))} |"
    others = {
        verdict: sum(one.verdict is verdict for one in judged) for verdict in (Verdict.REFUSED, Verdict.LOST)
    }
    yield f"\nno room: {others[Verdict.REFUSED]}, no longer found: {others[Verdict.LOST]}"


if __name__ == "__main__":
    main()
