"""The experiment on judged items: whether the quotes of each answer show what was wanted, and silence is right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from eval.data import JudgedItem
from eval.errors import AskingError
from eval.experiments.judged.figures import judged_figures, reasons_in_words, with_reasons
from eval.experiments.judged.gold import Gold, look_up
from eval.experiments.judged.library import Library
from eval.experiments.judged.selective import judged_confidences
from eval.experiments.judged.support import supports
from eval.experiments.judged.verdicts import AMONG, WRONGLY, unasked, verdict
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, Worst, worst
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen

Unreachable = Literal["leave-out", "count-wrong"]
_NAMED = 5


def evaluate_judged(
    asker: Asker,
    items: Sequence[JudgedItem],
    *,
    provenance: Provenance,
    unreachable: Unreachable = "leave-out",
    journal: Journal | None = None,
    announce: Callable[[str], None] = lambda _: None,
    progress: Progress = unseen,
) -> Result:
    """Asks each item, after the questions of its thread in one conversation, and applies the rules of `verdicts`.

    Items whose gold is in no document of the system are asked too, but have no verdicts, unless `unreachable` says
    that they count as wrong; `announce` is told their number before anything is asked. Raises AskingError if no
    item is left to score.
    """
    library = Library(asker)
    known = look_up(library, items)
    if out := sum(bool(gold.unreachable) for gold in known):
        announce(f"{out} of {len(known)} items cannot be answered from the documents: they are listed at the end")
    askings = [_asking(gold.item) for gold in known if gold.askable]
    answers = ask_each(asker, askings, journal=journal, progress=progress)
    return _result(library, known, (asked.record for asked in answers), provenance, unreachable)


def judge_recorded(
    asker: Asker,
    items: Sequence[JudgedItem],
    records: Mapping[str, RecordedOutcome],
    *,
    provenance: Provenance,
    unreachable: Unreachable = "leave-out",
) -> Result:
    """Judges the recorded outcomes of the items, by id, by the same rules, with the documents of `asker`.

    The answers of another system are judged in this way. Raises AskingError if no item is left to score.
    """
    library = Library(asker)
    known = look_up(library, items)
    given = (records[gold.item.id] for gold in known if gold.askable)
    return _result(library, known, given, provenance, unreachable)


def _result(
    library: Library,
    known: Sequence[Gold],
    records: Iterator[RecordedOutcome],
    provenance: Provenance,
    unreachable: Unreachable,
) -> Result:
    """The result, given an outcome for each item that can be asked, in order."""
    judge = _Judge(library, strict=unreachable == "count-wrong")
    outcomes = with_reasons([judge.outcome(gold, records) for gold in known])
    if not any(outcome.verdicts for outcome in outcomes):
        raise AskingError(
            f"the gold of no item is in the documents that were asked (first: {known[0].item.id}: "
            f"{known[0].unreachable}): ingest them, or correct the items"
        )
    figures = judged_figures(outcomes, seed=provenance.seed)
    return Result(
        experiment="judged",
        figures=figures,
        timing=timing_of(outcome.milliseconds for outcome in outcomes),
        worst=tuple(_worst(figures, outcomes)),
        confidences=judged_confidences(outcomes),
        notes=tuple(_notes(known, outcomes, unreachable)),
        outcomes=outcomes,
        provenance=provenance,
    )


class _Judge:
    """Judges outcomes with the documents of the system; `strict` counts what is unreachable as wrong."""

    def __init__(self, library: Library, *, strict: bool) -> None:
        self._library = library
        self._strict = strict

    def outcome(self, gold: Gold, records: Iterator[RecordedOutcome]) -> RecordedOutcome:
        """The recorded outcome of an item, with its verdicts; takes the next record if the item was asked."""
        item = gold.item
        reason = (f"(unreachable: {gold.unreachable})",) if gold.unreachable else ()
        about = {"category": item.cls, "wanted": (*gold.wanted, *reason)}
        if not gold.askable:
            record = RecordedOutcome(
                id=item.id,
                question=item.question,
                thread=item.thread,
                document_id=item.document_id,
                audience=item.audience,
            )
            scored = self._strict and not item.abstain
            return record.model_copy(update={**about, "verdicts": unasked(gold).values if scored else {}})
        record = next(records).model_copy(update=about)
        return record if gold.unreachable and not self._strict else self._judged(gold, record)

    def _judged(self, gold: Gold, record: RecordedOutcome) -> RecordedOutcome:
        quotes = record.quotes
        right = [any(supports(self._library, expected, q) for expected in gold.item.expected) for q in quotes]
        statements = gold.item.must if self._strict else gold.statements
        shown = [nugget for nugget in statements if any(supports(self._library, nugget, q) for q in quotes)]
        values, supporting = verdict(gold, record, right, shown, strict=self._strict)
        judged = zip(quotes, supporting, strict=True)
        marked = tuple(quote.model_copy(update={"supports": value}) for quote, value in judged)
        return record.model_copy(update={"quotes": marked, "verdicts": values})


def _asking(item: JudgedItem) -> Asking:
    about = {"document_id": item.document_id, **({"audience": item.audience} if item.audience else {})}
    before = tuple(question_of(text, **about) for text in item.thread)
    return Asking(item.id, question_of(item.question, store=bool(before), **about), before)


def _worst(figures: Sequence[Figure], outcomes: Sequence[RecordedOutcome]) -> Iterator[Worst]:
    cases = {outcome.id: _case(outcome) for outcome in outcomes}
    for figure in figures:
        if figure.name == AMONG:
            yield worst(figure, cases)
        elif figure.name == WRONGLY:
            right = {id_: 1 - value for id_, value in figure.values.items()}
            yield worst(figure.model_copy(update={"values": right}), cases)


def _case(outcome: RecordedOutcome) -> Case:
    returned = tuple(f"{quote.document_id}: {quote.text}" for quote in outcome.quotes) or (outcome.message or "",)
    return Case(
        id=outcome.id,
        question=" → ".join((*outcome.thread, outcome.question)),
        value=outcome.verdicts.get(AMONG, 0.0),
        returned=returned,
        wanted=outcome.wanted,
    )


def _notes(known: Sequence[Gold], outcomes: Sequence[RecordedOutcome], unreachable: Unreachable) -> Iterator[str]:
    silent = sum(gold.item.abstain for gold in known)
    yield f"{len(known) - silent} items with gold passages, {silent} that call for silence"
    out = [gold for gold in known if gold.unreachable]
    left_out = sum(not outcome.verdicts for outcome in outcomes)
    if out:
        treated = f"{left_out} left out of the figures, {len(out) - left_out} counted as wrong"
        yield f"{len(out)} items cannot be answered from these documents ({treated}; --unreachable {unreachable}):"
        yield from (f"  {gold.item.id}: {gold.unreachable}" for gold in out[:_NAMED])
        if len(out) > _NAMED:
            yield f"  and {len(out) - _NAMED} more"
    else:
        yield f"the gold of every item is in the documents (--unreachable {unreachable})"
    lost = sum(gold.lost for gold in known if not gold.unreachable)
    moved = sum(gold.moved for gold in known)
    if lost:
        yield f"{lost} passages of other items are in no document; those items have further passages or statements"
    if moved:
        yield f"{moved} passages were found elsewhere than at their offsets"
    yield reasons_in_words(outcomes)
    yield "support is decided by rules (pincite eval judged --help): judge the outcomes to see what they miss"
