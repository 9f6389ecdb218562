"""The analyser, which turns text into terms for lexical search."""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import Stemmer

from index.analysis import us_spelling as spelling

FORMAT = 2
MEMO_LIMIT = 200_000

STOP_WORDS = frozenset(
    """a about above after again all also although am an and another any are as at be because been before being
    below between both but by can could did do does doing down during each either else ever few for from further
    had has have having he her here hers herself him himself his how however i if in into is it its itself just
    let may me might more most much must my myself of off often on once one only onto or other others ought our
    ours ourselves out over own per rather s same shall she should since so some still such than that the their
    theirs them themselves then there thereby therefore these they this those though through thus to too under
    until up upon us very via was we were what whatever when where whereas whether which while who whom whose why
    will with within would yet you your yours yourself yourselves eg ie etc""".split()  # noqa: SIM905 - words read better as text
)
# Words of questions on any subject; they carry no content, so a corpus may lack them.
ASKING = frozenset(
    """actually advice always anybody anyone anything ask asked asking begin believe best better compare
    compared comparison consider considered current currently define definition describe description detail
    details differ difference different everything exactly example expect expected explain explanation get gets
    getting give given good happen happened happens help helps importance important info information key kind
    know known latest like list look looks main make makes mean meaning means meant name necessary need needed
    needs new nowadays overview people person please possible quickly really recent recommend recommended
    relevant role say somebody someone something sort start started starts still suggest suggested summary take
    taken takes tell thing things think tip tips today try use used useful using usually versus vs want wants
    way ways wonder wondering work working works""".split()  # noqa: SIM905 - words read better as text
)
# Words after which a lone "a" or "i" is a name ("hepatitis A", "type I"), not an article or a pronoun.
LETTERED = frozenset(
    """antigen class factor grade group hemophilia haemophilia hepatitis hepatitides immunoglobulin influenza
    phase porphyria provitamin stage streptococcus strep troponin type vitamin""".split()  # noqa: SIM905 - words read better as text
)
GREEK = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma
    tau upsilon phi chi psi omega""".split()  # noqa: SIM905 - words read better as text
FOLDED = {
    **dict(zip(range(0x3B1, 0x3CA), GREEK, strict=True)),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2043, 0x2212], "-"),
    **dict.fromkeys([0x2018, 0x2019, 0x2BC, 0x60], "'"),
    0x2044: "/",
}
DROPPED = frozenset({"Mn", "Me", "Cf"})
# Of Unicode's compatibility forms, those that stand for plain letters.
PLAIN_TAGS = frozenset({"<compat>", "<font>", "<narrow>", "<noBreak>", "<square>", "<wide>"})

NUMBER = r"\d+(?:[.,]\d+)*"
ATOM = rf"(?:(?>{NUMBER})[^\W_]*|[^\W_]+(?:'[^\W\d_]+)*)"
INITIALS = r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\b\.?"
TOKEN = re.compile(rf"{INITIALS}|{ATOM}(?:(?:-+|(?<=\d)/(?=\d)){ATOM})*%?")
JOINT = re.compile(r"[-/]+")
QUANTITY = re.compile(rf"({NUMBER})([^\W\d_]+)")
CONTRACTION = re.compile(r"'(?:s|re|ve|ll|d|m)$")


def fold(text: str) -> str:
    """The text in lower case, without accents and invisible characters, with plain dashes and Greek spelt out."""
    if text.isascii():
        return text.lower()
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text.translate(FOLDED) if unicodedata.category(c) not in DROPPED)


def plain_forms(text: str) -> str:
    """The text with ligatures, full-width letters and unit signs such as "㎎" as the letters that they stand for.

    Superscripts, fractions and accents are kept. The result is for comparison: its length may differ.
    """
    if text.isascii():
        return text
    return "".join(map(_plain_form, text))


def _plain_form(character: str) -> str:
    tag = unicodedata.decomposition(character).partition(" ")[0]
    return unicodedata.normalize("NFKC", character) if tag in PLAIN_TAGS else character


@dataclass(frozen=True)
class Analyser:
    """Folds text, tokenises it, removes stop words and stems. Thread-safe.

    British spelling is normalised to American: `oedema` and `edema` are the same term (see `us_spelling`).
    A compound gives terms for the whole and for its parts: `TDP-43` gives tdp-43, tdp43, tdp, 43, so that it also
    matches `TDP43`; `pre-eclampsia` gives preeclampsia, pre, eclampsia (stemmed); `5-10%` gives 5-10%, 5, 10;
    `5mg` gives 5mg, 5, mg. Negations (no, not, without, never) are not stop words.
    """

    language: str = "english"
    stop_words: frozenset[str] = STOP_WORDS
    _stemmer: Stemmer.Stemmer = field(init=False, repr=False, compare=False)
    _lock: threading.Lock = field(init=False, repr=False, compare=False, default_factory=threading.Lock)
    _memo: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.language not in Stemmer.algorithms():
            known = ", ".join(Stemmer.algorithms())
            raise ValueError(f"no stemmer for the language {self.language!r}: choose one of {known}")
        object.__setattr__(self, "_stemmer", Stemmer.Stemmer(self.language))

    @property
    def fingerprint(self) -> str:
        """Identifies the analysis: analysers with equal fingerprints give equal terms."""
        parts = [str(FORMAT), self.language, Stemmer.version(), *sorted(self.stop_words), *spelling.RECIPE]
        return f"analyser-{FORMAT}-{self.language}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}"

    @cached_property
    def asking(self) -> frozenset[str]:
        """The terms of question words, which carry no content."""
        return frozenset(self.terms(" ".join(sorted(ASKING))))

    def terms(self, text: str) -> list[str]:
        """The terms of the text in order, with repetitions."""
        terms: list[str] = []
        previous = ""
        for token in TOKEN.findall(fold(text)):
            known = self._memo.get(token)
            if token in {"a", "i"} and previous in LETTERED:
                known = (token,)
            terms += self._remember(token) if known is None else known
            previous = token
        return terms

    def _remember(self, token: str) -> tuple[str, ...]:
        with self._lock:
            terms = tuple(self._expand(token))
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            self._memo[token] = terms
        return terms

    def _expand(self, token: str) -> Iterator[str]:
        if not token[0].isdigit():
            token = token.replace(".", "")
        bare = token.removesuffix("%")
        parts = JOINT.split(bare)
        if len(parts) > 1 or bare != token:
            if not bare.replace("-", "").isalpha():
                yield token
            if len(parts) > 1 and any(c.isalpha() for c in bare):
                yield from self._word(JOINT.sub("", bare))
        for part in parts:
            yield from self._word(part)
            if quantity := QUANTITY.fullmatch(part):
                yield from quantity.groups()

    def _word(self, word: str) -> Iterator[str]:
        """The stem of a word: none for a stop word, and "not" for a contracted negation."""
        negated = word.endswith("n't") or word == "cannot"
        word = "not" if negated else CONTRACTION.sub("", word).replace("'", "")
        if word and word not in self.stop_words:
            yield self._stem(word) if word.isalpha() else word

    def _stem(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(spelling.to_american(word) if self.language == "english" else word)
        return stem
