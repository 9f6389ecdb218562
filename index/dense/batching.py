"""Batches of texts of similar lengths, so that little is padded."""

from collections.abc import Iterator, Sequence

BATCH_TEXTS = 64
BATCH_CHARACTERS = 4000


def batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Batches of row numbers of texts with similar lengths, longest first.

    A batch has at most `BATCH_TEXTS` texts and, including padding, `BATCH_CHARACTERS` characters.
    """
    batch: list[int] = []
    for row in sorted(range(len(texts)), key=lambda row: (-len(texts[row]), row)):
        if batch and (len(batch) == BATCH_TEXTS or (len(batch) + 1) * len(texts[batch[0]]) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
