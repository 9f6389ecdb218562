"""Runs one experiment over one data set and scores it."""

from eval.experiments.abstention import evaluate_abstention
from eval.experiments.endtoend import evaluate_sources
from eval.experiments.followups import (
    evaluate_rewrites,
    evaluate_sessions,
    evaluate_tasks,
    evaluate_written,
    labelled_tasks,
)
from eval.experiments.gold_sentences import GoldSentences
from eval.experiments.judged import (
    RULES,
    Letters,
    Unreachable,
    evaluate_judged,
    judge_recorded,
    judged_figures,
    judged_table,
)
from eval.experiments.quotes import evaluate_rationales, evaluate_spans
from eval.experiments.receipts import evaluate_receipts
from eval.experiments.retrieval import DEPTH, RUN_DEPTH, evaluate_retrieval
from eval.experiments.rule_hits import RememberingAsker, by_file, hits_table, losses, rule_hits, rule_ids
from eval.experiments.sections import TEMPLATES, SectionQuestion, evaluate_sections, section_questions

__all__ = [
    "DEPTH",
    "RULES",
    "RUN_DEPTH",
    "TEMPLATES",
    "GoldSentences",
    "Letters",
    "RememberingAsker",
    "SectionQuestion",
    "Unreachable",
    "by_file",
    "evaluate_abstention",
    "evaluate_judged",
    "evaluate_rationales",
    "evaluate_receipts",
    "evaluate_retrieval",
    "evaluate_rewrites",
    "evaluate_sections",
    "evaluate_sessions",
    "evaluate_sources",
    "evaluate_spans",
    "evaluate_tasks",
    "evaluate_written",
    "hits_table",
    "judge_recorded",
    "judged_figures",
    "judged_table",
    "labelled_tasks",
    "losses",
    "rule_hits",
    "rule_ids",
    "section_questions",
]
