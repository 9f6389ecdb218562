"""Words a question with what it needs of its thread; every word stands in the question or in the thread.

A question that only names something ("and in children?") is put into the earlier question that it leans on, in the
place of words there that are not carried over. In any other question, what is carried takes the place of the words
that it replaces, or stands at the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from qa.followup.resolver.function_words import is_function_word, stem
from qa.followup.resolver.onnx_resolver import Fate, Resolution
from qa.followup.resolver.thread_parts import Part, PartKind, Word, words_of

_LONGEST_GAP = 3
_CLOSING = " \t\n.?!,;:"
_DETERMINERS = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A phrase that is carried over: characters `start` to `end` of part number `part`."""

    part: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A self-contained question, and the phrases that it has from the thread."""

    question: str
    carried: tuple[Carried, ...]


def worded(question: str, parts: Sequence[Part], resolution: Resolution, threshold: float) -> Worded:
    """The question with what it needs of its thread; as asked if that is nothing."""
    phrases = tuple(_phrases(question, parts, resolution, threshold))
    if not phrases:
        return Worded(question, ())
    asked = list(zip(words_of(question), resolution.fates, strict=True))
    kept = [word for word, fate in asked if fate == Fate.KEPT]
    frame = _frame(parts, phrases)
    if frame is not None and kept and all(map(_names, kept)):
        inside = [phrase for phrase in phrases if phrase.part == frame]
        meant = _exchanged(parts[frame].text, question[kept[0].start : kept[-1].end], inside)
        others = [phrase.text for phrase in phrases if phrase.part != frame]
    else:
        replaced = next(_adjacent([word for word, fate in asked if fate == Fate.REPLACED], question), [])
        others = [phrase.text for phrase in phrases]
        meant = _replaced(question, replaced, others.pop(0)) if replaced else question
    closing = question[len(question.rstrip(_CLOSING)) :].strip() or "?"
    return Worded(" ".join([meant.rstrip(_CLOSING), *others]) + closing, phrases)


def _phrases(question: str, parts: Sequence[Part], resolution: Resolution, threshold: float) -> Iterator[Carried]:
    """Runs of carried words; each word once, from the first part that has it."""
    known = {stem(word.text) for word in words_of(question)}
    for number, (part, shares) in enumerate(zip(parts, resolution.carried, strict=True)):
        words = list(words_of(part.text))
        needed = [
            place
            for place, word in enumerate(words)
            if shares[place] >= threshold and not is_function_word(word.text) and stem(word.text) not in known
        ]
        for first, last in _runs(needed, words):
            start, end = words[first].start, words[last].end
            yield Carried(number, start, end, part.text[start:end])
        known |= {stem(words[place].text) for place in needed}


def _runs(places: Sequence[int], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The first and last places of runs: two places are in one if only a few function words are between them."""
    first = None
    for place, following in pairwise((*places, len(words) + _LONGEST_GAP + 2)):
        first = place if first is None else first
        between = words[place + 1 : following]
        if following - place - 1 > _LONGEST_GAP or not all(is_function_word(word.text) for word in between):
            yield first, place
            first = None


def _frame(parts: Sequence[Part], phrases: Sequence[Carried]) -> int | None:
    """The earlier question with most of what is carried; None if it is all from elsewhere."""
    sizes: dict[int, int] = {}
    for phrase in phrases:
        if parts[phrase.part].kind == PartKind.QUESTION:
            sizes[phrase.part] = sizes.get(phrase.part, 0) + phrase.end - phrase.start
    return max(sizes, key=lambda number: (sizes[number], -number), default=None)


def _exchanged(frame: str, name: str, inside: Sequence[Carried]) -> str:
    """The earlier question with a name in the place of the first words that are not carried."""
    free = [
        word
        for word in words_of(frame)
        if not is_function_word(word.text) and not any(each.start <= word.start < each.end for each in inside)
    ]
    opens = _is_preposition(name.split(maxsplit=1)[0])
    for run in _adjacent(free, frame):
        before = [word for word in words_of(frame) if word.end <= run[0].start and word.text not in _DETERMINERS]
        placed = bool(before) and _is_preposition(before[-1].text)
        if placed or not opens:
            start = before[-1].start if opens else run[0].start
            return frame[:start] + name + frame[run[-1].end :]
    return f"{frame.rstrip(_CLOSING)} {name}"


def _replaced(question: str, words: Sequence[Word], text: str) -> str:
    return question[: words[0].start] + text + question[words[-1].end :]


def _adjacent(words: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """The words in runs without other words between them."""
    run: list[Word] = []
    for word in words:
        if run and text[run[-1].end : word.start].strip():
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _names(word: Word) -> bool:
    """Whether a word can be part of a mere name: not a verb or a question word, as far as function words tell."""
    return not is_function_word(word.text) or _is_preposition(word.text) or word.text.casefold() in _DETERMINERS


def _is_preposition(word: str) -> bool:
    return word.casefold() in _prepositions()


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("prepositions.txt").read_text(encoding="utf-8").split())
