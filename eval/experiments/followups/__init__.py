"""Experiments on follow-up questions: sessions, labelled tasks, hand-written sessions, and gold rewrites."""

from eval.experiments.followups.rewrites import evaluate_rewrites
from eval.experiments.followups.sessions import evaluate_sessions
from eval.experiments.followups.tasks import evaluate_tasks, labelled_tasks
from eval.experiments.followups.written import evaluate_written

__all__ = [
    "evaluate_rewrites",
    "evaluate_sessions",
    "evaluate_tasks",
    "evaluate_written",
    "labelled_tasks",
]
