"""Sentences found by reading that would mislead alone are quoted with what they need, and others alone."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Document
from eval.data.selection import half_of
from eval.experiments.quote_safety import Entry, Half, Judged, Verdict, documents, judge_all, load
from repository import TESTS

DATA = TESTS / "data"
SENTENCES = load(DATA / "quote_safety.yaml")
ENTRIES = (*SENTENCES.misleading, *SENTENCES.alone)
HALVES = {"even": "tune", "odd": "report"}
LONGEST_REASON = 70
# Slightly below what scripts/measure_quote_safety prints for the half that rules are tuned on. It also prints the
# halves that are reported; these do not run in the tests.
TUNED: Half = "tune"
WHOLE, ALONE = 0.85, 0.88


def test_the_set_is_as_large_as_it_says_and_every_entry_has_its_own_name() -> None:
    assert len(SENTENCES.misleading) >= 390
    assert len(SENTENCES.alone) >= 130
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert all(entry.needs and entry.why for entry in SENTENCES.misleading)
    assert not any(entry.needs for entry in SENTENCES.alone)


def test_every_entry_is_in_its_half() -> None:
    read_before = [entry for entry in ENTRIES if entry.half != "after"]
    assert [entry.id for entry in read_before if entry.half != HALVES[half_of(entry.id)]] == []
    assert Counter(entry.half for entry in SENTENCES.misleading)["after"] >= 60


def test_the_documents_are_those_of_the_entries() -> None:
    assert {entry.document for entry in ENTRIES} == SENTENCES.documents.keys()


def test_no_text_of_the_sources_is_kept() -> None:
    assert max(len(entry.why) for entry in ENTRIES) <= LONGEST_REASON


@pytest.mark.parametrize("category", sorted({entry.category for entry in ENTRIES}))
def test_every_category_is_explained(category: str) -> None:
    assert f"`{category}`" in (DATA / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(data_dir: Path) -> dict[str, Document]:
    return documents(SENTENCES, data_dir)


def share(judged: Sequence[Judged]) -> float:
    return sum(one.verdict is Verdict.RIGHT for one in judged) / len(judged)


@pytest.mark.real_data
def test_what_would_mislead_alone_is_quoted_with_what_it_needs(found: dict[str, Document]) -> None:
    assert share(judge_all(SENTENCES.misleading, found, TUNED)) >= WHOLE


@pytest.mark.real_data
def test_what_stands_alone_is_quoted_alone(found: dict[str, Document]) -> None:
    assert share(judge_all(SENTENCES.alone, found, TUNED)) >= ALONE


@pytest.mark.real_data
@pytest.mark.parametrize("entries", [SENTENCES.misleading, SENTENCES.alone])
def test_nearly_all_entries_are_found_again(found: dict[str, Document], entries: Sequence[Entry]) -> None:
    lost = [one.entry.id for one in judge_all(entries, found) if one.verdict is Verdict.LOST]
    assert len(lost) <= 0.03 * len(entries), lost
