"""The share of each part: what a variant leaves out, and the figures of an order and of a decision."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from engines import engine_over
from eval.data import JudgedItem
from eval.fitting.shares import AskedItem, Variant, VariantFigures, variant_figures, variants, written
from factories import make_document
from index.types import Filters
from qa.answerability import ConfidenceFeatures
from qa.engine import Engine
from qa.ranking import Candidates
from qa.search import SlotComparison, standard_form
from readers import KeywordReader

GOUT = make_document(
    "gout",
    "Gout",
    {
        "Treatment": [
            "Colchicine is the treatment of gout in adults.",
            "Paracetamol is given to children with gout.",
        ]
    },
)
QUESTION = "What is the treatment of gout in children?"


@pytest.fixture(name="engine")
def _engine(tmp_path: Path) -> Iterator[Engine]:
    with Store(tmp_path / "store.db") as store:
        yield engine_over(tmp_path, store, GOUT)


def found(engine: Engine, variant: Variant, question: str = QUESTION) -> Candidates:
    index, asked = engine.live.current(), standard_form(question)
    finder = variant.finder(engine.store, SlotComparison())
    return finder.find(index, index.query(asked.text), asked, Filters(), None).candidates


def test_a_reader_adds_a_variant() -> None:
    reader = KeywordReader("gout")
    assert len(variants(reader)) == len(variants(None)) + 1
    assert variants(reader)[-1].reader is reader


def test_slots_are_compared_only_where_they_are_a_part(engine: Engine) -> None:
    alone, slots, meaning, both = (found(engine, each) for each in variants(None))
    for each in (alone, meaning):
        assert not any(agreement.contradicts for agreement in each.agreements.values())
    for each in (slots, both):
        assert any(agreement.contradicts for agreement in each.agreements.values())


def test_the_order_depends_on_soft_coverage_only_where_it_is_a_part(engine: Engine) -> None:
    alone, _, meaning, both = (found(engine, each) for each in variants(None))
    ranked = engine.answering.stages.finder
    index, asked = engine.live.current(), standard_form(QUESTION)
    today = ranked.find(index, index.query(asked.text), asked, Filters(), None).candidates
    assert both.relevance.tolist() == today.relevance.tolist()
    assert alone.relevance.tolist() != meaning.relevance.tolist()


def test_a_variant_has_the_features_of_its_parts() -> None:
    alone, slots, meaning, both = variants(None)
    assert not {"soft_coverage", "drug_contradicts"} & set(alone.features)
    assert set(slots.features) | set(meaning.features) == set(both.features)
    assert set(slots.features) & set(meaning.features) == set(alone.features)


def asked(number: int, right: tuple[bool, ...], cosine: float, cls: str = "direct") -> dict[str, AskedItem]:
    gold = "abstain" if cls == "near_miss" else [{"doc": "gout", "any": ["Colchicine"]}]
    item = JudgedItem.model_validate(
        {"id": f"{cls}{number}", "question": "q", "cls": cls, "gold": gold, "group": str(number)}
    )
    return {"features alone": AskedItem(item, right, ConfidenceFeatures(cosine, 0, 0, 0))}


ITEMS = [
    *(asked(n, (True, False, False), 0.8 + n / 100) for n in range(10)),
    *(asked(n, (False, False, True), 0.7 + n / 100) for n in range(10, 20)),
    *(asked(n, (False, False, False), 0.1) for n in range(20, 30)),
    *(asked(n, (False,), 0.3 + n / 100, "near_miss") for n in range(10)),
]


@pytest.mark.parametrize("fitted", [None, ITEMS])
def test_the_figures_of_items_that_the_cosine_separates(fitted: list[dict[str, AskedItem]] | None) -> None:
    figures = variant_figures(variants(None)[0], ITEMS, fitted)
    assert figures.answered == 30
    assert figures.first == pytest.approx(1 / 3)
    assert figures.among == pytest.approx(2 / 3)
    assert figures.area > 0.95
    assert figures.near <= 0.2


def test_figures_are_written_as_a_table() -> None:
    lines = list(written([VariantFigures("all", 10, 0.5, 0.75, 0.9, 0.3)]))
    assert lines[-1] == "| all | 0.500 | 0.750 | 0.900 | 0.30 |"
