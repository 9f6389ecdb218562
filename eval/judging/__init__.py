"""Sheets on which people judge outcomes without knowing the system, and what their judgements say."""

from eval.judging.key import Key, read_key, write_key
from eval.judging.page import sheet_page
from eval.judging.reading import read_judgements
from eval.judging.scoring import (
    RIGHT,
    Agreement,
    Disagreement,
    agreements,
    disagreements,
    mcnemar,
    results,
)
from eval.judging.sheet import RunFile, make_sheet
from eval.judging.spreadsheet import write_spreadsheet

__all__ = [
    "RIGHT",
    "Agreement",
    "Disagreement",
    "Key",
    "RunFile",
    "agreements",
    "disagreements",
    "make_sheet",
    "mcnemar",
    "read_judgements",
    "read_key",
    "results",
    "sheet_page",
    "write_key",
    "write_spreadsheet",
]
