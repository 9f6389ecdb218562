"""A result of judged answers, made by hand."""

import hashlib

from eval.report import Figure, Provenance, RecordedOutcome, RecordedQuote, Result

TEXT = "Zorbine cures zorbitis in nine of ten adults. A cold bath makes it worse."


def quote(text: str, document_id: str = "zorbitis") -> RecordedQuote:
    """A quote of the text."""
    start = len(TEXT[: TEXT.index(text)].encode())
    return RecordedQuote(
        document_id=document_id,
        version=hashlib.sha256(TEXT.encode()).hexdigest(),
        byte_start=start,
        byte_end=start + len(text.encode()),
        text=text,
        title=document_id.title(),
        score=0.5,
    )


ANSWERED = RecordedOutcome(
    id="q1",
    question="Does it cure?",
    category="cure",
    thread=("What is zorbine?",),
    wanted=("zorbitis: Zorbine cures zorbitis in nine of ten adults.", "quixosis: It does not."),
    outcome="answer",
    interpreted_question="Does zorbine cure?",
    quotes=(
        quote("Zorbine cures zorbitis in nine of ten adults."),
        quote("A cold bath makes it worse.", "quixosis"),
    ),
    confidence=0.9,
)
SILENT = RecordedOutcome(
    id="q2",
    question="Who sings?",
    category="outside",
    wanted=("no answer",),
    outcome="abstention",
    reason="no_evidence",
    message="The documents contain no evidence.",
    confidence=0.1,
)


def judged_result(*outcomes: RecordedOutcome) -> Result:
    """A result of these outcomes, or of an answer and a silence."""
    return Result(
        experiment="judged",
        figures=(
            Figure(name="nDCG@10", value=0.5, low=0.25, high=0.75, eligible=2),
            Figure(name="nDCG at 10", value=1, low=1, high=1, eligible=1),
            Figure(name="risk at 25% coverage, “first” quote", value=0.1, low=0, high=0.2, eligible=2),
        ),
        outcomes=outcomes or (ANSWERED, SILENT),
        provenance=Provenance(
            command="pincite eval judged items.jsonl",
            dataset="items.jsonl",
            split=None,
            selection=("odd half",),
            data_sha256="ab" * 32,
            generation="g1",
            url=None,
            configuration={"model": "hash", "tuning": {"weights": [1, 2], "names": {"a": "x" * 600}}},
            packages={"numpy": "2.0"},
            seed=3,
        ),
    )
