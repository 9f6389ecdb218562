"""Exchanges questions, answers and results with other tools."""

from eval.interop.answers import judge_answers
from eval.interop.exports import export
from eval.interop.imported import MatchedRow, items_of, match_rows, place_of, write_items
from eval.interop.ir_collection import write_collection
from eval.interop.match_report import read_confirmations, summary, write_match_report
from eval.interop.matching import Library, Matcher, Thresholds, library_of
from eval.interop.run_log import log_runs
from eval.interop.tables import Role, Sheet, TableProblems, read_rows, read_sheet

__all__ = [
    "Library",
    "MatchedRow",
    "Matcher",
    "Role",
    "Sheet",
    "TableProblems",
    "Thresholds",
    "export",
    "items_of",
    "judge_answers",
    "library_of",
    "log_runs",
    "match_rows",
    "place_of",
    "read_confirmations",
    "read_rows",
    "read_sheet",
    "summary",
    "write_collection",
    "write_items",
    "write_match_report",
]
