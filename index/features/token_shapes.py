"""Token shapes: whether a term is a number, a time, a share or an address, judged by its spelling."""

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Shapes = NDArray[np.uint8]
NUMBER, TIME, SHARE, LETTER, ADDRESS = 1, 2, 4, 8, 16
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# Stems of units of time and names of months.
_TIMES = frozenset(
    """minut hour day week month year decad januari februari april june juli august septemb octob novemb
    decemb""".split()  # noqa: SIM905 - words read better as text
)
# Stems of words for parts of a whole.
_SHARES = frozenset(("percent", "percentag", "proport", "fraction", "half", "third", "quarter"))
# Terms that begin web addresses and DOIs; a decimal number can look like the prefix of a DOI.
_SCHEMES = frozenset(("http", "https", "www", "doi", "dx"))
_PREFIX = re.compile(r"10\.[0-9]{4,9}(?:/.*)?")


def shapes_of(vocabulary: Mapping[str, int]) -> Shapes:
    """The shape of each term, by term id (ids are 0 to n - 1): a sum of the constants above."""
    shapes = np.zeros(len(vocabulary), dtype=np.uint8)
    for term, number in vocabulary.items():
        shapes[number] = _shape(term)
    return shapes


def _shape(term: str) -> int:
    kinds = (
        (NUMBER, term[:1].isdigit()),
        (TIME, term in _TIMES or _YEAR.fullmatch(term) is not None),
        (SHARE, term in _SHARES or term.endswith("%")),
        (LETTER, len(term) == 1 and term.isalpha()),
        (ADDRESS, term in _SCHEMES or _PREFIX.fullmatch(term) is not None),
    )
    return sum(kind for kind, applies in kinds if applies)
