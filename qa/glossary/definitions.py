"""Finds sentences that define a term, by patterns over their text. Whether a definition is true is not judged.

Two forms count as definitions. A sentence may begin with the term and say what kind of thing it is
("Fasciculations are brief contractions of ...", "ALS means ..."), as in the patterns of M. Hearst ("Automatic
acquisition of hyponyms from large text corpora", COLING 1992). Or it may define a term in passing, next to plain
words: "weak muscle tone (hypotonia)", "a condition called achalasia".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import yaml

from qa.language import depends_on_previous, singular

MAX_LENGTH = 350
MIN_LENGTH = 25
_LONGEST_PHRASE = 7
_SAYS_ENOUGH = 3

_NAME = r"[^\W_][^.;:?!()]{1,70}?"
_ALIAS = (
    r"or|abbreviated|(?:(?:previously|formerly|commonly|sometimes|often|also)\s+)?"
    r"(?:called|known\s+as|referred\s+to\s+as|termed)"
)
_SUBJECT = re.compile(
    rf"(?:(?:an?|the)\s+(?:(?:medical\s+)?(?:term|word)\s+)?)?[“\"']?(?P<name>{_NAME})[”\"']?"
    rf"(?:\s+\((?P<short>[^()]{{2,60}})\))?"
    rf"(?:,?\s+(?:{_ALIAS})\s+[“\"']?(?P<other>{_NAME})[”\"']?(?:\s+\([^()]{{2,60}}\))?,?)?"
    r"\s+(?P<verb>is|are|was|means?|refers?\s+to|describes?|(?:is|are)\s+defined\s+as)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_STRONG = re.compile(r"means?|refers?|(?:is|are)\s+defined", re.IGNORECASE)
_NAMES_IT = re.compile(
    r"when\b|(?:an?|the|another)\s+(?:\w+\s+){0,2}(?:name|term|word|abbreviation)\s+(?:for|used|given|that|meaning)",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:not|no|never|now|also|still|always|often|usually|generally|sometimes)\s", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:an?|the|any|one\s+of\s+the|some|several|two|three)\s+", re.IGNORECASE)
_HEAD_ENDS = re.compile(
    r"\s*[,;:.(]|\s+(?:that|which|who|whose|where|when|whereby|caused|characteri[sz]ed|marked|defined|used|made|"
    r"found|affecting|involving|resulting|located|produced|similar|containing|consisting|given|seen|passed|spread|"
    r"lasting|inherited|designed|done|performed|due|of|in|on|for|from|with|without|by|to|between|at|and|or|within|"
    r"around|inside|under|during|after|before|through|along|against|into|about|near|than|as|usually|often|most|it|"
    r"you|your)\b",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"[\s,]*(?:that|which|in\s+which|where|when|characteri[sz]ed|caused|marked|made|used)\b")
_SAYS_LITTLE = re.compile(
    r"[\s,]*(?:that|which)\s+(?:(?:has|have)\s+been|was|were|(?:is|are)\s+(?:present|inherited|usually|often|found\s+worldwide)|"
    r"usually\s+(?:appears|occurs)|(?:occurs?|affects?|(?:is|are)\s+(?:seen|found))\s+(?:more|mostly|mainly|primarily|almost|about|"
    r"in\s+(?:about|one|\d)))\b"
)
_GOES_ON = re.compile(r"[\s,;]*(?:and|but|or|as)\b")
_IN_PASSING = re.compile(
    r"\((?:also\s+)?(?:called\s+|known\s+as\s+|or\s+)?(?P<gloss>[^()]{2,40})\)"
    r"(?=\s*[,.;:)]|\s+(?:and|or|but|as|in|of|is|are|was|were|has|have|that|which|who|from|for|with|without|on|to|at|by|can|"
    r"may|often|usually|also|due|when|where|before|after|during|because|about)\b|$)"
    r"|\b(?:(?:is|are)\s+)?(?:called|known\s+as|termed)\s+(?:an?\s+)?(?P<called>[^\W\d_][\w-]+(?:\s+[\w-]+){0,3}?)"
    r"(?=[,.;)]|\s+(?:and|or|that|which|is|are|in|may|can)\b)"
)
_PLAIN_WORDS = re.compile(r"(?:[^\W\d_]+[ -]){2,8}$")
_MAX_DISTANCE = 100


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term that a sentence defines, the words that it stands for, and whether it is defined in passing."""

    name: str
    stands_for: str
    in_passing: bool


@dataclass(frozen=True)
class Definitions:
    """Recognises definitions, with the word lists of `definitions.yaml`."""

    kinds: frozenset[str]
    methods: frozenset[str]
    claims: frozenset[str]
    rating: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """The packaged word lists."""
        lists = yaml.safe_load(files(__package__).joinpath("definitions.yaml").read_text(encoding="utf-8"))
        return cls(**{name: frozenset(words.split()) for name, words in lists.items()})

    def defined_terms(self, sentence: str) -> Iterator[DefinedTerm]:
        """The terms that the sentence defines; none if it only states a fact about its subject."""
        if (
            MIN_LENGTH <= len(sentence) <= MAX_LENGTH
            and sentence.rstrip()[-1:] in _ENDS
            and not depends_on_previous(sentence)
        ):
            yield from self._opening(sentence)
            yield from defined_in_passing(sentence)

    def _opening(self, sentence: str) -> Iterator[DefinedTerm]:
        found = _SUBJECT.fullmatch(sentence)
        if found and self._says_what(found["verb"], found["rest"]):
            for name in (found["name"], found["short"], found["other"]):
                if name:
                    yield DefinedTerm(" ".join(name.split()), found["name"], in_passing=False)

    def _says_what(self, verb: str, rest: str) -> bool:
        if _NOT.match(rest):
            return False
        if _STRONG.match(verb) or _NAMES_IT.match(rest):
            return True
        determiner = _DETERMINER.match(rest)
        phrase = rest[determiner.end() :] if determiner else rest
        end = _HEAD_ENDS.search(phrase)
        words = phrase[: end.start() if end else len(phrase)].lower().split()
        after = phrase[end.start() :] if end else ""
        if not 0 < len(words) <= _LONGEST_PHRASE:
            return False
        named = determiner is not None and determiner[0].lower().startswith("the")
        return not (named and singular(words[-1]) in self.methods) and self._is_kind(words, after)

    def _is_kind(self, words: list[str], after: str) -> bool:
        head = singular(words[-1])
        if head in self.claims or head not in self.kinds:
            return False
        if len(after.split()) < _SAYS_ENOUGH or _GOES_ON.match(after) or _SAYS_LITTLE.match(after):
            return False
        return self.rating.isdisjoint(words[:-1]) or bool(_SAYS_MORE.match(after))


_ENDS = (".", "”", '"')


def defined_in_passing(text: str) -> Iterator[DefinedTerm]:
    """The terms that a text of any length defines in passing."""
    for found in _IN_PASSING.finditer(text):
        plain = _PLAIN_WORDS.search(text[max(0, found.start() - _MAX_DISTANCE) : found.start()])
        if plain:
            yield DefinedTerm(" ".join((found["gloss"] or found["called"]).split()), plain[0], in_passing=True)
