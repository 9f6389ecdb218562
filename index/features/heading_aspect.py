"""The heading aspect: how well a section's headings match the part of a query that the title does not cover.

"How is gout treated?" asks for the section "Treatment" of a document on gout, even if its sentences omit the word.
"""

import numpy as np
from numpy.typing import NDArray

from index.storage import Ragged
from index.types import Vector

_EPSILON = 1e-6


def aspect_cosines(vectors: Vector, sections: Ragged, documents: NDArray[np.int64], query: Vector) -> Vector:
    """The cosine of each section's best heading, minus the mean over the sections of the same document.

    `sections` lists the contexts of each of s sections, the title first, as rows of `vectors`, (c, d), which are
    normalised; `documents`, (s,), is the document of each section. The cosine is between a heading and the
    component of `query`, (d,), that is orthogonal to the title. The result, (s,), is 0 for a section without
    headings.
    """
    aspects = np.zeros(len(documents), dtype=np.float32)
    lengths = np.diff(sections.offsets)
    with_headings = np.flatnonzero(lengths > 1)
    if not len(with_headings):
        return aspects
    query_cosines = np.einsum("cd,d->c", vectors, query)
    titles = sections.offsets[:-1]
    of_title = np.repeat(titles, lengths)
    title_cosines = query_cosines[of_title]
    title_overlaps = np.einsum("cd,cd->c", vectors, vectors[of_title])
    residual_norms = np.sqrt(np.maximum(1 - title_cosines**2, _EPSILON))
    residual_cosines = (query_cosines - title_cosines * title_overlaps) / residual_norms
    residual_cosines[titles] = -np.inf
    best = np.maximum.reduceat(residual_cosines, titles)[with_headings]
    _, group = np.unique(documents[with_headings], return_inverse=True)
    means = np.bincount(group, weights=best) / np.bincount(group)
    aspects[with_headings] = best - means[group]
    return aspects
