"""Which section of a document a question asks for: its headings beside what the title leaves of the question.

"How is gout treated?" asks for the section "Treatment" of a work on gout, whose sentences need not say gout.
"""

import numpy as np
from numpy.typing import NDArray

from index.storage import Ragged
from index.types import Vector

_LEAST = 1e-6


def aspect_cosines(vectors: Vector, sections: Ragged, works: NDArray[np.int64], query: Vector) -> Vector:
    """How much nearer each section's best heading is to the question than those of the same work are on average.

    `sections` lists the contexts of each of s sections, the title first, as rows of `vectors`, (c, d) normalised;
    `works`, (s,), says which work a section is of. The cosine is that of a heading with the part of `query`,
    (d,), that is perpendicular to the title. The result, (s,), is 0 for a section without headings.
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
