"""Judged items over the invented documents of `tiny`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.data import JudgedItem
from tiny import QUESTIONS, SENTENCES, UNANSWERABLE, write_lines

CURE = SENTENCES["zorbitis"][1]
ITEMS: tuple[Mapping[str, Any], ...] = (
    {
        "id": "cure",
        "cls": "direct",
        "question": QUESTIONS["q1"][0],
        "gold": {"doc": "^zorbitis$", "any": ["zorbine  cures Zorbitis in nine"]},
        "must": [{"doc": "zorbitis", "any": ["nine of ten adults"]}, {"any": ["recover without any zorbine"]}],
    },
    {
        "id": "rest",
        "cls": "direct",
        "question": QUESTIONS["q2"][0],
        "gold": {"doc": "quix", "any": ["Rest for two weeks cures quixosis"]},
    },
    {
        "id": "thread",
        "cls": "follow-up",
        "question": "Does it help with quixosis?",
        "thread": ["Does zorbine cure zorbitis in adults?"],
        "gold": {"any": ["Zorbine does not help patients with quixosis."]},
    },
    {"id": "pizza", "cls": "outside", "question": UNANSWERABLE["u1"], "gold": "abstain"},
    {
        "id": "near",
        "cls": "outside",
        "question": "Does zorbine cure zorbitis in children?",
        "gold": "abstain",
        "differs": "population",
    },
    {
        "id": "gone",
        "cls": "direct",
        "question": "What is gnorbitis?",
        "gold": {"doc": "gnorbitis", "any": ["x"]},
    },
)


def items(*ids: str) -> list[JudgedItem]:
    """The items with these ids, or all."""
    return [JudgedItem.model_validate(fields) for fields in ITEMS if not ids or fields["id"] in ids]


def write_items(path: Path) -> Path:
    """The items as a file."""
    return write_lines(path, ITEMS)
