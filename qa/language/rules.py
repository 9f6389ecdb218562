"""Rules over words, kept as data: word lists and patterns in YAML files by language, behind one matcher.

A file `en/NAME.yaml` of a room has three parts, each optional:

- `words`: lists of words. A list is one rule.
- `fragments`: pieces of patterns. `<name>` in a pattern stands for a fragment, or for the words of a list, of this
  file or of `qa/language/en/words.yaml`.
- `patterns`: by name, one regular expression, or `any` with several alternatives by their ids. Each is one rule.

A rule's id is made of the names that lead to it: `mentions.mention.other`. In a pattern of several lines a line
break after `|` is layout, and any other stands for a space. While
`counting` is active each rule that fires is counted, and `without` switches rules off; both hold for the calling
thread only, and neither costs anything while it is not in use.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

LANGUAGE = "en"
SHARED = "qa.language", "words"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRAGMENT = re.compile(r"(?<!\?P)<(?P<name>[a-z_]+)>")
_LAYOUT = re.compile(r"(?<=\|)\n")
_FLAGS = {"ignore_case": re.IGNORECASE, "dot_all": re.DOTALL, "multi_line": re.MULTILINE}
_NEVER = "(?!)"
_counted: ContextVar[Counter[str] | None] = ContextVar("counted", default=None)
_switched_off: ContextVar[frozenset[str]] = ContextVar("switched_off", default=frozenset())


class RuleError(Exception):
    """A file of rules cannot be used; the message says which rule, and why."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenRule(_Written):
    """One rule as a file has it: its pattern, and why it is there where that is not plain."""

    pattern: str
    why: str = ""


class WrittenPattern(_Written):
    """A pattern as a file has it: `form` puts its alternatives, `<any>`, between what all of them share.

    `named`: each alternative is a group of its id's name. `separate`: the alternatives are tried one after the
    other, so that each may have groups of the same names.
    """

    form: str = "<any>"
    any: Mapping[str, str | WrittenRule]
    flags: tuple[Literal["ignore_case", "dot_all", "multi_line"], ...] = ("ignore_case",)
    named: bool = False
    separate: bool = False


class WrittenRules(_Written):
    """A whole file."""

    words: Mapping[str, str] = {}
    fragments: Mapping[str, str] = {}
    patterns: Mapping[str, str | WrittenPattern] = {}


class WordList(Set[str]):
    """The words of one list or several, each of which counts as a rule where it holds a word that is looked up."""

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self._lists = lists
        self._words = frozenset[str]().union(*lists.values())

    def __contains__(self, word: object) -> bool:
        """Whether a word stands in one of the lists."""
        if word not in self._words:
            return False
        counter = _counted.get()
        if counter is not None:
            counter.update(id_ for id_, words in self._lists.items() if word in words)
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> frozenset[str]:  # type: ignore[override]  # a plain set
        return frozenset(words)


@dataclass(frozen=True)
class Matcher:
    """The alternatives of one pattern, compiled: as one regular expression, or to be tried one after the other."""

    expressions: tuple[re.Pattern[str], ...]
    sources: Mapping[str, tuple[str, int]]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        for each in self.expressions:
            found = each.match(text, start, end)
            if found is not None:
                return self._told(found)
        return None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that is the whole of `text[start:end]`."""
        for each in self.expressions:
            found = each.fullmatch(text, start, end)
            if found is not None:
                return self._told(found)
        return None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match anywhere; of several expressions the first that matches."""
        for each in self.expressions:
            found = each.search(text, start, end)
            if found is not None:
                return self._told(found)
        return None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Of each expression the match that begins the text, in their order."""
        for expression in self.expressions:
            found = expression.match(text)
            if found is not None:
                yield self._told(found)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches, from left to right for each expression."""
        for expression in self.expressions:
            for found in expression.finditer(text, start, end):
                yield self._told(found)

    def removed(self, text: str) -> str:
        """The text without what matches."""
        counted = _counted.get() is not None
        for expression in self.expressions:
            for found in expression.finditer(text) if counted else ():
                self._told(found)
            text = expression.sub("", text)
        return text

    def _told(self, found: re.Match[str]) -> re.Match[str]:
        """The match, after the rule that gives it was counted where anybody counts."""
        counter = _counted.get()
        if counter is not None:
            fired = (id_ for id_, rule in self._rules if _gives(rule, found))
            counter.update([next(fired, next(iter(self.sources)))])
        return found

    @cached_property
    def _rules(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        return [(id_, re.compile(source, flags)) for id_, (source, flags) in self.sources.items()]


class Rules:
    """The word lists and the patterns of one file; each pattern is compiled when it is first asked for."""

    def __init__(self, name: str, written: WrittenRules, shared: "Rules | None", off: frozenset[str]) -> None:
        self.name = name
        self._written, self._shared, self._off = written, shared, off
        self._lists = {
            f"{name}.{list_}": frozenset(words.split())
            for list_, words in written.words.items()
            if f"{name}.{list_}" not in off
        }
        self._matchers: dict[str, Matcher] = {}
        self._unions: dict[tuple[str, ...], WordList] = {}

    @property
    def ids(self) -> list[str]:
        """The ids of all rules."""
        patterns = ((name, _alternatives(_whole(each))) for name, each in self._written.patterns.items())
        return [
            *(f"{self.name}.{list_}" for list_ in self._written.words),
            *(self._id(name, alternative) for name, any_ in patterns for alternative in any_),
        ]

    def words(self, *lists: str) -> WordList:
        """The words of one or several lists."""
        if lists not in self._unions:
            missing = [each for each in lists if each not in self._written.words]
            if missing:
                raise RuleError(f"{self.name}.yaml has no word list {missing[0]!r}")
            ids = (f"{self.name}.{each}" for each in lists)
            self._unions[lists] = WordList({id_: self._lists[id_] for id_ in ids if id_ in self._lists})
        return self._unions[lists]

    def __getitem__(self, name: str) -> Matcher:
        """The matcher of a pattern."""
        if name not in self._matchers:
            self._matchers[name] = self._compiled(name)
        return self._matchers[name]

    def _compiled(self, name: str) -> Matcher:
        if name not in self._written.patterns:
            raise RuleError(f"{self.name}.yaml has no pattern {name!r}")
        pattern = _whole(self._written.patterns[name])
        flags = sum(_FLAGS[flag] for flag in pattern.flags)
        rules = {
            self._id(name, alternative): self._resolved(
                f"(?P<{alternative}>{source})" if pattern.named else source
            )
            for alternative, source in _alternatives(pattern).items()
            if self._id(name, alternative) not in self._off
        }
        form = self._resolved(pattern.form)
        sources = {id_: form.replace("<any>", f"(?:{source})") for id_, source in rules.items()}
        if pattern.separate:
            whole = list(sources.values())
        else:
            whole = [form.replace("<any>", f"(?:{'|'.join(rules.values()) or _NEVER})")]
        try:
            compiled = tuple(re.compile(each, flags) for each in whole)
        except re.error as error:
            raise RuleError(f"{self.name}.yaml: the pattern {name!r} does not compile: {error}") from error
        return Matcher(compiled, {id_: (source, int(flags)) for id_, source in sources.items()})

    def _id(self, name: str, alternative: str) -> str:
        return f"{self.name}.{name}.{alternative}" if alternative else f"{self.name}.{name}"

    def _resolved(self, source: str) -> str:
        line = _LAYOUT.sub("", source).replace("\n", " ")
        resolved = _FRAGMENT.sub(lambda found: self.fragment(found["name"]), line)
        return resolved if resolved == source else self._resolved(resolved)

    def fragment(self, name: str) -> str:
        """A fragment or a word list as a piece of a pattern, for patterns that are made of a question's words."""
        if name == "any":
            return "<any>"
        fragment = self._written.fragments.get(name)
        if fragment is not None:
            return f"(?:{self._resolved(fragment)})"
        if name not in self._written.words:
            if self._shared is None:
                raise RuleError(f"no file has a fragment or a word list {name!r}, which {self.name}.yaml names")
            return self._shared.fragment(name)
        words = self._lists.get(f"{self.name}.{name}", frozenset())
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=_longest_first))) or _NEVER})"


def load_rules(package: str, name: str, language: str = LANGUAGE) -> Rules:
    """The rules of a file of a room, read once: `load_rules("qa.followup", "mentions")`."""
    return _read(package, name, language, _switched_off.get())


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts how often each rule fires in this thread while the context lasts."""
    counter: Counter[str] = Counter()
    token = _counted.set(counter)
    try:
        yield counter
    finally:
        _counted.reset(token)


@contextmanager
def without(ids: Iterable[str]) -> Iterator[None]:
    """Switches rules off in this thread while the context lasts; what was made of them before keeps them."""
    token = _switched_off.set(frozenset(ids))
    try:
        yield
    finally:
        _switched_off.reset(token)


def are_observed() -> bool:
    """Whether this thread counts rules or has switched some off."""
    return _counted.get() is not None or bool(_switched_off.get())


@lru_cache(maxsize=256)
def _read(package: str, name: str, language: str, off: frozenset[str]) -> Rules:
    shared = None if (package, name) == SHARED else _read(*SHARED, language, off)
    return Rules(name, _written(package, name, language), shared, off)


@cache
def _written(package: str, name: str, language: str) -> WrittenRules:
    text = files(package).joinpath(language, f"{name}.yaml").read_text(encoding="utf-8")
    return WrittenRules.model_validate(yaml.load(text, _LOADER))  # noqa: S506 (a safe loader)


def _whole(pattern: str | WrittenPattern) -> WrittenPattern:
    """A pattern with its one alternative, which needs no id of its own, where a file has no more than that."""
    return WrittenPattern(any={"": pattern}) if isinstance(pattern, str) else pattern


def _alternatives(pattern: WrittenPattern) -> dict[str, str]:
    return {id_: each if isinstance(each, str) else each.pattern for id_, each in pattern.any.items()}


def _gives(rule: re.Pattern[str], found: re.Match[str]) -> bool:
    again = rule.match(found.string, found.start(), found.endpos)
    return again is not None and again.end() == found.end()


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
