"""The sections experiment: whether questions about a section are answered from that document and that section.

The questions are made from templates, such as "How is X treated?" for the title of every document that has a
section with the heading "Treatment". They need no judgements, so any corpus with such headings can be scored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Document
from eval.data import GoldQuestion
from eval.report import Case, Figure, Provenance, RecordedOutcome, Result, with_verdicts, worst
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen
from qa.schema import Answer, Quote

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Treatment": ("How is {} treated?", "What drugs are used for {}?"),
    "Investigations": ("What investigations are needed for {}?",),
    "Clinical features": ("What are the clinical features of {}?", "symptoms of {}"),
    "Complications": ("What are the complications of {}?",),
    "Differential diagnoses": ("What is the differential diagnosis of {}?",),
    "Prevention": ("How is {} prevented?",),
}
QUOTES = 3
RECORD, SECTION, FIRST = "right record", "right section", "record first"


@dataclass(frozen=True, slots=True)
class SectionQuestion:
    """A question, and the document (its group) and the top-level section that should answer it."""

    question: GoldQuestion
    section: str

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.question.group


def section_questions(documents: Iterable[Document]) -> Iterator[SectionQuestion]:
    """The questions about every section with a heading in `TEMPLATES`, document by document."""
    for document in documents:
        sections = {block.section[0] for block in document.blocks if block.section}
        for section in sorted(sections & TEMPLATES.keys()):
            for template in TEMPLATES[section]:
                text = template.format(_title_within(document))
                id_ = f"{document.id} {text}"
                yield SectionQuestion(GoldQuestion(id_, text, group=document.id), section)


def evaluate_sections(
    asker: Asker,
    questions: Sequence[SectionQuestion],
    *,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Asks each question of the whole corpus and looks at the answer's three quotes; an abstention scores 0.

    `right record` is the share of answers with a quote from the right document, `right section` with one from its
    right section, and `record first` the share whose first source is the right document.
    """
    values: dict[str, dict[str, float]] = defaultdict(dict)
    cases: dict[str, Case] = {}
    records: list[RecordedOutcome] = []
    askings = [
        Asking(each.question.id, question_of(each.question.text, max_quotes=QUOTES, store=False))
        for each in questions
    ]
    answers = ask_each(asker, askings, journal=journal, progress=progress)
    for each, asked in zip(questions, answers, strict=True):
        outcome = asked.outcome
        quotes = outcome.quotes if isinstance(outcome, Answer) else ()
        own = [quote for quote in quotes if quote.document_id == each.document]
        first = outcome.sources[0].document_id if isinstance(outcome, Answer) else None
        values[RECORD][asked.id] = float(bool(own))
        values[SECTION][asked.id] = float(any(quote.section[:1] == (each.section,) for quote in own))
        values[FIRST][asked.id] = float(first == each.document)
        cases[asked.id] = _case(each, values[SECTION][asked.id], quotes)
        about = {"category": each.section, "wanted": cases[asked.id].wanted}
        records.append(asked.record.model_copy(update=about))
    documents = {each.question.id: each.document for each in questions}
    figures = tuple(Figure.of(name, values[name], groups=documents) for name in (RECORD, SECTION, FIRST))
    return Result(
        experiment="sections",
        figures=figures,
        timing=timing_of(record.milliseconds for record in records),
        worst=(worst(figures[1], cases),),
        outcomes=with_verdicts(records, values),
        provenance=provenance,
    )


def _title_within(document: Document) -> str:
    """The title as it is written in the middle of a sentence."""
    title = document.metadata.title
    return title if title.isupper() else title.lower()


def _case(each: SectionQuestion, value: float, quotes: Sequence[Quote]) -> Case:
    return Case(
        id=each.question.id,
        question=each.question.text,
        value=value,
        returned=tuple(" > ".join((quote.document_id, *quote.section)) for quote in quotes),
        wanted=(f"{each.document} > {each.section}",),
    )
