"""Heading detection by size, weight and numbering, and the levels of headings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.layout.drafts import Draft, DraftKind
from corpus.readers.pdf.page import BOLD, Line

LARGE = 1.12  # of the size of the running text
VERY_LARGE = 1.6
CHAPTER = 2.0  # a heading in a box that is this large applies beyond the box
SMALL = 0.93
MAX_WORDS = 25
MAX_BOLD_WORDS = 16
MAX_PLAIN_WORDS = 10
MAX_PLAIN_LINES = 2
MIN_LETTERS = 2
MAX_LINES = 6
LABEL_WORDS = 3
BOX_LEVEL, TITLE_ROW_LEVEL, LABEL_LEVEL = 6, 7, 8
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?(?:\s+(?=[^\W\d_])|(?=[^\W\d_a-z]))")
_OUTER = re.compile(r"(?:annex|appendix|chapter|part|section)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:(?:Supplementary |Web )?(?:Table|Fig(?:ure)?|Box|Panel|Chart|Map)\.?)\s*"
    r"[A-Z]?\d+(?:\.\d+)*[a-z]?[.:]?\s+[^a-z\s(,;.]"
)
_ONLY_NUMBER = re.compile(r"\d{1,2}\.?")
_ONLY_LABEL = re.compile(
    r"(?:Box|Table|Figure|Panel|Annex|Appendix|Chapter|Part|Section)?\s*(?:\d{1,2}\.?|[A-Z]\.?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """The size and font of the running text: those of most characters."""

    size: float
    font: str

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "BodyStyle":
        """Determines the size and font of the running text among these lines."""
        sizes: Counter[float] = Counter()
        fonts: Counter[tuple[float, str]] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
            fonts[round(line.size, 1), line.font] += len(line.text)
        if not sizes:
            return cls(10.0, "")
        size = sizes.most_common(1)[0][0]
        return cls(size, max((count, font) for (of, font), count in fonts.items() if of == size)[1])


def mark_headings(drafts: Sequence[Draft], body: BodyStyle) -> None:
    """Sets the kind of drafts that are headings or captions, and the levels of the headings."""
    for draft in drafts:
        if draft.kind in (DraftKind.PARAGRAPH, DraftKind.ITEM) and _is_caption(draft, body):
            draft.kind = DraftKind.CAPTION
        elif draft.kind in (DraftKind.PARAGRAPH, DraftKind.ITEM) and _is_heading(draft, body):
            draft.kind = DraftKind.HEADING
    headings = [draft for draft in drafts if draft.kind is DraftKind.HEADING and not draft.level]
    levels = _levels(headings)
    for draft in headings:
        local = (
            draft.box >= 0 and draft.first.size < CHAPTER * body.size and not _NUMBERED.match(heading_text(draft))
        )
        draft.level = BOX_LEVEL if local else levels[_style(draft)] if not _depth(draft) else _depth(draft) + 1


def merge_labels(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with a heading that is only a number or label ("Box 1") merged into the heading after it."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found and draft.kind is DraftKind.HEADING else None
        if last is not None and last.kind is DraftKind.HEADING and last.page == draft.page and _is_label(last):
            draft.lines = last.lines + draft.lines
            draft.closes = last.closes or draft.closes
            found.pop()
        found.append(draft)
    return found


def _is_label(draft: Draft) -> bool:
    return _ONLY_LABEL.fullmatch(heading_text(draft)) is not None


def heading_text(draft: Draft) -> str:
    """A heading's text, including its number."""
    text = " ".join(line.text for line in draft.lines)
    return f"{draft.label} {text}" if draft.label and draft.label[-1:] not in "•▶►" else text


def is_caption_text(text: str) -> bool:
    """Whether a text begins like the caption of a table or figure."""
    return _CAPTION.match(text) is not None


def _is_caption(draft: Draft, body: BodyStyle) -> bool:
    text = draft.first.text
    match = _CAPTION.match(text)
    if match is None or draft.words > 3 * MAX_WORDS:
        return False
    return (
        draft.first.font != body.font
        or abs(draft.first.size - body.size) > 0.05 * body.size
        or bool(draft.first.flags[0] & BOLD)
        or not text.endswith(".")
    )


def _is_heading(draft: Draft, body: BodyStyle) -> bool:
    text, ratio = heading_text(draft), draft.first.size / body.size
    if ratio >= VERY_LARGE and _ONLY_NUMBER.fullmatch(text):
        return True
    if not _is_title_like(draft, text) or ratio < SMALL:
        return False
    if ratio >= LARGE:
        return not draft.label.startswith("•")
    numbered = _NUMBERED.match(text) is not None
    return (draft.kind is DraftKind.PARAGRAPH or numbered) and not text.endswith(":") and _stands_out(draft, body)


def _is_title_like(draft: Draft, text: str) -> bool:
    """Whether a text is short and neither ends like a sentence nor begins like the middle of one."""
    if len(draft.lines) > MAX_LINES or draft.words > MAX_WORDS or sum(map(str.isalpha, text)) < MIN_LETTERS:
        return False
    return not (text.endswith((".", ",", ";")) and draft.words > LABEL_WORDS) and not text[0].islower()


def _stands_out(draft: Draft, body: BodyStyle) -> bool:
    """Whether a text in the size of the running text is bold or, outside boxes, short and in another font."""
    if draft.is_bold:
        return draft.words <= MAX_BOLD_WORDS
    other = draft.first.font != body.font and draft.kind is DraftKind.PARAGRAPH and not _mixed(draft)
    return other and draft.box < 0 and len(draft.lines) <= MAX_PLAIN_LINES and draft.words <= MAX_PLAIN_WORDS


def _mixed(draft: Draft) -> bool:
    """Whether a draft mixes styles: then it is running text that only begins in another font."""
    flags = {
        flag
        for line in draft.lines
        for character, flag in zip(line.text, line.flags, strict=True)
        if character.isalnum()
    }
    return len(flags) > 1


def _depth(draft: Draft) -> int:
    """The depth of a heading's number: 1 for `2`, 2 for `2.1`, 1 for an annex, 0 without a number."""
    text = heading_text(draft)
    number = _NUMBERED.match(text)
    if number:
        return number[1].count(".") + 1
    return 1 if _OUTER.match(text) else 0


Style = tuple[float, bool]


def _style(draft: Draft) -> Style:
    return round(draft.first.size * 2) / 2, draft.is_bold


def _levels(headings: Sequence[Draft]) -> dict[Style, int]:
    """The level of each style: that of the numbered headings of its size, else one below the larger ones.

    If no heading has a number, the level is the rank by size and weight.
    """
    numbered: dict[float, Counter[int]] = {}
    for draft in headings:
        if _depth(draft):
            numbered.setdefault(_style(draft)[0], Counter())[_depth(draft) + 1] += 1
    known = {size: counts.most_common(1)[0][0] for size, counts in numbered.items()}
    levels: dict[Style, int] = {}
    for rank, style in enumerate(sorted({_style(draft) for draft in headings}, reverse=True)):
        above = [level for size, level in known.items() if size >= style[0]]
        level = known.get(style[0]) or (max(above, default=1) + 1 if known else rank + 2)
        levels[style] = min(level, BOX_LEVEL)
    return levels
