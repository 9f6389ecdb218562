"""On how many questions of which data each rule over words fires, and what follow-up figures lose without it.

Of each set at most --limit questions are drawn, from its even half. Our own follow-ups are answered, so that the
rules over sentences fire too; the others are only interpreted. With --ablate, rules are switched off in turn: file
by file, or one by one as far as they fire.
"""

import argparse
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from eval.data import GoldQuestion, Selection, conversation_questions, queries, samples, talks, written
from eval.experiments import (
    RememberingAsker,
    by_file,
    hits_table,
    labelled_tasks,
    losses,
    rule_hits,
    rule_ids,
)
from eval.runs import followups
from eval.systems import EngineAsker, Session
from qa.commands import Progress, print_out
from qa.settings import Settings

FOREIGN = ("ikat", "canard_dev", "alexa_cqr", "followup_sql", "gecor", "mtrag_human")


class Remembering(Session):
    """A session whose engines are opened once and remember what they were asked."""

    def asker(self, *corpus: Path) -> RememberingAsker:
        """The engine over a corpus."""
        return _asker(self, *corpus)


@cache
def _asker(session: Remembering, *corpus: Path) -> RememberingAsker:
    asker = Session.asker(session, *corpus)
    if not isinstance(asker, EngineAsker):
        raise TypeError("rules can be counted only in this process")
    return RememberingAsker(asker.engine)


def main() -> None:
    """Print the hits as a hits_table, and the losses after it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=400, metavar="N", help="questions of a set (400)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where indexed corpora are kept")
    parser.add_argument("--ablate", choices=("files", "rules"), help="switch rules off: what do figures lose?")
    parser.add_argument("--figures", nargs="*", default=("own", "mtrag_un", "followup"), help="whose (all three)")
    parser.add_argument("own", type=Path, help="the sessions of our own: tests/data/followups.yaml")
    parser.add_argument("data", type=Path, help="the folder of the public data sets")
    options = parser.parse_args()
    data = options.data
    session = Remembering.of(Settings(), None, options.cache, "even", None, 0)
    own, foreign = _sets(options.own, data, options.limit)
    asker = session.asker(samples())
    with Progress("Asking", "questions") as progress:
        hits = rule_hits(asker, own, answers=True, progress=progress)
        others = rule_hits(asker, foreign, progress=progress)
    print_out(hits_table({id_: {**hits[id_], **others[id_]} for id_ in hits}))
    if options.ablate:
        figures = {"own": options.own, "mtrag_un": data / "mtrag_un", "followup": data / "followup"}
        fired = [id_ for id_ in rule_ids() if any({**hits[id_], **others[id_]}.values())]
        for name in options.figures:
            _ablate(session, name, figures[name], fired, by_rule=options.ablate == "rules")


def _ablate(session: Remembering, name: str, data: Path, ids: Sequence[str], *, by_rule: bool) -> None:
    evaluate = partial(followups, session, data, None, None, with_answers=False)
    of_followups = [id_ for id_ in ids if id_.partition(".")[0] not in {"dependence", "doses", "emergencies"}]
    for loss in losses(evaluate, {id_: [id_] for id_ in of_followups} if by_rule else by_file(of_followups)):
        print_out([f"{name}\t{loss.rules}\t{loss.figure}\t{loss.before:.4f}\t{loss.after:.4f}"])


def _sets(own_sessions: Path, data: Path, limit: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The questions over corpora of our own kind, and those of others; each drawn from the even half."""
    sessions = [some for kind in talks(data / "followup").values() for some in kind]
    tasks = [task.asked for task in labelled_tasks(data / "mtrag_un")]
    own = {
        "own": [
            GoldQuestion(
                f"{some.id}/{n}", turn.asked, tuple(t.resolved or t.asked for t in some.turns[:n]), some.id
            )
            for some in written(own_sessions).sessions
            for n, turn in enumerate(some.turns)
        ],
    }
    foreign = {
        "medquad": queries(data / "medquad" / "queries_distinct.jsonl.gz"),
        "followup": [
            GoldQuestion(f"{talk.id}/{n}", turn.asked, tuple(t.resolved for t in talk.turns[:n]), talk.id)
            for talk in sessions
            for n, turn in enumerate(talk.turns)
        ],
        "mtrag_un": tasks,
        **{name: conversation_questions(data / "conversations" / f"{name}.jsonl.gz") for name in FOREIGN},
    }
    return _drawn(own, limit), _drawn(foreign, limit)


def _drawn(sets: dict[str, Any], limit: int) -> dict[str, Any]:
    chosen = {name: Selection("even", limit).of(some) for name, some in sets.items()}
    return {name: [asked for asked in some if asked.id in chosen[name]] for name, some in sets.items()}


if __name__ == "__main__":
    main()
