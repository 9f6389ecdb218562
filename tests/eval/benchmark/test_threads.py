"""The threads of follow-ups: what they name is in them, and no document is in both splits."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from repository import ROOT

FOLDER = ROOT / "eval" / "benchmark" / "threads"
SPLITS = ("tune", "report")
LONGEST_QUOTED = 8
Thread = dict[str, Any]


def letters(text: str) -> str:
    """The letters and digits of a text, without regard to case."""
    return "".join(filter(str.isalnum, text.casefold()))


def threads(split: str) -> list[Thread]:
    """The threads of a split."""
    lines = (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rewrites(thread: Thread) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rewrites of a thread, each with the place of its turn."""
    for place, turn in enumerate(thread["turns"]):
        for rewrite in turn["rewrites"]:
            yield place, rewrite


def test_there_are_enough_follow_ups_and_a_part_for_reporting() -> None:
    count = {split: sum(len(thread["turns"]) - 1 for thread in threads(split)) for split in SPLITS}
    assert sum(count.values()) >= 1500
    assert count["report"] >= sum(count.values()) / 4


def test_no_thread_and_no_document_is_in_both_splits() -> None:
    tune, report = (threads(split) for split in SPLITS)
    ids = [thread["id"] for thread in (*tune, *report)]
    assert len(ids) == len(set(ids))
    documents = [{document for thread in split for document in thread["docs"]} for split in (tune, report)]
    assert documents[0].isdisjoint(documents[1])


@pytest.mark.parametrize("split", SPLITS)
def test_carried_words_stand_where_they_are_said_to_stand(split: str) -> None:
    for thread in threads(split):
        for place, rewrite in rewrites(thread):
            for carried in rewrite["carried"]:
                if carried["part"] != "question":
                    continue
                words = carried["words"]
                assert letters(words) in letters(rewrite["text"][max(0, carried["at"] - 1) :]), thread["id"]
                assert carried["turn"] < place
                question = thread["turns"][carried["turn"]]["question"]
                assert letters(question[carried["start"] : carried["end"]]) == letters(words), thread["id"]


@pytest.mark.parametrize("split", SPLITS)
def test_documents_are_given_by_place_and_no_sentence_of_theirs_is_here(split: str) -> None:
    for thread in threads(split):
        for turn in thread["turns"]:
            for place in [] if turn["answer"] in (None, "silent") else turn["answer"]:
                assert set(place) == {"doc", "sentence", "start", "end", "letters", "sha256"}
                assert place["start"] < place["end"]
        for _, rewrite in rewrites(thread):
            quoted = [each["words"] or "" for each in rewrite["carried"] if each["part"] != "question"]
            assert all(len(words.split()) <= LONGEST_QUOTED for words in quoted), thread["id"]
