"""Rules: word lists and patterns of files, how they are put together, counted and switched off."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from qa.language.rules import RuleError, Rules, WrittenRules, counting, load_rules, without
from repository import ROOT

FILES = sorted((ROOT / "qa").rglob("en/*.yaml"))
SAMPLE: Mapping[str, Any] = {
    "words": {"fruits": "apple apples plum", "roots": "beet plum"},
    "fragments": {"eaten": "ate|<chewed>", "chewed": "chewed|bit"},
    "patterns": {
        "meal": {
            "form": r"\b(?:<any>)\b",
            "any": {"fruit": "<eaten> an? <fruits>", "drink": "drank|\nhad\nit"},
        },
        "question": r"\?\s*$",
        "who": {"any": {"person": "he|she", "thing": {"pattern": "it", "why": "a thing"}}, "named": True},
        "first": {"any": {"no": r"no (?P<rest>\w+)", "not": r"not (?P<rest>\w+)"}, "separate": True, "flags": []},
    },
}


def rules(off: frozenset[str] = frozenset()) -> Rules:
    return Rules("sample", WrittenRules.model_validate(SAMPLE), None, off)


@pytest.mark.parametrize("text", ["ate an apple", "she BIT a plum", "drank", "had it", "chewed an apples"])
def test_fragments_word_lists_and_layout_make_one_pattern(text: str) -> None:
    assert rules()["meal"].search(text)


@pytest.mark.parametrize("text", ["ate a beet", "hadit", "drunk", ""])
def test_what_no_alternative_has_does_not_match(text: str) -> None:
    assert rules()["meal"].search(text) is None


def test_named_alternatives_are_groups_and_separate_ones_are_tried_in_their_order() -> None:
    found = rules()["who"].search("was it he")
    assert found is not None
    assert found.lastgroup == "thing"
    first = rules()["first"].search("not one, no two")
    assert first is not None
    assert first["rest"] == "two"
    assert rules()["first"].match("NO two") is None


def test_every_way_to_match_gives_what_the_expression_gives() -> None:
    matcher = rules()["who"]
    assert [found.span() for found in matcher.finditer("he or it")] == [(0, 2), (6, 8)]
    assert matcher.fullmatch("he") is not None
    assert matcher.fullmatch("hers") is None
    assert matcher.match("or it", 3) is not None
    assert matcher.removed("he or it") == " or "
    assert [found["rest"] for found in rules()["first"].matches("not so")] == ["so"]


def test_a_word_list_holds_the_words_of_all_its_lists() -> None:
    both = rules().words("fruits", "roots")
    assert "beet" in both
    assert "apple" in both
    assert "pear" not in both
    assert sorted(both) == ["apple", "apples", "beet", "plum"]
    assert rules().words("fruits") & both == {"apple", "apples", "plum"}


def test_rules_that_fire_are_counted_while_somebody_counts() -> None:
    sample = rules()
    with counting() as hits:
        sample["meal"].search("they ate a plum")
        list(sample["who"].finditer("he or it or she"))
        assert sample["question"].search("no") is None
        assert "plum" in sample.words("fruits", "roots")
        assert "pear" not in sample.words("fruits")
        sample["who"].removed("he")
    sample["meal"].search("drank")
    assert hits == {
        "sample.meal.fruit": 1,
        "sample.who.person": 3,
        "sample.who.thing": 1,
        "sample.fruits": 1,
        "sample.roots": 1,
    }


def test_a_rule_that_is_switched_off_neither_matches_nor_lists() -> None:
    sample = rules(frozenset({"sample.meal.drink", "sample.roots", "sample.question", "sample.first.no"}))
    assert sample["meal"].search("drank") is None
    assert sample["meal"].search("ate a plum")
    assert sample["question"].search("so?") is None
    assert sample["first"].search("no way") is None
    assert "beet" not in sample.words("fruits", "roots")
    assert "sample.question" in sample.ids


def test_rules_are_switched_off_for_as_long_as_was_asked() -> None:
    assert load_rules("qa.language", "doses")["of_a_dose"].search("a missed dose")
    with without(["doses.of_a_dose.missed"]):
        assert load_rules("qa.language", "doses")["of_a_dose"].search("a missed dose") is None
    assert load_rules("qa.language", "doses")["of_a_dose"].search("a missed dose")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"patterns": {"a": "<nothing>"}}, "nothing"),
        ({"patterns": {"a": "("}}, "does not compile"),
        ({}, "no pattern 'a'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(written: Mapping[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=re.escape(said)):
        Rules("broken", WrittenRules.model_validate(written), None, frozenset())["a"]
    with pytest.raises(RuleError, match="no word list 'a'"):
        Rules("broken", WrittenRules.model_validate(written), None, frozenset()).words("a")


def test_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError):
        WrittenRules.model_validate({"patterns": {"a": {"any": {}, "flag": "x"}}})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_packaged_file_compiles_and_names_each_rule_once(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parent.parts)
    packaged = load_rules(package, path.stem)
    written = WrittenRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    for name in written.patterns:
        assert packaged[name].sources
    assert len(packaged.ids) == len(set(packaged.ids)) == len(_keys(path))


def _keys(path: Path) -> list[str]:
    """The ids of a file, those that stand twice in it twice."""
    found: list[str] = []
    for part, body in _pairs(yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)):
        for name, value in _pairs(body) if part != "fragments" else ():
            any_ = [inner for field, inner in _pairs(value) if field == "any"]
            found += [f"{name}.{id_}" for inner in any_ for id_, _ in _pairs(inner)] or [name]
    return found


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []
