"""The calibrations fitted on the corpus of this data folder, one file per index generation."""

import hashlib
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from index.errors import UnusableIndexError
from index.storage import sync
from qa.answerability.model import Calibration, ConfidenceFeatures
from qa.schema import Body, Sha256

PACKAGED = "packaged"


class CorruptCalibrationError(UnusableIndexError):
    """A calibration file cannot be read, or belongs to another generation than its name says."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the calibration at {path} cannot be used: delete it and run `pincite calibrate` again")


class RiskPoint(Body):
    """A point of the risk-coverage curve: the share of questions answered, and the share of errors among these."""

    threshold: float
    coverage: float
    risk: float


class Counts(Body):
    """The numbers of answerable and unanswerable questions."""

    answerable: int = Field(ge=1)
    unanswerable: int = Field(ge=1)


class CalibrationRecord(Body):
    """The calibration of one generation, the questions it was fitted on, and its results on held-out questions.

    All figures from `answered` on are measured on the held-out questions (`tried`). `answered` and
    `wrongly_answered` are the shares of the answerable and of the unanswerable ones whose confidence reaches the
    threshold.
    """

    generation: str
    relevance: Sha256 = Field(description="digest of the relevance weights in use when the calibration was fitted")
    calibration: Calibration
    questions_sha256: Sha256
    answerable: str = Field(description="the source of the answerable questions")
    unanswerable: str = Field(description="the source of the unanswerable questions")
    fitted: Counts
    tried: Counts
    seed: int
    risk: float = Field(ge=0, le=1, description="the accepted share of unanswerable questions that are answered")
    answered: float = Field(ge=0, le=1)
    wrongly_answered: float = Field(ge=0, le=1)
    auroc: float
    calibration_error: float
    risk_coverage: tuple[RiskPoint, ...]
    created_at: datetime

    @cached_property
    def id(self) -> str:
        """The first 16 digits of the SHA-256 of all fields but the date: the same fit has the same id."""
        return hashlib.sha256(self.model_dump_json(exclude={"created_at"}).encode()).hexdigest()[:16]


class NamedCalibration(NamedTuple):
    """A calibration with the id by which outcomes refer to it."""

    id: str
    calibration: Calibration

    @property
    def threshold(self) -> float:
        """The confidence that an answer needs."""
        return self.calibration.threshold

    @property
    def sure(self) -> float:
        """From this confidence on, an answer has no low-confidence caution; never below `threshold`."""
        return max(self.calibration.sure, self.calibration.threshold)

    def confidence(self, features: ConfidenceFeatures | None) -> float:
        """The probability that the corpus answers the question; 0 without a candidate."""
        return self.calibration.confidence(features) if features else 0.0


class Calibrations:
    """The calibrations in a folder, one file per generation. Thread-safe.

    A calibration applies to its generation and to the relevance weights that it was fitted with, identified by
    their digest. Each lookup calls stat once and reads the file only if it has changed.
    """

    def __init__(self, folder: Path, relevance_digest: str) -> None:
        self._folder = folder
        self._relevance_digest = relevance_digest
        self._cached: tuple[tuple[str, int, int], CalibrationRecord] | None = None

    def of(self, generation: str) -> CalibrationRecord | None:
        """The calibration of a generation, or None if it has none; raises CorruptCalibrationError."""
        path = self.path(generation)
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        key = generation, status.st_ino, status.st_mtime_ns
        cached = self._cached
        if cached is None or cached[0] != key:
            cached = self._cached = key, _record(path, generation)
        return cached[1] if cached[1].relevance == self._relevance_digest else None

    def outdated(self, generation: str) -> bool:
        """Whether the folder has calibrations, but none for this generation and these relevance weights."""
        return self.of(generation) is None and any(self._folder.glob("*.json"))

    def keep(self, record: CalibrationRecord) -> Path:
        """Writes the record atomically over any earlier one; its path. The caller must hold the BuildLock."""
        path = self.path(record.generation)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".unfinished")
        draft.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")
        sync(draft)
        draft.rename(path)
        sync(self._folder)
        return path

    def path(self, generation: str) -> Path:
        """The path of a generation's calibration, whether it exists or not."""
        return self._folder / f"{generation}.json"


def _record(path: Path, generation: str) -> CalibrationRecord:
    try:
        record = CalibrationRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise CorruptCalibrationError(path) from error
    if record.generation != generation:
        raise CorruptCalibrationError(path)
    return record
