"""Measures the processor time of notices, glossary and suggestions for a patient; `bench.py` prints it."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from index.types import Filters
from qa.assembly import open_engine
from qa.audience import Notices, load_profiles
from qa.engine import Engine
from qa.glossary import Glossary
from qa.schema import Abstention, Answer, Question
from qa.settings import Settings
from qa.suggestion import Suggestions

REPEATS, COLD = 3, 10


def processor_times(home: Path, questions: Sequence[str], emergencies: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of processor time by what was computed, without the first ten; nothing is cached between repeats.

    Notices are computed for clinical questions, which have none, and for descriptions of emergencies. Suggestions
    are computed as if the article of the first quote were being read, so that related topics are included.
    """
    engine = open_engine(Settings(home=home, suggestions=False))
    notices, glossary = Notices.load(), Glossary(engine.store)
    times: dict[str, list[float]] = {}
    for text in list(emergencies) * REPEATS:
        work = partial(notices.notice, text, "patient")
        times.setdefault("notice, emergencies", []).append(_seconds(work))
    for text in questions:
        asked = Question(question=text, audience="patient", store=False)
        outcome = engine.answer(asked)
        for _ in range(REPEATS):
            work = partial(notices.notice, text, "patient")
            times.setdefault("notice, clinical questions", []).append(_seconds(work))
            for name, made in _beside(engine, glossary, asked, outcome):
                times.setdefault(name, []).append(_seconds(made))
    return {name: seconds[COLD:] for name, seconds in times.items()}


def _beside(
    engine: Engine, glossary: Glossary, asked: Question, outcome: Answer | Abstention
) -> Iterator[tuple[str, Callable[[], object]]]:
    index = engine.live.current()
    if isinstance(outcome, Answer):
        yield "glossary", partial(glossary.entries, index, outcome.quotes, Filters())
        suggestions = Suggestions(engine.answering.stages, load_profiles())
        read = asked.model_copy(update={"document_id": outcome.quotes[0].document_id})
        yield "suggestions", partial(suggestions.after, index, read, (), outcome)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
