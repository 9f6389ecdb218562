import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from eval.calibrate_questions import MADE, collect, make, read
from eval.errors import CalibrationError
from eval.lines import DataError
from factories import make_document
from index.analysis import Analyser
from index.build import build
from index.embedding import HashEmbedder
from qa.assembly import open_engine
from qa.engine import Engine
from qa.settings import Settings
from serving import ingest_into


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[Engine]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), model="hash")
    ingest_into(settings, samples_dir)
    engine = open_engine(settings)
    with engine.store:
        yield engine


def lines(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(f"{text}\n" for text in texts))
    return path


def test_every_made_question_has_a_twin_about_nothing(engine: Engine) -> None:
    answerable, unanswerable = make(engine, 300, seed=0)
    index = engine.live.current()
    assert len(answerable) == len(unanswerable) > 50
    assert len({asked.text for asked in answerable}) == len(answerable)
    for real, invented in zip(answerable, unanswerable, strict=True):
        assert (real.id, real.group) == (invented.id, invented.group)
        assert index.holds(real.group)
        terms = set(index.analyser.terms(invented.text)) - set(index.analyser.terms(real.text))
        assert len(terms) == 1
        assert not any(index.df(term) for term in terms)


def test_the_same_seed_makes_the_same_and_another_does_not(engine: Engine) -> None:
    assert make(engine, 300, seed=1) == make(engine, 300, seed=1)
    assert make(engine, 300, seed=1) != make(engine, 300, seed=2)
    assert len({asked.group for asked in make(engine, 3, seed=1)[0]}) == 3


def test_headings_that_name_the_title_or_ask_are_passed_over(tmp_path: Path) -> None:
    headings = ("Treatment of zorbitis", "Is it serious?", "Early Signs", "ALS variants", "one two " * 5)
    document = make_document("z", "Zorbitis: a guide", {heading: ["Zorbitis heals."] for heading in headings})
    retracted = make_document("r", "Snark", {"": ["It is a boojum."]}, standing="retracted")
    analyser = Analyser()
    with Store(tmp_path / "store.db") as store:
        for each in (document, retracted):
            store.add(each, raw_sha256=each.version, reader="test 1", origin="test")
        embedder = HashEmbedder(analyser)
        build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=tmp_path)
    engine = open_engine(Settings(home=tmp_path, model="hash"))
    with engine.store:
        ids = {asked.id: asked.text for asked in make(engine, 100, seed=0)[0]}
    assert set(ids) == {"z", "z Early Signs", "z ALS variants"}
    assert "early signs" in ids["z Early Signs"]
    assert "ALS variants" in ids["z ALS variants"]
    assert all("Zorbitis" in text and "guide" not in text for text in ids.values())


def test_both_kinds_are_drawn_to_the_same_number(engine: Engine, tmp_path: Path) -> None:
    made = collect(engine, None, None, limit=25, seed=0)
    assert len(made.answerable.questions) == len(made.unanswerable.questions) == 25
    assert [asked.id for asked in made.answerable.questions] == [asked.id for asked in made.unanswerable.questions]
    assert (made.answerable.source, made.unanswerable.source) == (MADE, MADE)
    given = lines(tmp_path / "asked.txt", [f"Question {number}?" for number in range(22)])
    mixed = collect(engine, given, None, limit=300, seed=0)
    assert len(mixed.answerable.questions) == len(mixed.unanswerable.questions) == 22
    assert (mixed.answerable.source, mixed.unanswerable.source) == ("asked.txt", MADE)
    assert mixed.sha256 == collect(engine, given, None, limit=300, seed=0).sha256 != made.sha256


def test_files_are_json_lines_or_plain_text_gzipped_or_not(tmp_path: Path) -> None:
    plain = lines(tmp_path / "a.txt", ["Why? ", "", "How?", "Why?"])
    assert [asked.text for asked in read(plain)] == ["Why?", "How?"]
    records = "".join(json.dumps({"_id": str(n), "text": text}) + "\n" for n, text in enumerate(["Why?", "How?"]))
    (tmp_path / "a.gz").write_bytes(gzip.compress(records.encode()))
    assert {(asked.id, asked.text) for asked in read(tmp_path / "a.gz")} == {("0", "Why?"), ("1", "How?")}


@pytest.mark.parametrize(("content", "complaint"), [("\n\n", "no questions"), ('{"_id": "1"}\n', "line 1: text")])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(DataError, match=complaint):
        read(tmp_path / "a.txt")


def test_too_few_or_contradicting_questions_are_refused(engine: Engine, tmp_path: Path) -> None:
    few = lines(tmp_path / "few.txt", [f"Question {number}?" for number in range(19)])
    many = lines(tmp_path / "many.txt", [f"Question {number}?" for number in range(18, 60)])
    with pytest.raises(CalibrationError, match=r"19 unanswerable questions \(few.txt\) .* --unanswerable FILE"):
        collect(engine, None, few, limit=300, seed=0)
    with pytest.raises(CalibrationError, match="1 questions are in both files"):
        collect(engine, many, few, limit=300, seed=0)
