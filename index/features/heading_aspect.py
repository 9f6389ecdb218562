"""The heading aspect: how well a section's headings match the part of a query that the title does not cover.

"How is gout treated?" asks for the section "Treatment" of a document on gout, even if its sentences omit the word.
"""

import numpy as np
from numpy.typing import NDArray

from index.storage import Ragged
from index.types import Vector

_LEAST = 1e-6


def aspect_cosines(vectors: Vector, sections: Ragged, works: NDArray[np.int64], query: Vector) -> Vector:
    """The cosine of each section's best heading, minus the mean over the sections of the same document.

    `sections` lists the contexts of each of s sections, the title first, as rows of `vectors`, (c, d), which are
    normalised; `works`, (s,), is the document of each section. The cosine is between a heading and the component
    of `query`, (d,), that is orthogonal to the title. The result, (s,), is 0 for a section without headings.
    """
    aspects = np.zeros(len(works), dtype=np.float32)
    lengths = np.diff(sections.offsets)
    headed = np.flatnonzero(lengths > 1)
    if not len(headed):
        return aspects
    asked = np.einsum("cd,d->c", vectors, query)
    titles = sections.offsets[:-1]
    of_title = np.repeat(titles, lengths)
    said = asked[of_title]
    along = np.einsum("cd,cd->c", vectors, vectors[of_title])
    left = (asked - said * along) / np.sqrt(np.maximum(1 - said**2, _LEAST))
    left[titles] = -np.inf
    best = np.maximum.reduceat(left, titles)[headed]
    _, group = np.unique(works[headed], return_inverse=True)
    means = np.bincount(group, weights=best) / np.bincount(group)
    aspects[headed] = best - means[group]
    return aspects
