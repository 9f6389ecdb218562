import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Notice, Reference, Sentence, Span, Standing
from corpus.ingestion import ingest
from corpus.store.database import Database
from corpus.store.schema import APPLICATION_ID, MIGRATIONS
from corpus.store.store import Change, Store
from index.analysis import Analyser
from index.build import build
from index.dense import HashEmbedder
from index.storage.filters import DocumentTable
from index.types import Filters
from jats import article
from qa.citation import source_of

DOI, PMID = "10.1234/toe.1", "777"
DAY = date(2020, 2, 1)
STANDINGS = st.sampled_from([standing for standing in Standing if standing is not Standing.CURRENT])


def document(
    id_: str,
    text: str = "Rest helps.",
    *,
    notices: Sequence[Notice] = (),
    references: Sequence[Reference] = (),
    **metadata: object,
) -> Document:
    span = Span(0, len(text))
    return Document(
        Metadata(id_, f"The {id_}", **metadata),  # type: ignore[arg-type]  # fields by name
        text,
        (Block(span, BlockKind.PARAGRAPH),),
        (Sentence(span, 0, tuple(entry.number for entry in references)),),
        tuple(references),
        notices=tuple(notices),
    )


def notice(
    id_: str, standing: Standing = Standing.RETRACTED, doi: str | None = DOI, pmid: str | None = None
) -> Document:
    return document(id_, notices=[Notice(standing, doi, pmid, DAY, f"Notice {id_}")])


WORK = document("work", doi="10.1234/TOE.1", pmid=PMID)
CITING = document(
    "citing",
    references=[Reference(1, title="Toe", doi="https://doi.org/10.1234/Toe.1"), Reference(2, title="Heel")],
)


def add(store: Store, *documents: Document) -> list[Change]:
    return [store.add(one, raw_sha256="0" * 64, reader="r/1/1", origin=one.id) for one in documents]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.db") as opened:
        yield opened


def cited(store: Store) -> list[Standing | None]:
    return [entry.standing for entry in store.document("citing").references]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_notice_applies_in_any_order_and_while_it_is_stored(tmp_path: Path, order: tuple[int, int, int]) -> None:
    with Store(tmp_path / "store.db") as store:
        documents = (WORK, CITING, notice("notice"))
        add(store, *(documents[place] for place in order))
        metadata = store.metadata("work")
        assert (metadata.standing, metadata.standing_date) == (Standing.RETRACTED, DAY)
        assert metadata.standing_notice == "Notice notice"
        assert store.document("work").metadata == metadata
        assert {one.id: one.metadata.standing for one in store.documents()}["work"] is Standing.RETRACTED
        assert cited(store) == [Standing.RETRACTED, None]
        assert add(store, WORK, CITING) == [Change.UNCHANGED, Change.UNCHANGED]
        assert cited(store) == [Standing.RETRACTED, None]
        store.remove("notice")
        assert store.metadata("work") == WORK.metadata
        assert cited(store) == [None, None]
        store.purge()
        add(store, notice("notice"))
        assert cited(store) == [Standing.RETRACTED, None]


def test_a_notice_without_its_work_applies_to_references_and_can_be_quoted(store: Store) -> None:
    add(store, CITING, notice("notice"))
    assert cited(store) == [Standing.RETRACTED, None]
    kept = store.document("notice")
    assert kept == notice("notice")
    assert kept.metadata.standing is Standing.CURRENT


def test_a_changed_notice_no_longer_applies(store: Store) -> None:
    add(store, WORK, notice("notice"))
    assert add(store, document("notice")) == [Change.REVISED]
    assert store.metadata("work").standing is Standing.CURRENT
    assert add(store, notice("notice"), document("notice", "Sorry.")) == [Change.REVISED, Change.UPDATED]
    assert store.metadata("work").standing is Standing.CURRENT


def test_a_pmid_is_enough(store: Store) -> None:
    by_pmid = document("citing", references=[Reference(1, pmid=PMID), Reference(2, doi="10.1234/other")])
    add(store, WORK, by_pmid, notice("notice", Standing.CORRECTED, doi=None, pmid=PMID))
    assert store.metadata("work").standing is Standing.CORRECTED
    assert cited(store) == [Standing.CORRECTED, None]


def test_a_declared_standing_is_kept_unless_a_notice_is_worse(store: Store) -> None:
    withdrawn = document("work", doi=DOI, standing=Standing.WITHDRAWN, standing_notice="Its own words")
    add(store, withdrawn, notice("notice", Standing.CORRECTED))
    assert store.metadata("work").standing_notice == "Its own words"
    assert store.metadata("work").standing is Standing.WITHDRAWN
    add(store, notice("same", Standing.WITHDRAWN))
    assert (store.metadata("work").standing_date, store.metadata("work").standing_notice) == (DAY, "Its own words")


def test_a_self_declared_retraction_shows_in_citing_documents(store: Store) -> None:
    add(store, CITING, document("work", doi=DOI, standing=Standing.RETRACTED))
    assert cited(store) == [Standing.RETRACTED, None]
    assert store.document("work").notices == ()
    add(store, document("work", doi=DOI, standing=Standing.SUPERSEDED))
    assert cited(store) == [None, None]  # an older copy says nothing of the newer one that has its DOI


def test_old_versions_have_the_standing_of_the_work(store: Store) -> None:
    older = document("work", "Ice helps.", doi=DOI)
    add(store, older, WORK, notice("notice"))
    assert store.document("work", older.version).metadata.standing is Standing.RETRACTED


def test_a_notice_needs_to_name_a_work() -> None:
    with pytest.raises(ValueError, match="needs the DOI or PMID"):
        Notice(Standing.RETRACTED)


@pytest.mark.parametrize("written", ["10.1/A b", "doi:10.1/A b ", "https://doi.org/10.1/a B", "info:doi/10.1/a b"])
@pytest.mark.parametrize("noticed", ["10.1/a b", "DOI 10.1/A B"])
def test_spellings_of_a_doi_are_equivalent(store: Store, written: str, noticed: str) -> None:
    citing = document("citing", references=[Reference(1, doi=written), Reference(2, doi="10.1/a")])
    add(store, document("work", doi=written), citing, notice("notice", doi=noticed))
    assert store.metadata("work").standing is Standing.RETRACTED
    assert cited(store) == [Standing.RETRACTED, None]


@pytest.mark.parametrize("blank", [None, "", " "])
def test_works_without_an_identifier_are_not_treated_as_one(store: Store, blank: str | None) -> None:
    citing = document("citing", references=[Reference(1, doi=blank, pmid=PMID), Reference(2, doi=DOI, pmid=blank)])
    without_doi = document("first", doi=blank, pmid="1", standing=Standing.RETRACTED)
    without_pmid = document("second", doi="10.9/2", pmid=blank, standing=Standing.RETRACTED)
    add(store, without_doi, without_pmid, citing, document("work", doi=blank, pmid=blank))
    assert cited(store) == [None, None]
    assert store.metadata("work").standing is Standing.CURRENT


@settings(max_examples=20)
@given(
    st.lists(st.tuples(STANDINGS, st.sampled_from([DOI, DOI.upper(), "10.1234/other"])), max_size=4),
    st.sampled_from(Standing),
)
def test_the_worst_standing_counts(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[Standing, str]], declared: Standing
) -> None:
    with Store(tmp_path_factory.mktemp("worst") / "store.db") as store:
        add(store, document("work", doi=DOI, standing=declared))
        add(store, *(notice(f"n{n}", standing, doi) for n, (standing, doi) in enumerate(said)))
        about = [standing for standing, doi in said if doi.lower() == DOI]
        assert store.metadata("work").standing is max([declared, *about], key=lambda one: one.severity)


def test_migration_adds_the_standings_that_documents_declare(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    record = {"id": "work", "title": "W", "kind": "other", "standing": "retracted", "doi": "doi:10.1234/TOE.1"}
    with Database(path, MIGRATIONS[:1], APPLICATION_ID) as old:
        old.connection.execute("INSERT INTO document (id) VALUES ('work')")
        old.connection.execute(
            "INSERT INTO version"
            " (document_id, sha256, current, digest, raw_sha256, reader, origin, metadata, text)"
            " VALUES ('work', 'x', 1, 'd', 'r', 'r', 'o', ?, 'text')",
            (json.dumps(record),),
        )
    with Store(path) as store:
        add(store, CITING)
        assert cited(store) == [Standing.RETRACTED, None]


def live(store: Store, home: Path) -> DocumentTable:
    analyser = Analyser()
    embedder = HashEmbedder(analyser)
    generation = build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=home)
    return DocumentTable.open(generation.folder)


def test_a_changed_standing_alone_changes_the_corpus_root(store: Store, tmp_path: Path) -> None:
    add(store, WORK, CITING)
    before, root = live(store, tmp_path), store.root()
    add(store, notice("notice"))
    after = live(store, tmp_path)
    assert store.root() != root
    standing = {entry.id: entry.standing for entry in (*before.entries, *after.entries)}
    assert standing == {"work": Standing.RETRACTED, "citing": Standing.CURRENT, "notice": Standing.CURRENT}
    allowed = after.allowed(Filters())
    assert allowed is not None
    assert [entry.id for entry, may in zip(after.entries, allowed, strict=True) if may] == ["citing", "notice"]
    store.remove("notice")
    assert {entry.standing for entry in live(store, tmp_path).entries} == {Standing.CURRENT}


def test_a_source_that_cites_a_retracted_work_says_so(store: Store) -> None:
    three = [
        Reference(3, doi="10.1234/a"),
        Reference(4, doi="10.1234/b"),
        Reference(5, doi="10.1234/c"),
        Reference(6),
    ]
    add(
        store,
        document("citing", references=three),
        notice("a", Standing.RETRACTED, "10.1234/a"),
        notice("b", Standing.RETRACTED, "10.1234/b"),
        notice("c", Standing.EXPRESSION_OF_CONCERN, "10.1234/c"),
    )
    source = source_of(store.document("citing"), [3, 4, 5, 6])
    assert [reference.standing for reference in source.references] == [
        Standing.RETRACTED,
        Standing.RETRACTED,
        Standing.EXPRESSION_OF_CONCERN,
        None,
    ]
    assert source.cautions == (
        "Cites retracted works: references 3, 4.",
        "Cites a work that its publisher has expressed concern about: reference 5.",
    )
    assert source_of(store.document("citing"), [6]).cautions == ()


def test_files_are_enough(tmp_path: Path, store: Store) -> None:
    pointer = f'<related-article related-article-type="retracted-article" xlink:href="info:doi/{DOI}"/>'
    notice_path, work_path = tmp_path / "notice.xml", tmp_path / "work.xml"
    notice_path.write_text(
        article(meta=pointer, type_="retraction", title="Retraction: On Toes"), encoding="utf-8"
    )
    work_path.write_text(article(meta=f'<article-id pub-id-type="doi">{DOI}</article-id>'), encoding="utf-8")
    assert ingest([notice_path], store).refusals == ()
    assert ingest([work_path], store).refusals == ()
    assert store.metadata("work").standing is Standing.RETRACTED
    assert store.metadata("work").standing_notice == "Retraction: On Toes"


@pytest.mark.real_data
def test_the_notices_of_the_data_set_apply_to_their_works(data_dir: Path, store: Store) -> None:
    notices = [
        *(data_dir / "plos_jats").glob("plos.correction.*"),
        *(data_dir / "plos_jats").glob("*.pcbi.0030158.xml"),
    ]
    names = ("journal.pone.0097541.xml", "journal.ppat.1005207.xml")
    assert ingest([*notices, *(data_dir / "plos_jats" / name for name in names)], store).refusals == ()
    ids = ("10.1371/journal.pcbi.0030051", "10.1371/journal.pone.0035142", "10.1371/journal.pone.0086816")
    for number, doi in enumerate(ids):
        add(store, document(f"work-{number}", doi=doi))
    found = [store.metadata(f"work-{number}").standing for number in range(3)]
    assert found == [Standing.RETRACTED, Standing.RETRACTED, Standing.CORRECTED]
    retraction = store.document("journal-ppat-1005207")
    assert [entry.standing for entry in retraction.references] == [Standing.RETRACTED]
