"""Experiments on follow-up questions: sessions, labelled tasks and hand-written sessions."""

from eval.experiments.followups.rule_hits import (
    Loss,
    RememberingAsker,
    by_file,
    losses,
    rule_hits,
    rule_ids,
    table,
)
from eval.experiments.followups.sessions import evaluate_sessions
from eval.experiments.followups.tasks import evaluate_tasks, labelled_tasks
from eval.experiments.followups.written import evaluate_written

__all__ = [
    "Loss",
    "RememberingAsker",
    "by_file",
    "evaluate_sessions",
    "evaluate_tasks",
    "evaluate_written",
    "labelled_tasks",
    "losses",
    "rule_hits",
    "rule_ids",
    "table",
]
