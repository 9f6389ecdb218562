"""Markdown footnotes, `[^1]` and `[^1]: Doe J. 2001.`, which CommonMark does not support."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.readers.shared import is_reference_like

_DEFINED = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)", re.MULTILINE
)
_USED = re.compile(r"[ \t]?\[\^([^\]\s]{1,60})\](?!:)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Footnotes:
    """A body without footnote syntax, and the texts of the footnotes that cite something, by reference number."""

    body: str
    cited: Mapping[int, str]


def without_footnotes(body: str, *, has_list: bool) -> Footnotes:
    """The body with `[n]` in place of each reference to a citing footnote; other footnotes become paragraphs.

    A footnote is citing if it reads like a reference and the body has no reference list. Its number is its label
    if all labels are numbers, else its position in order of use. Other footnotes are paragraphs at the place of
    their definition, without marks. Line numbers do not change.
    """
    defined = {match[1]: match[2] for match in _DEFINED.finditer(body)}
    if not defined or _FENCE.search(body):
        return Footnotes(body, {})
    used = dict.fromkeys(label for label in _USED.findall(body) if label in defined)
    citing = [label for label in used if not has_list and is_reference_like(defined[label])]
    numbers = {label: place for place, label in enumerate(citing, start=1)}
    if all(label.isascii() and label.isdecimal() and int(label) > 0 for label in citing):
        numbers = {label: int(label) for label in citing}
    text = _DEFINED.sub(lambda match: _defined(match, numbers), body)
    text = _USED.sub(lambda match: _used(match, numbers, defined), text)
    return Footnotes(
        text, {number: defined[label] for label, number in sorted(numbers.items(), key=lambda item: item[1])}
    )


def _defined(match: re.Match[str], numbers: Mapping[str, int]) -> str:
    lines = match[0].count("\n")
    if match[1] in numbers:
        return "\n" * lines
    return "\n".join(line.strip() for line in match[2].split("\n"))


def _used(match: re.Match[str], numbers: Mapping[str, int], defined: Mapping[str, str]) -> str:
    if match[1] in numbers:
        return f" [{numbers[match[1]]}]"
    return "" if match[1] in defined else match[0]
