"""Markdown footnotes, `[^1]` and `[^1]: Doe J. 2001.`, which CommonMark does not support."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.shared import is_reference_like, is_sign, note_mark
from corpus.text import RichText

_DEFINED = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)", re.MULTILINE
)
_USED = re.compile(r"[ \t]?\[\^([^\]\s]{1,60})\](?!:)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


# Stand around the number of a note in the body; Unicode noncharacters never occur in text.
_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """A body without footnote syntax, and the texts of the footnotes.

    `cited` has those that cite something, by reference number. `notes` has the others that the body refers to,
    each with its sign, in order of use; their places in the body are marked, see `with_marks`.
    """

    body: str
    cited: Mapping[int, str]
    notes: Sequence[tuple[str, str]] = ()


def with_marks(text: str, notes: Sequence[tuple[str, str]]) -> tuple[RichText, list[int]]:
    """A text of the body with the signs of notes as marks, and the positions of these notes in `notes`."""
    if _OPEN not in text:
        return text, []
    parts = _PLACE.split(text)
    pieces = [note_mark(notes[int(part)][0]) if n % 2 else part for n, part in enumerate(parts)]
    return pieces, [int(part) for part in parts[1::2]]


def without_places(text: str) -> str:
    """A text of the body without the places of notes."""
    return _PLACE.sub("", text)


def without_footnotes(body: str, *, has_list: bool) -> Footnotes:
    """The body with `[n]` in place of each reference to a citing footnote; other footnotes become paragraphs.

    A footnote is citing if it reads like a reference and the body has no reference list. Its number is its label
    if all labels are numbers, else its position in order of use. The sign of any other footnote is its label, or
    its position. A footnote that is not used is a paragraph at the place of its definition. Line numbers do not
    change.
    """
    defined = {match[1]: match[2] for match in _DEFINED.finditer(body)}
    if not defined or _FENCE.search(body):
        return Footnotes(body, {})
    used = dict.fromkeys(label for label in _USED.findall(body) if label in defined)
    citing = [label for label in used if not has_list and is_reference_like(defined[label])]
    numbers = {label: place for place, label in enumerate(citing, start=1)}
    if all(label.isascii() and label.isdecimal() and int(label) > 0 for label in citing):
        numbers = {label: int(label) for label in citing}
    noted = [label for label in used if label not in numbers]
    text = _DEFINED.sub(lambda match: _defined(match, used), body)
    text = _USED.sub(lambda match: _used(match, numbers, noted), text)
    cited = {number: defined[label] for label, number in sorted(numbers.items(), key=lambda item: item[1])}
    notes = [(label if is_sign(label) else str(n), defined[label]) for n, label in enumerate(noted, start=1)]
    return Footnotes(text, cited, notes)


def _defined(match: re.Match[str], used: Container[str]) -> str:
    lines = match[0].count("\n")
    if match[1] in used:
        return "\n" * lines
    return "\n".join(line.strip() for line in match[2].split("\n"))


def _used(match: re.Match[str], numbers: Mapping[str, int], noted: Sequence[str]) -> str:
    if match[1] in numbers:
        return f" [{numbers[match[1]]}]"
    return f"{_OPEN}{noted.index(match[1])}{_CLOSE}" if match[1] in noted else match[0]
