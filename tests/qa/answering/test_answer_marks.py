"""The answering span of a quote in an answer: bytes of the stored text, in the sentence that answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import engine_of
from factories import make_document
from qa.answering.answer_marks import AnswerMarks
from qa.engine import Engine
from qa.schema import Answer, Question, Quote, Receipt
from qa.selection import Run

ZOLAMIDE = make_document(
    "zolamide",
    "Zolamide",
    {
        "Prognosis": [
            "L’espérance 😀 of zolamide users differs.",
            "People with bulbar gout who take zolamide live 2–3 years on average.",
        ],
        "Courses": ["Do not give zolamide to:"],
        "Use": ["Give zolamide to:"],
        "Travel": ["Zolamide is allowed on flights.", "Pelamide is not."],
        "Storage": ["Zolamide bottles keep for 2 years.", "Zolamide vials keep for 3 years."],
    },
    lists={"Courses": ["adults with gout for 9 days"], "Use": ["adults with gout for 7 days"]},
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_of(Path(tmp_path_factory.mktemp("marks")), ZOLAMIDE, suggest=False) as engine:
        yield engine


BULBAR = "How long do people with bulbar gout who take zolamide live?"


def quotes(engine: Engine, question: str) -> tuple[Quote, ...]:
    outcome = engine.answer(Question(question=question, document_id="zolamide", store=False))
    assert isinstance(outcome, Answer)
    return outcome.quotes


def test_the_marked_words_are_the_bytes_of_the_stored_text(engine: Engine) -> None:
    quote = next(quote for quote in quotes(engine, BULBAR) if "average" in quote.text)
    assert quote.answer_span is not None
    stored = engine.store.text(quote.document_id, quote.version).encode()
    span = quote.answer_span
    assert stored[span.byte_start : span.byte_end].decode() == "2–3 years"
    assert "".join(quote.around_answer) == quote.text
    assert quote.links.reader.endswith(
        f"#q={quote.byte_start}-{quote.byte_end}&a={span.byte_start}-{span.byte_end}"
    )


def test_every_quote_that_is_marked_verifies_as_before(engine: Engine) -> None:
    marked = [quote for quote in quotes(engine, BULBAR) if quote.answer_span is not None]
    receipts = [Receipt(**{name: getattr(quote, name) for name in Receipt.model_fields}) for quote in marked]
    assert receipts
    assert engine.verify(receipts).valid


def mark(engine: Engine, question: str, *texts: str, best: str = "") -> str | None:
    """What is marked in a quote of the sentences from the first to the last of the texts."""
    index = engine.live.current()
    ordinals = [n for n in range(len(ZOLAMIDE.sentences)) if ZOLAMIDE.sentence_text(n) in texts]
    relevance = {index.row("zolamide", n): float(ZOLAMIDE.sentence_text(n) == best) for n in ordinals}
    marks = AnswerMarks(index, index.query(question), relevance)
    found = marks.mark(ZOLAMIDE, Run(ordinals[0], ordinals[-1], 1.0))
    return None if found is None else found.of(ZOLAMIDE.text)


def test_the_most_relevant_sentence_of_a_quote_is_marked(engine: Engine) -> None:
    one, two = "Zolamide bottles keep for 2 years.", "Zolamide vials keep for 3 years."
    assert mark(engine, "How long does zolamide keep?", one, two, best=one) == "2 years"
    assert mark(engine, "How long does zolamide keep?", one, two, best=two) == "3 years"


def test_no_verdict_is_marked_if_the_quote_comes_to_what_is_asked_about_later(engine: Engine) -> None:
    one, two = "Zolamide is allowed on flights.", "Pelamide is not."
    assert mark(engine, "Is zolamide allowed on flights?", one, two, best=one) == "is allowed"
    assert mark(engine, "Is pelamide allowed on flights?", one, two, best=one) is None


def test_a_quote_without_a_candidate_is_not_marked(engine: Engine) -> None:
    index = engine.live.current()
    marks = AnswerMarks(index, index.query("How long does zolamide keep?"), {})
    assert marks.mark(ZOLAMIDE, Run(0, len(ZOLAMIDE.sentences) - 1, 1.0)) is None


def test_an_item_of_what_is_prohibited_is_not_marked(engine: Engine) -> None:
    asked = "How long is zolamide given to adults with gout?"
    assert mark(engine, asked, "adults with gout for 9 days") is None
    assert mark(engine, asked, "adults with gout for 7 days") == "7 days"
