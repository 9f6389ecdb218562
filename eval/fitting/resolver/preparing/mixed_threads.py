"""Complete questions put into threads of other conversations, so that the resolver learns to leave them alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from eval.fitting.resolver.alignment import labels_of
from eval.fitting.resolver.examples import Example
from qa.followup import Leaning

_TRIES = 20


def switched(examples: Sequence[Example], count: int, random: Random) -> Iterator[Example]:
    """Threads of some examples, each with the rewrite of an example of another conversation as its question."""
    yield from _mixed(examples, examples, count, Leaning.COMPLETE, random)


def off_topic(
    threads: Sequence[Example], others: Sequence[Example], count: int, random: Random
) -> Iterator[Example]:
    """Threads about health with a question about something else."""
    yield from _mixed(threads, others, count, Leaning.OUTSIDE, random)


def _mixed(
    threads: Sequence[Example], asked: Sequence[Example], count: int, leaning: Leaning, random: Random
) -> Iterator[Example]:
    for number in range(count):
        thread = random.choice(threads)
        other = next(
            (each for each in (random.choice(asked) for _ in range(_TRIES)) if each.group != thread.group), None
        )
        if other is not None:
            question = other.rewrite
            carried, fates, _ = labels_of(question, thread.parts, question)
            yield replace(
                thread,
                id=f"{thread.id}+{number}",
                source=f"{leaning.name.lower()} in {thread.source}",
                question=question,
                rewrite=question,
                carried=carried,
                fates=fates,
                leaning=leaning,
            )
