"""The receipts experiment: whether every quote is in the stored text, checked independently of the system.

The experiment fetches the text that a quote names, cuts and hashes it itself, and then asks the system to verify
the quote and a forged receipt. A system that wrongly calls either of them valid is detected.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eval.data import GoldQuestion
from eval.errors import AskingError
from eval.measures import receipt_validity
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen
from qa.schema import Answer, Quote, Receipt

TEXTS_KEPT = 256
FIGURES = (
    "answers without a fault",
    "receipts valid",
    "texts intact",
    "notices and references complete",
    "forgeries refused",
)
DISCLAIMER = "disclaimer present"
WANTED = ("every quote is in the stored text; its references are listed; there is a disclaimer",)


def evaluate_receipts(
    asker: Asker,
    questions: Sequence[GoldQuestion],
    *,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Scores the share of valid quotes per question; questions without an answer are left out.

    Raises AskingError if no question is answered.
    """
    audit = _Audit(asker)
    values: dict[str, dict[str, float]] = {name: {} for name in FIGURES}
    cases: dict[str, Case] = {}
    noticed: dict[str, float] = {}
    records: list[RecordedOutcome] = []
    askings = [Asking(gold.id, question_of(gold.text)) for gold in questions]
    answers = ask_each(asker, askings, journal=journal, progress=progress)
    for gold, asked in zip(questions, answers, strict=True):
        noticed[gold.id] = float(bool(asked.outcome.disclaimer.text.strip()))
        if isinstance(asked.outcome, Answer):
            cases[gold.id] = _case(gold, _score(audit, asked.outcome, gold, values))
        records.append(asked.record.model_copy(update={"wanted": WANTED}))
    if not cases:
        raise AskingError("no question was answered, so there is no receipt to check: ask other questions")
    figures = [Figure.of(name, values[name]) for name in FIGURES]
    return Result(
        experiment="receipts",
        figures=(*figures, Figure.of(DISCLAIMER, noticed)),
        timing=timing_of(record.milliseconds for record in records),
        worst=(worst(figures[0], cases),),
        outcomes=with_verdicts(records, {**values, DISCLAIMER: noticed}),
        notes=(f"{audit.checked} receipts of {len(cases)} answers to {len(questions)} questions",),
        provenance=provenance,
    )


class _Audit:
    """Checks quotes against the texts that it fetches."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.checked = 0
        self._text = lru_cache(maxsize=TEXTS_KEPT)(asker.text)

    def faults(self, quote: Quote) -> Iterator[str]:
        """Describes what is wrong with a quote; yields nothing for a valid one."""
        self.checked += 1
        text = self._text(quote.document_id, quote.version)
        piece = text[quote.byte_start : quote.byte_end]
        if hashlib.sha256(text).hexdigest() != quote.version:
            yield "the hash of the text is not its version"
        if piece != quote.text.encode():
            yield "the text at this place is not the quote"
        if hashlib.sha256(piece).hexdigest() != quote.sha256:
            yield "the hash of the bytes at this place is not that of the receipt"


def _score(audit: _Audit, answer: Answer, asked: GoldQuestion, values: dict[str, dict[str, float]]) -> list[str]:
    """Adds the shares of one answer to `values`, and returns what is wrong with the answer."""
    receipts = [_receipt(quote) for quote in answer.quotes]
    verdicts = audit.asker.verify(receipts).verdicts
    forged = audit.asker.verify([_forged(receipt) for receipt in receipts]).verdicts
    wrong = [[f"quote {quote.n}: {fault}" for fault in audit.faults(quote)] for quote in answer.quotes]
    incomplete = list(_incomplete(answer))
    values["receipts valid"][asked.id] = receipt_validity(verdicts)
    values["texts intact"][asked.id] = sum(not faults for faults in wrong) / len(wrong)
    values["notices and references complete"][asked.id] = float(not incomplete)
    values["forgeries refused"][asked.id] = 1 - receipt_validity(forged)
    refused = [f"verify: {verdict.message}" for verdict in verdicts if verdict.verdict != "valid"]
    passed = [
        f"verify calls a forgery of quote {n} valid"
        for n, verdict in enumerate(forged, start=1)
        if verdict.verdict == "valid"
    ]
    faults = [*(fault for faults in wrong for fault in faults), *incomplete, *refused, *passed]
    values["answers without a fault"][asked.id] = float(not faults)
    return faults


def _incomplete(answer: Answer) -> Iterator[str]:
    """Required parts that the answer lacks. Checked here too, since a service may have another version."""
    sources = {source.document_id: source for source in answer.sources}
    for quote in answer.quotes:
        source = sources.get(quote.document_id)
        listed = {reference.number for reference in source.references} if source else set()
        if source is None:
            yield f"quote {quote.n}: its source is not listed"
        elif not set(quote.references) <= listed:
            yield f"quote {quote.n}: references {sorted(set(quote.references) - listed)} are not listed"
    if not answer.disclaimer.text.strip():
        yield "no disclaimer"


def _receipt(quote: Quote) -> Receipt:
    return Receipt(**quote.model_dump(include=set(Receipt.model_fields)))


def _forged(receipt: Receipt) -> Receipt:
    """A receipt with another byte range and the same hash."""
    start = receipt.byte_start - 1 if receipt.byte_start else receipt.byte_start + 1
    return receipt.model_copy(update={"byte_start": start})


def _case(asked: GoldQuestion, faults: Sequence[str]) -> Case:
    return Case(
        id=asked.id,
        question=asked.text,
        value=float(not faults),
        returned=tuple(faults),
        wanted=WANTED,
    )
