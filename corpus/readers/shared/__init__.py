"""Code shared by the readers of several formats: blocks, tables, references, citation marks and default names."""

from corpus.readers.shared.blocks import ParsedBlock, add_blocks, texts_of, without_title
from corpus.readers.shared.characters import UNMAPPED, in_symbol_font, subscript, superscript, symbol_font
from corpus.readers.shared.citation import is_reference_like, parse_reference, split_number
from corpus.readers.shared.default_names import default_title, same_title, slug
from corpus.readers.shared.formulas import PLACEHOLDER, formula_text
from corpus.readers.shared.inline import StyledRun, runs, strip_html
from corpus.readers.shared.layout import HEADING_CHARACTERS, add_layout, is_heading
from corpus.readers.shared.marks import Piece, complete_marks, has_text, merge_marks, numbers_in
from corpus.readers.shared.notes import is_sign, note_mark, place_notes, roman, signed
from corpus.readers.shared.references import doi_in, is_reference_heading, kind_of, reference
from corpus.readers.shared.tables import cells_of, is_uneven, merge_header, most_columns, own_rows, rows_of
from corpus.readers.shared.tree import content, is_element, raw_text, text_of

__all__ = [
    "HEADING_CHARACTERS",
    "PLACEHOLDER",
    "UNMAPPED",
    "ParsedBlock",
    "Piece",
    "StyledRun",
    "add_blocks",
    "add_layout",
    "cells_of",
    "complete_marks",
    "content",
    "default_title",
    "doi_in",
    "formula_text",
    "has_text",
    "in_symbol_font",
    "is_element",
    "is_heading",
    "is_reference_heading",
    "is_reference_like",
    "is_sign",
    "is_uneven",
    "kind_of",
    "merge_header",
    "merge_marks",
    "most_columns",
    "note_mark",
    "numbers_in",
    "own_rows",
    "parse_reference",
    "place_notes",
    "raw_text",
    "reference",
    "roman",
    "rows_of",
    "runs",
    "same_title",
    "signed",
    "slug",
    "split_number",
    "strip_html",
    "subscript",
    "superscript",
    "symbol_font",
    "text_of",
    "texts_of",
    "without_title",
]
