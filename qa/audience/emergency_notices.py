"""Emergency notices: fixed texts above the outcome where the asker, or somebody near, has an emergency.

The texts (`notices.yaml`) and the rules (`emergencies.yaml`, with the patterns of `en/`) are data. Nothing is
learned and nothing is kept: the same question shows the same notice, and no more than a notice's id ever leaves
this module.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

import yaml
from pydantic import TypeAdapter, ValidationError

from index.analysis import fold
from qa.language import Rules as RuleFile
from qa.language import Spellings, load_rules
from qa.schema import Audience, Body, Notice

DEFAULT_LOCALE = "en"
_UNHEARD = re.compile(r"[^\w.!?;%]+")
_PART = re.compile(r"(?<!\d)[.!?;]+|[.!?;]+(?!\d)")


class NoticesError(Exception):
    """The texts of the notices cannot be used; the message names the remedy."""


class Wording(Body):
    """A notice in all its locales."""

    version: str
    texts: Mapping[str, str]


class Rule(Body):
    """Which notice is shown for which patterns of `en/emergencies.yaml`; without `whose` nobody need be named."""

    notice: str
    signs: str
    unless: str
    whose: str | None = None

    def holds(self, parts: Sequence[str], patterns: RuleFile) -> bool:
        """Whether a part of the question has a sign, and the question names somebody."""
        signs, unless = patterns[self.signs], patterns[self.unless]
        if self.whose is not None and not any(patterns[self.whose].search(part) for part in parts):
            return False
        return any(signs.search(part) and not unless.search(part) for part in parts)


class _Written(Body):
    audiences: tuple[Audience, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Rules:
    """The rules in the order in which they are tried, the spelling corrector, and who is shown a notice."""

    audiences: frozenset[Audience]
    spellings: Spellings
    rules: tuple[Rule, ...]
    patterns: RuleFile

    @classmethod
    def load(cls) -> Self:
        """The rules that come with the package."""
        written = _Written.model_validate(
            _yaml(files(__package__).joinpath("emergencies.yaml").read_text("utf-8"))
        )
        patterns = load_rules("qa.audience", "emergencies")
        spellings = Spellings.of(sorted(patterns.words("spelt")), patterns.words("kept"))
        return cls(frozenset(written.audiences), spellings, written.rules, patterns)

    def notice_id(self, question: str) -> str | None:
        """The id of the notice for a question, or None."""
        heard = self.spellings.mended(_heard(question))
        parts = [part.strip() for part in _PART.split(heard) if part.strip()]
        return next((rule.notice for rule in self.rules if rule.holds(parts, self.patterns)), None)


class Notices:
    """The notices in one locale, and the rules that show them."""

    def __init__(self, rules: Rules, texts: Mapping[str, Notice]) -> None:
        self._rules = rules
        self._texts = texts

    @classmethod
    def load(cls, locale: str = DEFAULT_LOCALE, own: Path | None = None) -> Self:
        """The packaged notices, those of the file `own` before them, in a locale such as `en` or `en-GB`.

        A locale of a region falls back to its language. Raises NoticesError for a file that cannot be used,
        and for a locale that a notice has no text for.
        """
        wordings = _wordings(files(__package__).joinpath("notices.yaml").read_text("utf-8"), "notices.yaml")
        for name, wording in _own(own).items() if own else ():
            if name not in wordings:
                raise NoticesError(f"{own} has a notice {name!r} that no rule shows: write {', '.join(wordings)}")
            wordings[name] = _over(wordings[name], wording)
        return cls(
            Rules.load(),
            {
                name: Notice(id=name, version=w.version, text=_text(name, w, locale))
                for name, w in wordings.items()
            },
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all notices."""
        return tuple(self._texts)

    def notice(self, question: str, audience: Audience) -> Notice | None:
        """The notice to show above the outcome of a question, or None."""
        if audience not in self._rules.audiences:
            return None
        name = self._rules.notice_id(question)
        return None if name is None else self._texts[name]


def _heard(question: str) -> str:
    return " ".join(_UNHEARD.sub(" ", fold(question).replace("'", "")).split())


def _own(path: Path) -> Mapping[str, Wording]:
    try:
        return _wordings(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise NoticesError(f"cannot read the notices at {path} ({error}): correct PINCITE_NOTICES") from error


def _wordings(text: str, name: str) -> dict[str, Wording]:
    try:
        return TypeAdapter(dict[str, Wording]).validate_python(_yaml(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise NoticesError(
            f"{name} is not a file of notices: write it as docs/decisions/audiences.md shows"
        ) from error


def _yaml(text: str) -> object:
    return yaml.safe_load(text)


def _over(packaged: Wording, own: Wording) -> Wording:
    return Wording(version=own.version, texts={**packaged.texts, **own.texts})


def _text(name: str, wording: Wording, locale: str) -> str:
    for known in (locale, locale.partition("-")[0]):
        if known in wording.texts:
            return wording.texts[known].strip()
    raise NoticesError(f"the notice {name!r} has no text for the locale {locale!r}: add one (PINCITE_NOTICES)")
