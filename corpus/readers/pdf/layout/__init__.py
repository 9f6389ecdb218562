"""Layout analysis: turns the lines of pages into blocks in reading order, without page furniture."""

from corpus.readers.pdf.layout.contents import CONTENTS
from corpus.readers.pdf.layout.drafts import Draft, DraftKind
from corpus.readers.pdf.layout.flow import build_flow
from corpus.readers.pdf.layout.headings import BodyStyle, heading_text, mark_headings, merge_labels
from corpus.readers.pdf.layout.sheets import Sheet, dropped, remove_furniture, sheets

__all__ = [
    "CONTENTS",
    "BodyStyle",
    "Draft",
    "DraftKind",
    "Sheet",
    "build_flow",
    "dropped",
    "heading_text",
    "mark_headings",
    "merge_labels",
    "remove_furniture",
    "sheets",
]
