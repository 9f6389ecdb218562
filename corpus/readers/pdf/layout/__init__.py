"""Layout analysis: turns the lines of pages into blocks in reading order, without page furniture."""

from corpus.readers.pdf.layout.contents import CONTENTS
from corpus.readers.pdf.layout.drafts import Draft, Kind
from corpus.readers.pdf.layout.flow import flowed
from corpus.readers.pdf.layout.headings import Body, heading_text, mark_headings, with_labels
from corpus.readers.pdf.layout.sheets import Sheet, cleared, sheets

__all__ = [
    "CONTENTS",
    "Body",
    "Draft",
    "Kind",
    "Sheet",
    "cleared",
    "flowed",
    "heading_text",
    "mark_headings",
    "sheets",
    "with_labels",
]
