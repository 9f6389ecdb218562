"""Normalisation of British to American spelling, word by word, so that both give the same term.

The result is only for comparison, never for display: it need not be a word ("gastresophageal").
"""

import re

# Greek and Latin elements in which British English has ae or oe for e, given by the text after it, or before and
# after it. In the first group, the vowel of a prefix may precede: gastro-oesophageal, gastroesophageal.
_AFTER_PREFIX = ("dem[ai]", "soph", "sthe", "str[aiou]", "tio(?:log|path|gen)", "mi[ac]")
_AE = (
    ("arch", "o"), ("c", "c[aiou]"), ("c", "s(?:ar[ei]|ium)"), ("chim", "r"), ("f", "c"), ("gyn", "c"),
    ("h", "m."), ("k", "m"), ("mel", "na"), ("n", "v[iou]"), ("p", "d"), ("p", "ni"), ("pal", "o"), ("ph", "och"),
)  # fmt: skip
_OE = (
    ("am", "b"), ("c", "l(?:i[ao]|om|es?$)"), ("f", "t"), ("hom", "o"), ("man", "u"), ("pn", "[ai]"),
    ("rh", "[ai]"),
)  # fmt: skip
_DIGRAPH = "|".join(
    (
        f"[ao]+e(?={'|'.join(_AFTER_PREFIX)})",
        *(f"(?<={before})ae(?={after})" for before, after in _AE),
        *(f"(?<={before})oe(?={after})" for before, after in _OE),
    )
)
_OUR = """arb ard arm behavi cand clam col demean dol endeav fav ferv flav glam hon hum lab neighb od parl ranc
    rig rum sav savi splend succ tum val vap vig"""
_RE = "calib cent fib goit lit lust manoeuv maneuv meag met mit och sab spect theat tit"
# The text before -ise in words that American English, too, writes with s.
_KEPT = tuple(
    """absc adv advert appr chast circumc compr comprom conc dem desp dev enterpr exc exerc expert franch improv
    inc merchand parad prec prem prom repr rev sunr superv surm surpr telev treat""".split()  # noqa: SIM905 - words read better as text
)
_ISE = re.compile(r"([a-z]{2,}[b-df-hj-np-tvxyz])is(e[ds]?|ers?|ing|abl[ey]|ability|ations?|ational(?:ly)?)")
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (_DIGRAPH, "e"),
        (rf"({'|'.join(_OUR.split())})our", r"\1or"),
        (rf"({'|'.join(_RE.split())})re(s?)$", r"\1er\2"),
        (r"(cent|man(?:o?eu)v)r(ed|ing)$", r"\1er\2"),
        ("fibre", "fiber"),
        (r"([a-z]{2}ly)s(e[ds]?|ers?|ing)$", r"\1z\2"),
        ("sulph", "sulf"),
        ("logu(?:e(?=s?$)|(?=(?:ed|ing)$))", "log"),
        ("leuc(?=o(?!v)|em)", "leuk"),
        ("(gonado|cortico|somato|thyro)troph(?=in)", r"\1trop"),
        ("(counse|dia|due|fue|jewe)ll(?=e[dr]|ing|or)", r"\1l"),
        ("^(sk|w)ilful", r"\1illful"),
        ("focuss(?=e[ds]|ing)", "focus"),
        ("dgement", "dgment"),
        ("^(def|off|pret|lic)enc(?=e)", r"\1ens"),
        ("^(re|s)?mould", r"\1mold"),
        ("^artefact", "artifact"),
        ("^practis(?=e|ing)", "practic"),
        ("gramme(?=s?$)", "gram"),
        ("^grey", "gray"),
        ("^aluminium$", "aluminum"),
        ("^cesarian(?=s?$)", "cesarean"),
        ("^haem$", "heme"),
        ("^disc(?=s?$)", "disk"),
        ("^yoghurt", "yogurt"),
    )
)
# Most words have no British spelling: one search tells.
_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in (*(each for each, _ in _RULES), _ISE)))
# Part of the analyser's fingerprint: terms may change if one of these changes.
RECIPE = (*(f"{pattern.pattern} {replacement}" for pattern, replacement in _RULES), _ISE.pattern, *_KEPT)


def to_american(word: str) -> str:
    """The American spelling of a lower-case word; words without a British spelling are unchanged."""
    if not _ANY.search(word):
        return word
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    found = _ISE.fullmatch(word)
    return f"{found[1]}iz{found[2]}" if found and not found[1].endswith(_KEPT) else word
