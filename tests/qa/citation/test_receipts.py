"""Receipts: what is sent is cut from the store anew, and what was sent can be verified later."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Sentence, Span
from corpus.store import Store
from qa.citation.receipts import ReceiptMismatch, cut, verify
from qa.schema import Receipt

TEXT = "Fièvre 🌡 above 38 °C is treated."


def document(text: str) -> Document:
    span = Span(0, len(text))
    return Document(Metadata(id="d", title="D"), text, (Block(span, BlockKind.PARAGRAPH),), (Sentence(span, 0),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.db") as opened:
        opened.add(document(TEXT), raw_sha256="r", reader="plain 1", origin="d.txt")
        yield opened


def receipt(text: str = TEXT, start: int = 0, end: int | None = None, **changes: str) -> Receipt:
    encoded = text.encode()
    end = len(encoded) if end is None else end
    fields = {
        "document_id": "d",
        "version": hashlib.sha256(encoded).hexdigest(),
        "sha256": hashlib.sha256(encoded[start:end]).hexdigest(),
    }
    return Receipt.model_validate({**fields, "byte_start": start, "byte_end": end, **changes})


def test_a_cut_gives_byte_offsets_into_the_canonical_text(store: Store) -> None:
    piece = cut(store, "d", document(TEXT).version, Span(7, 8), "🌡")
    assert TEXT.encode()[piece.byte_start : piece.byte_end].decode() == "🌡" == piece.text
    assert piece.sha256 == hashlib.sha256("🌡".encode()).hexdigest()


def test_a_slice_other_than_expected_is_never_sent(store: Store) -> None:
    with pytest.raises(ReceiptMismatch, match="not at its recorded place"):
        cut(store, "d", document(TEXT).version, Span(0, 6), "Fievre")


def test_a_text_changed_behind_the_back_is_never_sent(store: Store, tmp_path: Path) -> None:
    version = document(TEXT).version
    store.close()
    with sqlite3.connect(tmp_path / "store.db") as raw:
        changed = raw.execute("UPDATE version SET text = replace(text, '38', '39')").rowcount
    raw.close()
    assert changed == 1
    with pytest.raises(ReceiptMismatch, match="does not match its version"):
        cut(store, "d", version, Span(0, 6), "Fièvre")
    assert verify(store, [receipt()]).verdicts[0].verdict == "mismatch"


def test_a_true_receipt_is_valid(store: Store) -> None:
    verdicts = verify(store, [receipt(), receipt(start=0, end=7)])
    assert verdicts.valid
    assert [verdict.verdict for verdict in verdicts.verdicts] == ["valid", "valid"]
    assert all(verdict.current for verdict in verdicts.verdicts)


@pytest.mark.parametrize(
    ("false", "verdict"),
    [
        (receipt(sha256="0" * 64), "mismatch"),
        (receipt(end=9999), "out_of_range"),
        (receipt(start=5, end=5), "out_of_range"),
        (receipt(start=7, end=2), "out_of_range"),
        (receipt(version="0" * 64), "unknown_version"),
        (receipt(document_id="other"), "unknown_document"),
    ],
)
def test_a_false_receipt_is_told_why(store: Store, false: Receipt, verdict: str) -> None:
    verdicts = verify(store, [receipt(), false])
    assert not verdicts.valid
    assert [found.verdict for found in verdicts.verdicts] == ["valid", verdict]


def test_a_receipt_of_an_older_version_stays_valid_and_says_that_it_is_old(store: Store) -> None:
    store.add(document("Another text."), raw_sha256="s", reader="plain 1", origin="d.txt")
    (verdict,) = verify(store, [receipt()]).verdicts
    assert verdict.verdict == "valid"
    assert not verdict.current
    assert "newer version" in verdict.message


OLDER = TEXT + " It was so."


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("kept") / "store.db") as opened:
        for number, text in enumerate((OLDER, TEXT)):
            opened.add(document(text), raw_sha256=str(number), reader="plain 1", origin="d.txt")
        yield opened


RECEIPTS = st.builds(
    receipt,
    st.sampled_from((TEXT, OLDER, "Not stored.")),
    st.integers(0, 50),
    st.integers(1, 60),
    document_id=st.sampled_from(("d", "other")),
)


@given(st.lists(RECEIPTS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_receipts_that_are_verified_together_fare_as_each_alone(kept: Store, receipts: list[Receipt]) -> None:
    alone = [verify(kept, [each]).verdicts[0] for each in receipts]
    together = verify(kept, receipts)
    assert list(together.verdicts) == alone
    assert together.valid == all(verdict.verdict == "valid" for verdict in alone)


def test_a_version_that_many_receipts_name_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {name: Mock(wraps=getattr(store, name)) for name in ("text", "versions", "metadata")}
    for name, call in calls.items():
        monkeypatch.setattr(store, name, call)
    assert verify(store, [receipt(end=end) for end in range(1, len(TEXT))]).valid
    assert {name: call.call_count for name, call in calls.items()} == {"text": 1, "versions": 1, "metadata": 1}
