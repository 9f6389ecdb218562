"""The places in a text at which a sentence may end, each with the words around it."""

import re
from dataclasses import dataclass
from functools import cached_property

LOOK_BACK = 60
LOOK_AHEAD = 80
NUMBER = re.compile("[<>≤≥~≈±+x×]?\\d+(?:[.,·/:\u2012-\u2014-]\\d+)*[⁺⁻⁰¹²³⁴-⁹]*%?\\Z")

_CLOSING = "\"'\u201d\u2019»)\\]}"
_RAISED = "\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02ff\u1d2c-\u1d6a\u1d9c-\u1dbf\u2070-\u209c"
# What may stand between a full stop and the space after it: note marks and markers of references.
_NOTE = "|".join(
    (
        r"[*†‡§¶‖#]{1,4}",
        rf"(?<![{_RAISED}][.])[{_RAISED}]{{1,8}}(?:[,˒–-]\s?[{_RAISED}]{{1,8}})*+",
        r"\[[^\[\]]{1,20}\]",
        r"\(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*+\)",
        r"(?:(?<=[a-z]{3}[.!?])|(?<=[a-z]{3}[.!?][\"\u201d)])|(?<=[a-z]{3}[)][.!?]))\d{1,3}(?:[,–-]\s?\d{1,3})*+",
        r"(?<=[a-z]{4}\.)[a-d](?:,[a-d])*+",
    )
)
# ... and what may stand behind the space, with a space of its own.
_DETACHED = rf"(?:[\"”]|[†‡§¶{_RAISED}]{{1,4}}|\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*+\])\s++"
_STOP = re.compile(
    rf"(?<![.!?…])([.!?…]++)([{_CLOSING}]*+)((?:{_NOTE})*+)[{_CLOSING}]*+\s++(?:{_DETACHED})?(?=\S)"
)
# "the wall.The other": the space was lost when a page was copied. Names such as "Cancer.Net" do not match.
_UNSPACED = re.compile(r"(?<=[a-z]{4})([.!?])(?=[A-Z][a-z]+[ ,])")
_PLAIN_WORD = re.compile(r"(?:^|[^\w./@])[a-z]+\Z")

_ENCLOSING = "()[]{}\"'“”\u2018’«»*•"
_LAST_WORDS = re.compile(r"(?:(\S+) )?([^\s()\[\]{}\"“”,;]+)\Z")
_BULLETS = "•▪·・■□●○◦◆◇►▶➢➤✓✔‣∙"
# The first word after a stop, behind what may open a sentence: brackets, quotation marks, bullets and note marks.
_NEXT = re.compile(
    rf"(?:[(\[{{\"'«“\u2018¿¡*†‡§{_BULLETS}]\s?|—|[–-]\s){{0,6}}+([^\W_]+(?:[-’'/&][^\W_]+)*+)(\S*)"
)
_ENUMERATED = re.compile(r"(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]+\s[(\"“]?[A-Z]")
_CODE = re.compile(r"[IVXLC]+\b(?!')|[A-Z](?![\w'])|[A-Z]+-?\d")


@dataclass(frozen=True)
class Stop:
    """A place where a sentence may end: the text from `at` is its mark, and the next sentence begins at `start`.

    `before` and `word` are the last two words before the mark, without brackets and quotation marks. A `noted`
    stop is followed by a note mark or a reference.
    """

    mark: str
    at: int
    start: int
    before: str
    word: str
    noted: bool
    ahead: str

    @cached_property
    def _following(self) -> re.Match[str] | None:
        return _NEXT.match(self.ahead)

    @property
    def next(self) -> str:
        """The first word after the stop; blank if something other than a word follows."""
        return self._following[1] if self._following else ""

    @cached_property
    def rest(self) -> str:
        """The text after the first word."""
        return self.ahead[self._following.end(1) :] if self._following else ""

    @cached_property
    def is_before_enumerator(self) -> bool:
        """Whether an item's number or letter follows, as in "b) Stop" or "2. Stop"."""
        following = self._following
        return following is not None and bool(_ENUMERATED.match(self.ahead, following.start(1)))

    @property
    def is_before_lower(self) -> bool:
        """Whether a lower-case word follows; names such as mRNA, pH and α-blocker count as capitalised."""
        first = re.split("[-’'/&]", self.next, maxsplit=1)[0]
        if not first[:1].islower() or self.is_before_enumerator:
            return False
        is_greek_prefix = len(first) == 1 and "α" <= first <= "ω" and len(self.next) > 1
        return not is_greek_prefix and first.islower()

    @property
    def is_before_number(self) -> bool:
        """Whether a digit follows."""
        return self.next[:1].isdigit()

    @property
    def is_before_code(self) -> bool:
        """Whether a Roman numeral, a single capital letter or a code such as ZX-113 follows."""
        following = self._following
        return following is not None and bool(_CODE.match(self.ahead, following.start(1)))

    @property
    def is_after_number(self) -> bool:
        """Whether the last word follows a number, as a unit does."""
        return bool(NUMBER.match(self.before))


def stops(text: str) -> list[Stop]:
    """The stops of a text in order: marks before white space, and those before a capital without a space."""
    spaced = [_stop(text, match, noted=bool(match[3])) for match in _STOP.finditer(text)]
    unspaced = [_stop(text, match) for match in _UNSPACED.finditer(text) if _is_word(text, match.start())]
    return sorted([*spaced, *unspaced], key=lambda stop: stop.at) if unspaced else spaced


def _is_word(text: str, end: int) -> bool:
    """Whether letters end here that are no part of an address or a name."""
    return _PLAIN_WORD.search(text[max(0, end - LOOK_BACK) : end]) is not None


def _stop(text: str, match: re.Match[str], *, noted: bool = False) -> Stop:
    at, start = match.span()
    last = _LAST_WORDS.search(text[max(0, at - LOOK_BACK) : at])
    before, word = (last[1] or "", last[2]) if last else ("", "")
    return Stop(
        mark=match[1],
        at=at,
        start=start,
        before=before.strip(_ENCLOSING),
        word=word.strip(_ENCLOSING),
        noted=noted,
        ahead=text[start : start + LOOK_AHEAD],
    )
