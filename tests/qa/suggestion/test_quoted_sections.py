"""The sections of a document that a conversation has quoted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from engines import engine_over
from factories import make_document
from qa.conversation import Turn
from qa.engine import Engine
from qa.schema import Answer, Question, Receipt
from qa.suggestion.quoted_sections import quoted_sections

GOUT = make_document(
    "gout",
    "Gout",
    {
        "Symptoms": ["The symptoms of gout are a hot and swollen toe."],
        "Treatment": ["Colchicine is the treatment of gout attacks in adults."],
        "Prognosis": ["The prognosis of gout is good when the uric acid falls."],
    },
)
FIRST, SECOND, THIRD = ("Symptoms",), ("Treatment",), ("Prognosis",)


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home: Path = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield engine_over(home, store, GOUT, suggest=False)


def receipt(section: tuple[str, ...], **changed: object) -> Receipt:
    """The receipt of the last sentence in a section of GOUT; `changed` fields replace the right ones."""
    sentences = [each for each in GOUT.sentences if GOUT.blocks[each.block].section == section]
    start, end = GOUT.byte_span(sentences[-1].span)
    fields = {"document_id": "gout", "version": GOUT.version, "byte_start": start, "byte_end": end}
    return Receipt.model_validate({**fields, "sha256": "0" * 64, **changed})


def turn(*quotes: Receipt) -> Turn:
    return Turn(1, "why?", "why?", quotes=quotes)


def answer(engine: Engine) -> Answer:
    """An answer that quotes the treatment."""
    outcome = engine.answer(Question(question="What is the treatment of gout attacks?", max_quotes=1, store=False))
    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].section == SECOND
    return outcome


def test_the_answer_comes_first_and_each_section_once(engine: Engine) -> None:
    turns = (turn(receipt(FIRST), receipt(SECOND)), turn(receipt(FIRST)))
    assert quoted_sections(engine.store, "gout", turns, answer(engine)) == [SECOND, FIRST]


def test_quotes_of_other_documents_do_not_count(engine: Engine) -> None:
    turns = (turn(receipt(FIRST, document_id="measles")),)
    assert quoted_sections(engine.store, "gout", turns, answer(engine)) == [SECOND]
    assert quoted_sections(engine.store, "measles", (), answer(engine)) == []


def test_a_quote_that_spans_sections_counts_for_each(engine: Engine) -> None:
    last = receipt(THIRD)
    spanning = receipt(FIRST, byte_end=last.byte_end)
    assert quoted_sections(engine.store, "gout", (turn(spanning),), answer(engine)) == [SECOND, FIRST, THIRD]


@pytest.mark.parametrize("changed", [{"version": "0" * 64}, {"byte_start": 10**9, "byte_end": 10**9 + 1}])
def test_a_quote_of_a_missing_version_or_place_is_ignored(engine: Engine, changed: dict[str, object]) -> None:
    assert quoted_sections(engine.store, "gout", (turn(receipt(FIRST, **changed)),), answer(engine)) == [SECOND]
