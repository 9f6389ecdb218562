"""Runs one experiment over one data set and scores it."""

from eval.experiments.abstention import evaluate_abstention
from eval.experiments.endtoend import evaluate_sources
from eval.experiments.followups import evaluate_sessions, evaluate_tasks, evaluate_written, labelled_tasks
from eval.experiments.gold_sentences import GoldSentences
from eval.experiments.quotes import evaluate_rationales, evaluate_spans
from eval.experiments.receipts import evaluate_receipts
from eval.experiments.retrieval import DEPTH, RUN_DEPTH, evaluate_retrieval
from eval.experiments.sections import TEMPLATES, SectionQuestion, evaluate_sections, section_questions

__all__ = [
    "DEPTH",
    "RUN_DEPTH",
    "TEMPLATES",
    "GoldSentences",
    "SectionQuestion",
    "evaluate_abstention",
    "evaluate_rationales",
    "evaluate_receipts",
    "evaluate_retrieval",
    "evaluate_sections",
    "evaluate_sessions",
    "evaluate_sources",
    "evaluate_spans",
    "evaluate_tasks",
    "evaluate_written",
    "labelled_tasks",
    "section_questions",
]
