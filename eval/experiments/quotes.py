"""The quotes experiment: whether the right sentences of a given document are quoted.

Scores what a reader gets: the quotes of an answer of at most k quotes, at their full length, and nothing for an
abstention. An engine in this process is also scored on its ranking of the document's single sentences.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eval.data import AnswerSpan, Catalogue, GoldQuestion, Rationale
from eval.experiments.gold_sentences import GoldSentences
from eval.measures import Containment, Excerpt, SentenceF1, SentenceHit
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import (
    Asker,
    Asking,
    Journal,
    Progress,
    SentenceRanker,
    ask_each,
    question_of,
    timing_of,
    unseen,
)
from qa.schema import Answer, QuestionFilters, Quote

HIT, F1 = 3, 2
WITHIN = (3, 5)
LOOKED_AT = 10
Rankers = Mapping[str, SentenceRanker]


@dataclass(frozen=True)
class _Board:
    """The values of each figure by question, and the case and the outcome of each question."""

    asker: Asker
    journal: Journal | None
    values: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    cases: dict[str, Case] = field(default_factory=dict)
    records: dict[str, RecordedOutcome] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)

    def quotes(self, question: GoldQuestion, document: str, most: int) -> list[Quote]:
        """The quotes, at most `most`, of an answer from the given document, most relevant first.

        Of several answers to a question, the outcome of the first is kept.
        """
        asking = Asking(
            f"{question.id}, {most} quotes",
            question_of(
                question.text,
                document_id=document,
                filters=QuestionFilters(documents=(document,)),
                max_quotes=most,
            ),
        )
        (asked,) = ask_each(self.asker, [asking], journal=self.journal)
        self.milliseconds.append(asked.milliseconds)
        self.records.setdefault(question.id, asked.record.model_copy(update={"id": question.id}))
        quotes = asked.outcome.quotes if isinstance(asked.outcome, Answer) else ()
        self.values["answered"][question.id] = float(bool(quotes))
        self.groups[question.id] = question.group or document
        return sorted(quotes, key=lambda quote: (-quote.score, quote.n))

    def case(self, question: GoldQuestion, value: float, quotes: Sequence[Quote], wanted: tuple[str, ...]) -> None:
        """Keeps the case of a question for the list of the worst ones."""
        self.records[question.id] = self.records[question.id].model_copy(update={"wanted": wanted})
        returned = tuple(quote.text for quote in quotes)
        self.cases[question.id] = Case(
            id=question.id, question=question.text, value=value, returned=returned, wanted=wanted
        )

    def result(self, provenance: Provenance, notes: tuple[str, ...] = ()) -> Result:
        """Builds the result; the worst questions are those with the lowest values of the first figure."""
        figures = tuple(
            Figure.of(name, values, groups=self.groups)
            for name, values in self.values.items()
            if name != "answered"
        )
        answered = Figure.of("answered", self.values["answered"], "neither", groups=self.groups)
        return Result(
            experiment="quotes",
            figures=(*figures, answered),
            timing=timing_of(self.milliseconds),
            worst=(worst(figures[0], self.cases),),
            outcomes=with_verdicts(self.records.values(), self.values),
            notes=notes,
            provenance=provenance,
        )


def evaluate_rationales(
    asker: Asker,
    rationales: Sequence[Rationale],
    catalogue: Catalogue,
    *,
    rankers: Rankers,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Scores quotes and each ranker against evidence sentences in the right document: hit@3 and F1@2.

    The rationales number the catalogue's sentences from 0. All sentences of a quote count as chosen, so an
    answer with two quotes may choose more than two.
    """
    board, gold = _Board(asker, journal), GoldSentences(asker, catalogue)
    for done, rationale in enumerate(rationales, start=1):
        _score_quotes(board, rationale, gold)
        for name, ranker in rankers.items():
            _score_ranker(board, name, ranker, rationale, gold)
        progress(done, len(rationales))
    lost = (f"{gold.lost} sentences of the data set were not found in the stored texts",) if gold.lost else ()
    return board.result(provenance, lost)


def evaluate_spans(
    asker: Asker,
    spans: Sequence[AnswerSpan],
    *,
    rankers: Rankers,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Scores whether at most 3 or 5 quotes, or as many ranked sentences, contain the marked words."""
    board = _Board(asker, journal)
    for done, span in enumerate(spans, start=1):
        for most in WITHIN:
            quotes = board.quotes(span.question, span.document, most)
            excerpts = [Excerpt(quote.byte_start, quote.text) for quote in quotes]
            value = Containment(most)(excerpts, span.answer)
            board.values[f"answer in {most} quotes"][span.question.id] = value
            if most == WITHIN[0]:
                board.case(span.question, value, quotes, (span.answer,))
        for name, ranker in rankers.items():
            ranked = ranker(span.question.text, span.document, max(WITHIN))
            excerpts = [Excerpt(sentence.span.start, sentence.text) for sentence in ranked]
            for most in WITHIN:
                value = Containment(most)(excerpts, span.answer)
                board.values[f"answer in {most} sentences, {name}"][span.question.id] = value
        progress(done, len(spans))
    return board.result(provenance)


def _score_quotes(board: _Board, rationale: Rationale, gold: GoldSentences) -> None:
    question, wanted = rationale.question, [rationale.sentences]
    quotes = board.quotes(question, rationale.document, HIT)
    hit = SentenceHit()(gold.shown_by(quotes), wanted)
    board.values[f"hit in {HIT} quotes"][question.id] = hit
    board.case(question, hit, quotes, gold.texts(rationale.document, rationale.sentences))
    fewer = board.quotes(question, rationale.document, F1)
    board.values[f"F1 in {F1} quotes"][question.id] = SentenceF1()(gold.shown_by(fewer), wanted)


def _score_ranker(
    board: _Board, name: str, ranker: SentenceRanker, rationale: Rationale, gold: GoldSentences
) -> None:
    ranked = ranker(rationale.question.text, rationale.document, LOOKED_AT)
    spans = [sentence.span for sentence in ranked]
    chosen = gold.within(rationale.document, ranked[0].version, spans) if ranked else []
    for label, measure in ((f"hit@{HIT}", SentenceHit(HIT)), (f"F1@{F1}", SentenceF1(F1))):
        board.values[f"{label}, {name}"][rationale.question.id] = measure(chosen, [rationale.sentences])
