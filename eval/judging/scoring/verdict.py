"""Puts judgements, key and runs together: agreement, disagreements, and a result for each system."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from eval.errors import DataError
from eval.judging.judgements import Judgements
from eval.judging.key import Key, KeyedCase, KeyedOutcome
from eval.judging.labels import (
    ANSWER_CHOICES,
    CANNOT_JUDGE,
    FAULTS,
    QUOTE_CHOICES,
    SEVERITY,
    SILENCE_CHOICES,
)
from eval.judging.scoring.agreement import Agreement, agreement
from eval.judging.scoring.resolution import RULES, Resolved, Rule, resolve
from eval.judging.scoring.scores import JudgedOutcome, figures
from eval.judging.sheet import RunFile
from eval.report import RecordedOutcome, Result

ANSWERS, MERITS, SILENCES, QUOTES = "answers", "answers as right, partly or wrong", "silences", "quotes"
_ORDER = ("wrong", "partly", "right")


class Disagreement(NamedTuple):
    """An outcome, or a quote of one, that judges labelled differently: its code, and each judge's label."""

    unit: str
    labels: Mapping[str, str]


def agreements(files: Sequence[Judgements], seed: int = 0) -> dict[str, Agreement]:
    """The agreement on answers, on answers in order of merit, on silences and on quotes, where judges share any.

    Answers and silences have different labels; together they would agree by that alone. `cannot-judge` counts as
    a missing label. In the order of merit, every fault of an answer counts as wrong.
    """
    labels = _outcome_labels(files)
    silences = _only(labels, {choice.name for choice in SILENCE_CHOICES})
    answers = _only(labels, {choice.name for choice in ANSWER_CHOICES})
    merits = {
        judge: {unit: "wrong" if label in FAULTS else label for unit, label in given.items()}
        for judge, given in answers.items()
    }
    found = {
        ANSWERS: agreement(answers, SEVERITY, seed=seed),
        MERITS: agreement(merits, _ORDER, "ordinal", seed=seed),
        SILENCES: agreement(silences, SEVERITY, seed=seed),
        QUOTES: agreement(_quote_labels(files), [choice.name for choice in QUOTE_CHOICES], seed=seed),
    }
    return {name: each for name, each in found.items() if each}


def _only(ratings: Mapping[str, Mapping[str, str]], labels: Set[str]) -> dict[str, dict[str, str]]:
    return {
        judge: {unit: label for unit, label in given.items() if label in labels}
        for judge, given in ratings.items()
    }


def disagreements(files: Sequence[Judgements]) -> list[Disagreement]:
    """The outcomes, and then the quotes, on which judges disagree."""
    found = []
    for ratings in (_outcome_labels(files), _quote_labels(files)):
        for unit in sorted({unit for labels in ratings.values() for unit in labels}):
            given = {judge: labels[unit] for judge, labels in ratings.items() if unit in labels}
            if len(set(given.values())) > 1:
                found.append(Disagreement(unit, given))
    return found


def _outcome_labels(files: Sequence[Judgements]) -> dict[str, dict[str, str]]:
    return {
        read.judge: {
            each.outcome: each.label for each in read.judgements if each.label and each.label != CANNOT_JUDGE
        }
        for read in files
    }


def _quote_labels(files: Sequence[Judgements]) -> dict[str, dict[str, str]]:
    return {
        read.judge: {
            f"{each.outcome}-{number}": label
            for each in read.judgements
            for number, label in enumerate(each.quotes, start=1)
            if label
        }
        for read in files
    }


def results(
    files: Sequence[Judgements], key: Key, runs: Sequence[RunFile], *, rule: Rule, seed: int, command: str
) -> dict[str, Result]:
    """A result for each system, by its name; `runs` add confidences and quotes.

    A system of which nothing is judged has none. Raises DataError for a run that is not on the sheet.
    """
    by_digest = {system.sha256: system.name for system in key.systems}
    for run in runs:
        if run.sha256 not in by_digest:
            raise DataError(run.path, "is not a run that the sheet was made of, or was changed since")
    recorded = {by_digest[run.sha256]: run.by_id() for run in runs}
    judged = resolve(files, key, rule)
    compared = _compared(key, judged)
    found = {}
    for position, system in enumerate(key.systems):
        mine = [(case, outcome) for case, outcome in key.outcomes() if position in outcome.systems]
        kept = recorded.get(system.name, {})
        outcomes = [_judged(case, outcome, judged[outcome.code], kept) for case, outcome in mine]
        scored = figures(outcomes, seed, compared)
        if not scored:
            continue
        found[system.name] = Result(
            experiment="judged",
            figures=scored,
            notes=tuple(_notes(files, outcomes, rule)),
            outcomes=tuple(_recorded(case, outcome, judged[outcome.code], kept) for case, outcome in mine),
            provenance=system.provenance.model_copy(update={"command": command, "seed": seed}),
        )
    return found


def _compared(key: Key, judged: Mapping[str, Resolved]) -> Set[str] | None:
    """The questions with a label for both systems; None if there is one system, or no question with one label."""
    labelled = [[judged[outcome.code].label is not None for outcome in case.outcomes] for case in key.cases]
    if all(all(labels) or not any(labels) for labels in labelled):
        return None
    return {case.id for case, labels in zip(key.cases, labelled, strict=True) if all(labels)}


def _judged(
    case: KeyedCase, outcome: KeyedOutcome, resolved: Resolved, kept: Mapping[str, RecordedOutcome]
) -> JudgedOutcome:
    confidence = kept[case.id].confidence if case.id in kept else None
    return JudgedOutcome(case.id, case.category, outcome.answered, resolved.label, resolved.quotes, confidence)


def _recorded(
    case: KeyedCase, outcome: KeyedOutcome, resolved: Resolved, kept: Mapping[str, RecordedOutcome]
) -> RecordedOutcome:
    """The outcome as the run recorded it, or what the key says of it, with the judgement."""
    bare = RecordedOutcome(
        id=case.id,
        question=case.question,
        category=case.category,
        outcome="answer" if outcome.answered else "abstention",
    )
    whole = kept.get(case.id, bare)
    supports = {"supports": True, "contradicts": False, "beside-the-point": False}
    quotes = tuple(
        quote.model_copy(update={"supports": supports.get(label or "")})
        for quote, label in zip(whole.quotes, resolved.quotes if whole.quotes else (), strict=True)
    )
    verdicts = {f"judged {resolved.label}": 1.0} if resolved.label else {}
    return whole.model_copy(update={"quotes": quotes, "verdicts": {**whole.verdicts, **verdicts}})


def _notes(files: Sequence[Judgements], outcomes: Sequence[JudgedOutcome], rule: Rule) -> Iterator[str]:
    yield f"judged by {', '.join(read.judge for read in files)}"
    if len(files) > 1:
        yield f"where judges differ: {RULES[rule]}"
    without = sum(outcome.label is None for outcome in outcomes)
    if without:
        yield f"{without} of {len(outcomes)} outcomes have no label and are left out"
    informed = sum(judgement.informed for read in files for judgement in read.judgements)
    if informed:
        yield f"{informed} judgements were given or changed while the expected answer was shown"
