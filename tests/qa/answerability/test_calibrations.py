"""The calibrations of a home: kept, found, told apart, and taken up by an engine that is running."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from qa.answerability.calibrations import (
    PACKAGED,
    CalibrationRecord,
    Calibrations,
    CorruptCalibrationError,
    Counts,
    RiskPoint,
)
from qa.answerability.model import Calibration
from qa.assembly import open_engine
from qa.engine import Engine
from qa.probe import Probe
from qa.ranking import Relevance
from qa.schema import Abstention, Answer, Question
from qa.settings import Settings
from serving import ingest_into

RELEVANCE = Relevance.load()
OTHER = Relevance(RELEVANCE.weights.model_copy(update={"passage": RELEVANCE.weights.passage + 1}))
QUESTION = Question(question="What causes malaria?")


def make_record(generation: str = "g1", threshold: float = 0.5, day: int = 1) -> CalibrationRecord:
    counts = Counts(answerable=10, unanswerable=10)
    return CalibrationRecord(
        generation=generation,
        relevance=RELEVANCE.digest,
        calibration=Calibration.load().model_copy(update={"threshold": threshold}),
        questions_sha256="0" * 64,
        answerable="a test",
        unanswerable="a test",
        fitted=counts,
        tried=counts,
        seed=0,
        risk=0.05,
        answered=1,
        wrongly_answered=0,
        auroc=1,
        calibration_error=0.1,
        risk_coverage=(RiskPoint(threshold=threshold, coverage=1, risk=0.5),),
        created_at=datetime(2026, 1, day, tzinfo=UTC),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "calibrations"


@pytest.fixture
def calibrations(folder: Path) -> Calibrations:
    return Calibrations(folder, RELEVANCE.digest)


def test_the_id_is_of_all_but_the_date() -> None:
    assert make_record(day=1).id == make_record(day=2).id
    assert make_record(threshold=0.4).id != make_record(threshold=0.5).id
    assert len(make_record().id) == 16


def test_what_is_kept_is_found_again(calibrations: Calibrations, folder: Path) -> None:
    record = make_record()
    assert calibrations.keep(record) == folder / "g1.json"
    assert [path.name for path in folder.iterdir()] == ["g1.json"]
    found = calibrations.of("g1")
    assert found == record
    assert found is not None
    assert found.id == record.id
    assert calibrations.of("g1") is found


def test_each_generation_has_its_own(calibrations: Calibrations) -> None:
    assert calibrations.of("g1") is None
    assert not calibrations.outdated("g1")
    calibrations.keep(make_record("g1", 0.4))
    calibrations.keep(make_record("g2", 0.6))
    for generation, threshold in (("g1", 0.4), ("g2", 0.6), ("g1", 0.4)):
        found = calibrations.of(generation)
        assert found is not None
        assert found.calibration.threshold == threshold
        assert not calibrations.outdated(generation)
    assert calibrations.of("g3") is None
    assert calibrations.outdated("g3")


def test_a_newer_file_is_taken_up(calibrations: Calibrations, folder: Path) -> None:
    calibrations.keep(make_record(threshold=0.4))
    assert calibrations.of("g1") == make_record(threshold=0.4)
    Calibrations(folder, RELEVANCE.digest).keep(make_record(threshold=0.6))
    assert calibrations.of("g1") == make_record(threshold=0.6)
    calibrations.path("g1").unlink()
    assert calibrations.of("g1") is None


def test_one_fitted_with_another_relevance_does_not_count(calibrations: Calibrations, folder: Path) -> None:
    calibrations.keep(make_record())
    later = Calibrations(folder, OTHER.digest)
    assert later.of("g1") is None
    assert later.outdated("g1")


@pytest.mark.parametrize("content", ["", "{}", make_record("g2").model_dump_json()])
def test_a_damaged_file_is_an_error_with_a_remedy(calibrations: Calibrations, folder: Path, content: str) -> None:
    folder.mkdir()
    (folder / "g1.json").write_text(content)
    with pytest.raises(CorruptCalibrationError, match=r"g1\.json cannot be used: delete it and run"):
        calibrations.of("g1")


@pytest.mark.parametrize("change", [{"answered": 1.1}, {"relevance": "x"}, {"more": 1}])
def test_an_impossible_record_cannot_be_made(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CalibrationRecord.model_validate({**make_record().model_dump(), **change})


@pytest.fixture
def home(tmp_path: Path, samples_dir: Path) -> Settings:
    settings = Settings(home=tmp_path, model="hash")
    ingest_into(settings, samples_dir / "malaria.md")
    return settings


@pytest.fixture
def engine(home: Settings) -> Iterator[Engine]:
    engine = open_engine(home)
    with engine.store:
        yield engine


def test_without_one_the_packaged_calibration_judges(engine: Engine) -> None:
    outcome = engine.answer(QUESTION)
    assert outcome.confidence.calibration == PACKAGED == Probe(engine).calibration.id
    assert outcome.confidence.threshold == Calibration.load().threshold


def test_a_running_engine_takes_up_what_is_kept(engine: Engine, folder: Path) -> None:
    kept = Calibrations(folder, RELEVANCE.digest)
    for threshold, kind in ((0.000001, Answer), (0.999999, Abstention)):
        record = make_record(engine.live.current().generation_id, threshold)
        kept.keep(record)
        outcome = engine.answer(QUESTION)
        assert isinstance(outcome, kind)
        assert (outcome.confidence.calibration, outcome.confidence.threshold) == (record.id, threshold)


def test_a_new_generation_is_judged_by_the_packaged_one_again(
    engine: Engine, home: Settings, folder: Path, samples_dir: Path
) -> None:
    former = engine.live.current().generation_id
    record = make_record(former, 0.25)
    Calibrations(folder, RELEVANCE.digest).keep(record)
    assert Probe(engine).calibration.id == record.id
    ingest_into(home, samples_dir / "stroke.md")
    assert engine.answer(QUESTION).confidence.calibration == PACKAGED
    assert Calibrations(folder, RELEVANCE.digest).of(former) == record


def test_no_candidates_make_no_confidence(engine: Engine) -> None:
    assert Probe(engine).calibration.confidence(None) == 0


def test_a_look_without_a_change_reads_nothing(
    calibrations: Calibrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    calibrations.keep(make_record())
    first = calibrations.of("g1")
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read again"))
    assert calibrations.of("g1") is first
