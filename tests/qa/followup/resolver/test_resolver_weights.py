"""The folder of a resolver's weights is checked before it is used."""

import json
from pathlib import Path

import pytest

from qa.followup import CARD, OnnxResolver, ResolverCard, ResolverError

ROW = {
    "name": "pincite-resolver",
    "made": "2026-12-01",
    "threshold": 0.5,
    "files": {},
    "data": [],
    "training": {},
    "figures": {},
    "limits": [],
    "licence": "x",
}


def test_a_card_is_read_as_written() -> None:
    card = ResolverCard.of(json.dumps(ROW))
    assert ResolverCard.of(card.text()) == card


@pytest.mark.parametrize(
    "change",
    [{"threshold": 1.0}, {"threshold": "0.5"}, {"files": {"a": 1}}, {"files": []}, {"other": 1}],
)
def test_a_card_of_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must"):
        ResolverCard.of(json.dumps({**ROW, **change}))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "lists no tokenizer.json"),
        ({"tokenizer.json": "0"}, "is missing, though card.json lists it"),
        ({"../secret": "0"}, "is not the name of a file beside it"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    (tmp_path / CARD).write_text(json.dumps({**ROW, "files": files}))
    with pytest.raises(ResolverError, match=message):
        OnnxResolver.open(tmp_path)


def test_a_folder_without_a_card_holds_no_resolver(tmp_path: Path) -> None:
    with pytest.raises(ResolverError, match="holds no resolver"):
        OnnxResolver.open(tmp_path)
    (tmp_path / CARD).write_text("[]")
    with pytest.raises(ResolverError, match="is no card of a resolver"):
        OnnxResolver.open(tmp_path)
