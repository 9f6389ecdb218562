"""The packaged lists and the lists of words: unchanged, of one form, and naming what exists."""

import gzip
import hashlib
import time
from importlib.resources import files

import pytest

from qa.language import load_rules
from qa.slots import CONDITIONS, DRUGS, normal_text, slots_of

DATA = files("qa.slots").joinpath("data")
# Lists whose words are no names: ids with what they are called, ages, ends of words.
OTHERS = {
    "shown",
    "families",
    "dosed_apart",
    "implied",
    "measured",
    "named_or_unsaid",
    "stems",
    "whether",
    "numbers",
}
LISTS = [
    (name, list_)
    for name in ("drugs", "conditions", "populations", "facts", "details")
    for list_ in sorted(id_.partition(".")[2] for id_ in load_rules("qa.slots", name).ids)
    if "." not in list_ and list_ not in OTHERS | {"age", "quantity", "illness", "causes", "year"}
]


def rows(name: str) -> list[str]:
    return gzip.decompress(DATA.joinpath(name).read_bytes()).decode().splitlines()


def test_the_packaged_lists_are_those_that_were_made() -> None:
    sums = DATA.joinpath("SHA256SUMS").read_text().splitlines()
    assert [line.split()[1] for line in sums] == sorted([CONDITIONS, DRUGS])
    for line in sums:
        digest, name = line.split()
        assert hashlib.sha256(DATA.joinpath(name).read_bytes()).hexdigest() == digest
    assert "U.S. National Library of Medicine" in DATA.joinpath("NOTICE.md").read_text()


def test_the_packaged_lists_are_small() -> None:
    assert sum(len(DATA.joinpath(name).read_bytes()) for name in (DRUGS, CONDITIONS)) < 500_000
    assert len(rows(DRUGS)) > 7000
    assert len(rows(CONDITIONS)) > 5000


@pytest.mark.parametrize("name", [DRUGS, CONDITIONS])
def test_each_name_is_in_normal_form_and_stands_once(name: str) -> None:
    names = [each for row in rows(name) for each in (row.split("\t")[0], *row.split("\t")[-1].split("|")) if each]
    assert len(names) == len(set(names))
    assert all(normal_text(each) == each for each in names[::7])


@pytest.mark.parametrize(("name", "list_"), LISTS)
def test_names_in_word_lists_are_in_normal_form(name: str, list_: str) -> None:
    written = [word.partition("=")[0].replace("_", " ") for word in load_rules("qa.slots", name).words(list_)]
    assert [word for word in written if normal_text(word) != word] == []


def test_slots_are_found_fast() -> None:
    sentence = (
        "Adults: paracetamol 1 g every 6 hours; children (2 - 12 years) with migraine: 15 mg/kg, 4 times a day."
    )
    slots_of(sentence)
    started = time.process_time()
    for _ in range(200):
        slots_of(sentence)
    assert (time.process_time() - started) / 200 < 0.002
