"""How much the audience's profile favours each candidate sentence."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from index.types import SentenceKey, Vector
from qa.audience import AudienceProfile
from qa.language import grade


def favours(
    reader: AudienceProfile,
    keys: Sequence[SentenceKey],
    *,
    meant_for: Callable[[str], tuple[str, ...]],
    text: Callable[[SentenceKey], str],
    read: int,
) -> Vector:
    """How much each sentence is favoured, (n,), less what all have in common; only the first `read` are read.

    Where nobody is preferred, all are exactly 0.
    """
    found = np.array(
        [
            reader.favour(
                meant_for(key.document_id), grade(text(key)) if reader.plain and place < read else math.inf
            )
            for place, key in enumerate(keys)
        ],
        dtype=np.float32,
    )
    return found - found.min() if len(found) else found
