"""Experiments on follow-up questions: sessions, labelled tasks and hand-written sessions."""

from eval.experiments.followups.sessions import evaluate_sessions
from eval.experiments.followups.tasks import evaluate_tasks, labelled_tasks
from eval.experiments.followups.written import evaluate_written

__all__ = [
    "evaluate_sessions",
    "evaluate_tasks",
    "evaluate_written",
    "labelled_tasks",
]
