"""PinciteBench's items: complete, without the words of others, and divided by document."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.readers import read_records
from corpus.text import SentenceSplitter
from eval.benchmark import collections
from eval.benchmark.collections import FOLDER, Collection
from eval.data import JudgedItem, samples
from eval.errors import DataError
from eval.experiments.judged import Letters

CLASSES = {"direct", "yes_no", "comparison", "lay", "near_miss", "outside", "follow_up"}
EXCHANGED = {"population", "condition", "drug", "kind_of_fact", "other"}
NAMES = sorted(collections())


def every() -> list[JudgedItem]:
    return [item for collection in collections().values() for item in collection.items("all")]


def test_each_id_and_each_question_occurs_once() -> None:
    items = every()
    assert [id_ for id_, count in Counter(item.id for item in items).items() if count > 1] == []
    asked = Counter((item.thread, item.question.casefold(), item.document_id) for item in items)
    assert [question for question, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_class_has_items_in_both_splits(name: str) -> None:
    collection = collections()[name]
    for split in ("report", "tune"):
        assert {item.cls for item in collection.items(split)} == CLASSES
    both = collection.items("report") + collection.items("tune")
    assert Counter(item.id for item in both) == Counter(item.id for item in collection.items("all"))


@pytest.mark.parametrize("name", NAMES)
def test_no_document_is_in_both_splits(name: str) -> None:
    collection = collections()[name]
    reported, tuned = ({item.unit for item in collection.items(split)} for split in ("report", "tune"))
    assert not reported & tuned


def test_silence_is_right_exactly_where_nothing_is_held() -> None:
    for item in every():
        assert item.cls in CLASSES
        assert (item.differs in EXCHANGED) == (item.cls == "near_miss"), item.id
        assert item.abstain or item.cls not in {"near_miss", "outside"}, item.id
        assert not item.abstain or item.cls in {"near_miss", "outside", "follow_up"}, item.id
        assert bool(item.thread) or item.cls != "follow_up", item.id


def test_passages_are_given_by_place_alone() -> None:
    for item in every():
        assert not any(expected.any for expected in (*item.expected, *item.must)), item.id


def test_the_places_of_the_sample_articles_are_where_they_should_be() -> None:
    splitter, texts = SentenceSplitter(), dict[str, Letters]()
    for path in samples().glob("*.md"):
        for record in read_records(path, splitter):
            document = record.parse()  # type: ignore[union-attr]
            texts[document.id] = Letters.of(document.text)
    for item in collections()["guidance"].items("all", "articles"):
        for expected in (*item.expected, *item.must):
            for place in expected.places if expected.doc in texts else ():
                letters = texts[expected.doc]
                assert letters.find(place) == letters.within(place.start, place.end), item.id


@pytest.mark.real_data
def test_the_places_of_the_records_are_found(data_dir: Path) -> None:
    path = data_dir / "nigeria_stg2022" / "conditions.jsonl.gz"
    texts = {r.id: Letters.of(r.parse().text) for r in read_records(path, SentenceSplitter())}  # type: ignore[union-attr]
    lost = [
        item.id
        for item in collections()["guidance"].items("all", "records")
        for expected in item.expected
        if expected.doc in texts and not all(texts[expected.doc].find(place) for place in expected.places)
    ]
    assert lost == []


def test_missing_files_and_parts_are_named(tmp_path: Path) -> None:
    collection = Collection("own", False, ("a/*.pdf",), ("articles",), frozenset())
    with pytest.raises(DataError, match=r"a/\*\.pdf: no such file: see docs/benchmark\.md"):
        collection.documents(tmp_path)
    with pytest.raises(DataError, match="the parts of own are articles"):
        collection.items("all", "books")


def test_a_collection_searches_its_files_and_the_samples(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.pdf").touch()
    plain = Collection("own", False, ("a/*.pdf",), ("articles",), frozenset())
    assert plain.documents(tmp_path) == (tmp_path / "a" / "one.pdf",)
    names = {path.name for path in Collection("own", True, ("a/*.pdf",), (), frozenset()).documents(tmp_path)}
    assert {"one.pdf", "asthma.md"} <= names
    assert "README.md" not in names


def test_item_files_are_one_object_a_line_sorted_by_id() -> None:
    for path in sorted((FOLDER / "items").glob("*.jsonl")):
        ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
        assert ids == sorted(ids), path.name
