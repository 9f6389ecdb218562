"""Boosts candidate sentences that suit the audience: easy to read, or from documents written for it."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from index.types import SentenceKey, Vector
from qa.audience import AudienceProfile
from qa.language import grade


def audience_boosts(
    profile: AudienceProfile,
    keys: Sequence[SentenceKey],
    *,
    meant_for: Callable[[str], tuple[str, ...]],
    text: Callable[[SentenceKey], str],
    graded: int,
) -> Vector:
    """The boost of each of n sentences, (n,) float32 from 0 to the profile's `reach`.

    `meant_for` gives the audiences that a document names. `text` gives a sentence's text, which is read for the
    first `graded` sentences only, and only if the profile prefers plain language. The lowest boost is subtracted
    from all, so that equally suitable sentences get exactly 0.
    """
    boosts = np.array(
        [
            profile.favour(
                meant_for(key.document_id), grade(text(key)) if profile.plain and place < graded else math.inf
            )
            for place, key in enumerate(keys)
        ],
        dtype=np.float32,
    )
    return boosts - boosts.min() if len(boosts) else boosts
