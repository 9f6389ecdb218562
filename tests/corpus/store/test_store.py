import hashlib
import sqlite3
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import (
    Block,
    BlockKind,
    Document,
    Doubt,
    DoubtKind,
    Dropped,
    Kind,
    Metadata,
    Page,
    Reference,
    ReviewStatus,
    Sentence,
    Span,
    Standing,
)
from corpus.reference_lint import Code, Finding
from corpus.store import Database
from corpus.store.codec import metadata_from_json, metadata_to_json
from corpus.store.schema import APPLICATION_ID, MIGRATIONS
from corpus.store.store import Change, Counts, Fingerprint, Store, StoreError, UnknownDocument, UnknownVersion
from repository import ROOT

RAW = "0" * 64
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = WORDS.filter(lambda name: bool(name.strip()))
# The others hold for every copy of a work, so a document may come out with what another says of its DOI.
OF_A_COPY = (Standing.CURRENT, Standing.CORRECTED, Standing.SUPERSEDED)
NUMBERS = st.integers(0, 2**40)


def article(document_id: str = "a", text: str = "Rest helps. Ice helps too.", **metadata: object) -> Document:
    first = Span(0, text.index(".") + 1)
    second = Span(first.end + 1, len(text))
    record = replace(Metadata(document_id, "Sprain"), **metadata)  # type: ignore[arg-type]  # fields by name
    return Document(
        record,
        text,
        (Block(Span(0, len(text)), BlockKind.PARAGRAPH, ("Treatment",)),),
        (Sentence(first, 0, (1,)), Sentence(second, 0)),
        (Reference(1, Kind.TRIAL, "A trial", year=2020),),
    )


def put(store: Store, document: Document, *findings: Finding, raw: str = RAW) -> Change:
    return store.add(document, raw_sha256=raw, reader="article/1", origin="a.md", findings=findings)


def spans(draw: st.DrawFn, within: Span) -> list[Span]:
    cuts = draw(st.lists(st.integers(within.start, within.end), max_size=6, unique=True).map(sorted))
    return [Span(start, end) for start, end in pairwise(cuts)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = unicodedata.normalize("NFC", draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60)))
    whole = Span(0, len(text))
    blocks = tuple(
        Block(
            span,
            draw(st.sampled_from(BlockKind)),
            tuple(draw(st.lists(WORDS, max_size=2))),
            draw(st.integers(0, 6)),
            draw(st.none() | NUMBERS),
        )
        for span in spans(draw, whole)
    )
    numbers = draw(st.lists(NUMBERS, max_size=4, unique=True))
    sentences = tuple(
        Sentence(span, ordinal, tuple(draw(st.lists(NUMBERS, max_size=2))))
        for ordinal, block in enumerate(blocks)
        for span in spans(draw, block.span)
    )
    references = tuple(
        Reference(
            number,
            draw(st.sampled_from(Kind)),
            draw(WORDS),
            draw(st.none() | WORDS),
            draw(st.none() | st.integers(0, 9999)),
            draw(st.none() | WORDS),
            missing=draw(st.booleans()),
        )
        for number in numbers
    )
    pages = tuple(Page(draw(NUMBERS), span) for span in spans(draw, whole))
    dropped = tuple(draw(st.lists(st.builds(Dropped, NUMBERS, WORDS, WORDS), max_size=3)))
    kinds = st.sampled_from(DoubtKind)
    doubts = tuple(sorted(Doubt(span, draw(kinds)) for span in spans(draw, whole)))
    parts = (blocks, sentences, references, pages)
    return Document(draw(metadata(OF_A_COPY)), text, *parts, dropped=dropped, doubts=doubts)


def metadata(standings: Iterable[Standing] = Standing) -> st.SearchStrategy[Metadata]:
    maybe = st.none() | WORDS
    dates = st.none() | st.dates()
    return st.builds(
        Metadata,
        id=NAMES,
        title=NAMES,
        kind=st.sampled_from(Kind),
        publisher=maybe,
        authors=st.lists(WORDS, max_size=2).map(tuple),
        year=st.none() | st.integers(0, 9999),
        published=dates,
        last_updated=dates,
        doi=maybe,
        pmid=maybe,
        url=maybe,
        licence=maybe,
        language=maybe,
        audience=st.lists(WORDS, max_size=2).map(tuple),
        review_status=st.none() | st.sampled_from(ReviewStatus),
        editorial_policy_url=maybe,
        standing=st.sampled_from(list(standings)),
        standing_date=dates,
        standing_notice=maybe,
        topic=maybe,
        extra=st.dictionaries(WORDS, WORDS, max_size=2),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.db") as opened:
        yield opened


@given(metadata())
def test_metadata_survives_json(record: Metadata) -> None:
    assert metadata_from_json(metadata_to_json(record)) == record


@given(st.lists(documents(), max_size=3, unique_by=lambda document: document.id))
@settings(max_examples=40, deadline=None)
def test_a_stored_document_is_read_back_equal(given_documents: list[Document]) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "store.db") as store:
        for document in given_documents:
            assert put(store, document) is Change.ADDED
        for document in given_documents:
            assert store.document(document.id) == document
            assert store.document(document.id, document.version) == document
            assert store.text(document.id, document.version) == document.text
            assert store.metadata(document.id) == document.metadata
            assert put(store, document) is Change.UNCHANGED
        assert list(store.documents()) == sorted(given_documents, key=lambda document: document.id)
        assert store.ids() == sorted(document.id for document in given_documents)


def test_every_kind_of_change_is_distinguished(store: Store) -> None:
    assert put(store, article()) is Change.ADDED
    assert put(store, article()) is Change.UNCHANGED
    assert put(store, article(title="Sprains")) is Change.REVISED
    assert put(store, article(text="Rest helps. Heat does not.")) is Change.UPDATED
    assert put(store, article()) is Change.UPDATED
    assert store.document("a") == article()


def test_all_versions_stay_readable(store: Store) -> None:
    old, new = article(), article(text="Rest helps. Heat does not.", title="Sprains")
    put(store, old)
    put(store, new, raw="1" * 64)
    assert store.document("a") == new
    assert store.document("a", old.version) == old
    assert store.text("a", old.version) == old.text
    before, after = store.versions("a")
    assert (before.version, before.current) == (old.version, False)
    assert (after.version, after.current) == (new.version, True)
    assert after.fingerprint == Fingerprint("1" * 64, "article/1")
    assert after.origin == "a.md"
    assert after.stored.tzinfo == UTC
    assert list(store.documents()) == [new]


def test_fingerprints_are_those_of_the_current_version(store: Store) -> None:
    assert store.fingerprint("a") is None
    put(store, article())
    put(store, article(), raw="1" * 64)
    assert store.fingerprint("a") == Fingerprint("1" * 64, "article/1")
    assert store.fingerprints() == {"a": Fingerprint("1" * 64, "article/1")}


def test_unknown_ids_and_versions_are_refused_with_a_remedy(store: Store) -> None:
    put(store, article())
    for read in (store.document, store.metadata, store.versions, store.findings, store.remove):
        with pytest.raises(UnknownDocument, match="pincite documents"):
            read("nope")
    with pytest.raises(UnknownDocument):
        store.text("nope", RAW)
    with pytest.raises(UnknownVersion, match="omit the version"):
        store.document("a", RAW)
    with pytest.raises(UnknownVersion):
        store.text("a", RAW)


def test_new_doubts_about_the_same_text_revise_it(store: Store) -> None:
    put(store, article())
    version, root = article().version, store.root()
    doubtful = replace(article(), doubts=(Doubt(Span(0, 4), DoubtKind.TABLE),))
    assert put(store, doubtful) is Change.REVISED
    assert store.document("a", version) == doubtful
    assert store.root() != root
    assert put(store, article()) is Change.REVISED
    assert store.document("a") == article()
    assert store.root() == root


def test_a_store_of_the_released_schema_is_migrated_and_its_receipts_verify(tmp_path: Path) -> None:
    path, text = tmp_path / "store.db", "Rest helps."
    version = hashlib.sha256(text.encode()).hexdigest()
    with Database(path, MIGRATIONS[:3], APPLICATION_ID) as old:
        old.connection.execute("INSERT INTO document (id) VALUES ('a')")
        record = metadata_to_json(Metadata("a", "A"))
        old.connection.execute(
            "INSERT INTO version"
            " (document_id, sha256, current, digest, raw_sha256, reader, origin, metadata, text)"
            " VALUES ('a', ?, 1, 'd', ?, 'pdf/2/3', 'a.pdf', ?, ?)",
            (version, RAW, record, text),
        )
    with Store(path) as store:
        document = store.document("a", version)
        assert (document.text, document.doubts) == (text, ())
        assert store.original("a", version) is None
        assert not store.has_original("a", version)
        put(store, replace(article(), doubts=(Doubt(Span(0, 4), DoubtKind.BORDER),)))
        assert store.text("a", version) == text
        assert [stored.version for stored in store.versions("a")] == [version, article().version]


def test_originals_are_kept_once_by_their_digest_and_purged_with_the_last_version(store: Store) -> None:
    raw = b"%PDF of an article"
    digest = hashlib.sha256(raw).hexdigest()
    for name in ("a", "b"):
        store.add(article(name), raw_sha256=digest, reader="pdf/2", origin="a.pdf", original=raw)
    assert store.original("a", article().version) == store.original("b", article().version) == raw
    assert store.has_original("a", article().version)
    assert store.originals() == {digest}
    assert (store.counts().originals, store.counts().original_bytes) == (1, len(raw))
    store.remove("a")
    store.purge()
    assert store.originals() == {digest}
    store.remove("b")
    store.purge()
    assert store.originals() == frozenset()


def test_a_document_without_its_original_says_so(store: Store) -> None:
    put(store, article())
    assert store.original("a", article().version) is None
    assert not store.has_original("a", article().version)
    assert not store.has_original("nope", RAW)
    with pytest.raises(UnknownDocument):
        store.original("nope", RAW)
    with pytest.raises(UnknownVersion):
        store.original("a", RAW)


def test_an_altered_original_is_not_given(store: Store, tmp_path: Path) -> None:
    store.add(article(), raw_sha256=RAW, reader="pdf/2", origin="a.pdf", original=b"other bytes")
    with pytest.raises(StoreError, match="ingest its file again"):
        store.original("a", article().version)


def test_findings_are_those_of_the_last_reading(store: Store) -> None:
    dangling = Finding(Code.DANGLING, 7, "used in the text and not in the list")
    undated = Finding(Code.MISSING_YEAR, 1, "has no year")
    put(store, article(), dangling, undated)
    assert store.findings("a") == (dangling, undated)
    put(store, article(), undated)
    assert store.findings("a") == (undated,)


def test_a_removed_document_is_unlisted_and_readable_until_purged(store: Store) -> None:
    put(store, article("a"))
    put(store, article("b"))
    store.remove("a")
    assert store.ids() == ["b"]
    assert [document.id for document in store.documents()] == ["b"]
    assert list(store.fingerprints()) == ["b"]
    assert store.fingerprint("a") is None
    assert store.document("a") == article("a")
    assert store.counts() == Counts(documents=1, sentences=2, references=1, versions=2, removed=1)
    with pytest.raises(UnknownDocument):
        store.remove("a")
    assert store.purge() == 1
    assert store.purge() == 0
    with pytest.raises(UnknownDocument):
        store.document("a")
    assert store.counts() == Counts(documents=1, sentences=2, references=1, versions=1, removed=0)


def test_a_removed_document_can_be_added_again(store: Store) -> None:
    put(store, article())
    root = store.root()
    store.remove("a")
    assert put(store, article()) is Change.ADDED
    assert store.purge() == 0
    assert store.root() == root


def test_the_root_names_the_current_documents_whatever_their_order_and_history(
    store: Store, tmp_path: Path
) -> None:
    empty = store.root()
    put(store, article("a"))
    one = store.root()
    put(store, article("b", text="Other. Text."))
    put(store, article("b"))
    both = store.root()
    with Store(tmp_path / "other.db") as other:
        put(other, article("b"))
        put(other, article("a"))
        assert other.root() == both
    put(store, article("b", title="Sprains"))
    revised = store.root()
    store.remove("b")
    assert len({empty, one, both, revised}) == 4
    assert store.root() == one


def test_only_a_document_that_cannot_be_stored_is_refused(store: Store) -> None:
    with store.transaction():
        put(store, article("a"))
        with pytest.raises(StoreError, match="correct its source"):
            put(store, article("b", title="half of a pair: \ud800"))
        with pytest.raises(StoreError, match="correct its source"):
            put(store, replace(article("c"), references=(Reference(2**70),)))
        put(store, article("d"))
    assert store.ids() == ["a", "d"]
    assert store.counts().sentences == 4


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.transaction():
            put(store, article("b"))
            store.remove("a")
            raise KeyboardInterrupt

    put(store, article("a"))
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.ids() == ["a"]


def test_reading_all_documents_sees_one_state(store: Store) -> None:
    put(store, article("a"))
    put(store, article("b"))
    reading = store.documents()
    first = next(reading)
    put(store, article("b", text="Rest helps. Heat does not."))
    put(store, article("c"))
    assert [first, *reading] == [article("a"), article("b")]


def test_a_damaged_text_is_never_returned_as_a_document(store: Store, tmp_path: Path) -> None:
    put(store, article())
    with sqlite3.connect(tmp_path / "store.db") as vandal:
        vandal.execute("UPDATE version SET text = replace(text, 'helps', 'harms')")
    vandal.close()
    with pytest.raises(StoreError, match="restore the database from a backup"):
        store.document("a")


def test_many_threads_read_while_one_writes(store: Store) -> None:
    put(store, article("a"))
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(100):
                document = store.document("a")
                assert document.metadata.title == document.references[0].title
        except BaseException as error:  # noqa: BLE001 (told by the main thread)
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    put(store, titled("0"))
    for reader in readers:
        reader.start()
    for number in range(50):
        put(store, titled(str(number)))
    for reader in readers:
        reader.join()
    assert failures == []


def titled(title: str) -> Document:
    return replace(article(title=title), references=(Reference(1, title=title),))


def test_a_killed_writer_leaves_whole_documents_only(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    script = f"""
import os, signal
from pathlib import Path
from corpus.document import Block, BlockKind, Document, Metadata, Sentence, Span
from corpus.store.schema import APPLICATION_ID, MIGRATIONS
from corpus.store.store import Store
store = Store(Path({str(path)!r}))
def put(name):
    span = Span(0, 5)
    blocks = (Block(span, BlockKind.PARAGRAPH),)
    document = Document(Metadata(name, name), "Rest.", blocks, (Sentence(span, 0),))
    store.add(document, raw_sha256="", reader="", origin="", findings=())
with store.transaction():
    put("a")
    put("b")
with store.transaction():
    put("c")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT)
    assert killed.returncode == -9
    with Store(path) as store:
        assert store.ids() == ["a", "b"]
        assert [len(document.sentences) for document in store.documents()] == [1, 1]
        assert put(store, article("c")) is Change.ADDED
