"""What the page of the report shows: figures by class, comparisons, and questions with their outcomes."""

from eval.report.page.class_table import ClassTable, class_table
from eval.report.page.compared import Compared, compared
from eval.report.page.groups import Shown, shown
from eval.report.page.standing import BY_PEOPLE
from eval.report.page.wording import INTERVALS, count_of, percent, reason_in_words

__all__ = [
    "BY_PEOPLE",
    "INTERVALS",
    "ClassTable",
    "Compared",
    "Shown",
    "class_table",
    "compared",
    "count_of",
    "percent",
    "reason_in_words",
    "shown",
]
