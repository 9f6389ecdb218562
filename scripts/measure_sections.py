"""How often a question about a section of a treatment guideline is answered from that record and that section.

The questions are made: forms such as "How is X treated?" about every record of the Nigeria Standard Treatment
Guidelines 2022 that has the section. They are asked of all records, and three quotes are looked at.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from eval.data.selection import half_of
from eval.report import Figure
from eval.systems import digest_of
from eval.systems.home import default_cache, prepare
from qa.assembly import open_engine
from qa.commands import Progress
from qa.engine import Engine
from qa.schema import Answer, Question
from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
FORMS = {
    "Treatment": ("How is {} treated?", "What drugs are used for {}?"),
    "Investigations": ("What investigations are needed for {}?",),
    "Clinical features": ("What are the clinical features of {}?", "symptoms of {}"),
    "Complications": ("What are the complications of {}?",),
    "Differential diagnoses": ("What is the differential diagnosis of {}?",),
    "Prevention": ("How is {} prevented?",),
}
QUOTES = 3


@dataclass(frozen=True)
class Asked:
    """A question, and the record and the section that it asks for."""

    text: str
    record: str
    section: str


def main() -> None:
    """Ask, and print the shares with their intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--half", choices=("even", "odd"), default="odd")
    options = parser.parse_args()
    records = options.data / "nigeria_stg2022" / "conditions.jsonl.gz"
    prepared = prepare(records, digest_of([records]), Settings(suggestions=False), options.cache)
    engine = open_engine(prepared.settings)
    asked = [question for question in questions(engine) if half_of(question.record) == options.half]
    print(f"{len(asked)} questions, {options.half} half of the records")
    for figure in figures(engine, asked):
        print(f"{figure.name:14} {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]")


def questions(engine: Engine) -> Iterator[Asked]:
    """The questions about every section of every record that has forms."""
    for id_ in engine.store.ids():
        document = engine.store.document(id_)
        sections = {block.section[0] for block in document.blocks if block.section}
        for section in sorted(sections & FORMS.keys()):
            for form in FORMS[section]:
                yield Asked(form.format(_inside(document)), id_, section)


def _inside(document: Document) -> str:
    """The title as it stands in a sentence."""
    title = document.metadata.title
    return title if title.isupper() else title.lower()


def figures(engine: Engine, asked: Sequence[Asked]) -> Iterator[Figure]:
    """The shares of the questions with the right record, its right section, and the right record first."""
    values: dict[str, dict[str, float]] = {name: {} for name in ("right record", "right section", "record first")}
    with Progress("Asking", "questions") as progress:
        for number, question in enumerate(asked, start=1):
            outcome = engine.answer(Question(question=question.text, max_quotes=QUOTES, store=False))
            quotes = outcome.quotes if isinstance(outcome, Answer) else ()
            own = [quote for quote in quotes if quote.document_id == question.record]
            id_ = f"{question.record} {question.text}"
            values["right record"][id_] = float(bool(own))
            values["right section"][id_] = float(any(quote.section[:1] == (question.section,) for quote in own))
            first = outcome.sources[0].document_id if isinstance(outcome, Answer) else None
            values["record first"][id_] = float(first == question.record)
            progress(number, len(asked))
    return (Figure.of(name, found) for name, found in values.items())


if __name__ == "__main__":
    main()
