"""Code shared by the readers of several formats: blocks, tables, references, citation marks and default names."""

from corpus.readers.shared.blocks import Part, add_parts, untitled
from corpus.readers.shared.citation import cited, is_reference_like, numbered
from corpus.readers.shared.default_names import same, slug, title_of
from corpus.readers.shared.formulas import PLACEHOLDER, formula_text
from corpus.readers.shared.inline import Run, runs, strip_html
from corpus.readers.shared.layout import HEADING_CHARACTERS, add_layout, is_heading
from corpus.readers.shared.marks import Piece, has_text, joined, numbers_in, settled
from corpus.readers.shared.references import is_reference_heading, kind_of, reference
from corpus.readers.shared.scripts import lowered, raised
from corpus.readers.shared.tables import cells_of, own_rows, rows_of
from corpus.readers.shared.tree import content, is_element, raw_text, text_of

__all__ = [
    "HEADING_CHARACTERS",
    "PLACEHOLDER",
    "Part",
    "Piece",
    "Run",
    "add_layout",
    "add_parts",
    "cells_of",
    "cited",
    "content",
    "formula_text",
    "has_text",
    "is_element",
    "is_heading",
    "is_reference_heading",
    "is_reference_like",
    "joined",
    "kind_of",
    "lowered",
    "numbered",
    "numbers_in",
    "own_rows",
    "raised",
    "raw_text",
    "reference",
    "rows_of",
    "runs",
    "same",
    "settled",
    "slug",
    "strip_html",
    "text_of",
    "title_of",
    "untitled",
]
