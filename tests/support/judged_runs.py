"""Runs with recorded outcomes, as `pincite eval ... --json` writes them, for people to judge."""

from pathlib import Path

from eval.report import Figure, RecordedOutcome, RecordedQuote, Result, write_result
from scripted import ORIGIN, version_of


def quote(
    text: str, title: str = "A guideline", *, section: tuple[str, ...] = (), page: int | None = None
) -> RecordedQuote:
    """A quote of a document that consists of it."""
    return RecordedQuote(
        document_id="doc",
        version=version_of(text),
        byte_start=0,
        byte_end=len(text.encode()),
        text=text,
        title=title,
        section=section,
        page=page,
        score=1.0,
    )


def answer(id_: str, *texts: str, confidence: float = 0.9, category: str = "direct") -> RecordedOutcome:
    """An answer with these quotes."""
    return RecordedOutcome(
        id=id_,
        question=f"What about {id_}?",
        category=category,
        wanted=(f"what is right about {id_}",),
        outcome="answer",
        quotes=tuple(quote(text) for text in texts),
        confidence=confidence,
        threshold=0.5,
    )


def silence(id_: str, *, confidence: float = 0.1, category: str = "outside") -> RecordedOutcome:
    """An abstention."""
    return RecordedOutcome(
        id=id_,
        question=f"What about {id_}?",
        category=category,
        outcome="abstention",
        reason="no_evidence",
        message="The documents do not answer this.",
        confidence=confidence,
        threshold=0.5,
    )


def write_run(path: Path, *outcomes: RecordedOutcome) -> Path:
    """Writes a run with these outcomes."""
    figure = Figure.of("answered", {outcome.id: float(outcome.answered) for outcome in outcomes})
    write_result(Result(experiment="judged", figures=(figure,), outcomes=outcomes, provenance=ORIGIN), path)
    return path
