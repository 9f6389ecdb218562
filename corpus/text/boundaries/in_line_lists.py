"""Lists within a paragraph that are one sentence, since their lead prohibits or conditions every item."""

import re
from itertools import count

from corpus.text.boundaries.sentence_words import SentenceWords

_LONGEST_LEAD = 200
_LONGEST_ITEM = 300
_NEXT_WORDS = 3

_NUMBERED = re.compile(r":\s*\(?([1ai])[.)]+\s")
_NAMES = re.compile(r":\s+((?:[A-Z][a-z-]{3,}(?: [a-z-]{4,}){0,2}\.\s+)+)(?=[A-Z])")
_NAME = re.compile(r"[^.]+\.\s+")
_CLAUSE_END = re.compile(r"[.!?]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


def governed_lists(text: str, words: SentenceWords) -> list[tuple[int, int]]:
    """The spans, from a lead's colon into the last item, in which no sentence ends; in order and disjoint."""
    found: list[tuple[int, int]] = []
    for colon in re.finditer(":", text):
        at = colon.start()
        if (found and at < found[-1][1]) or not _governs(text[max(0, at - _LONGEST_LEAD) : at], words):
            continue
        end = _numbered_end(text, at) or _names_end(text, at, words)
        if end:
            found.append((at, end))
    return found


def _governs(before: str, words: SentenceWords) -> bool:
    lead = _CLAUSE_END.split(before)[-1].lower().replace("’", "'")
    return not words.prohibiting.isdisjoint(_WORD.findall(lead))


def _numbered_end(text: str, colon: int) -> int:
    """Just behind the start of the last item of a numbered list; 0 if there are not two items."""
    first = _NUMBERED.match(text, colon)
    if not first:
        return 0
    end = 0
    at = first.end()
    for number in count(2):
        label = _label(first[1], number)
        found = label and re.compile(rf"[.;,:!?]\s+\(?{label}[.)]+\s").search(text, at - 1, at + _LONGEST_ITEM)
        if not found:
            return end
        at = found.end()
        end = at + 1
    return end


def _label(first: str, number: int) -> str:
    """The label of an item, given that of the first: 1, a or i; blank if there is none."""
    labels = {"a": "abcdefghijklmnopqrstuvwxyz", "i": _ROMAN}.get(first)
    if labels is None:
        return str(number)
    return labels[number - 1] if number <= len(labels) else ""


def _names_end(text: str, colon: int, words: SentenceWords) -> int:
    """Just behind the start of the last of a list of names; 0 if a clause of its own follows the first name."""
    names = _NAMES.match(text, colon)
    end = 0
    for name in _NAME.finditer(text, names.start(1), names.end(1)) if names else ():
        following = _WORD.findall(text[name.end() : name.end() + 60].lower())[:_NEXT_WORDS]
        if following[0] in words.starters or not words.finite.isdisjoint(following):
            break
        end = name.end() + 1
    return end
