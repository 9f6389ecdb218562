"""The calibrations that were fitted on this home's own corpus, one file for each generation."""

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
    """A calibration file cannot be read, or is of another generation than its name says."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the calibration at {path} cannot be used: delete it and run `pincite calibrate` again")


class RiskPoint(Body):
    """What is answered from a threshold on: the share of all questions, and the share of these that is wrong."""

    threshold: float
    coverage: float
    risk: float


class Counts(Body):
    """How many questions there are of each kind."""

    answerable: int = Field(ge=1)
    unanswerable: int = Field(ge=1)


class CalibrationRecord(Body):
    """A calibration of one generation, what it was fitted on, and how it did on the questions that were left.

    All figures from `answered` on are those of the questions that were tried, not of those that were fitted.
    The two shares are of the answerable and of the unanswerable among them, from the threshold on.
    """

    generation: str
    relevance: Sha256 = Field(description="of the weights that chose the sentences whose signs were fitted")
    calibration: Calibration
    questions_sha256: Sha256
    answerable: str = Field(description="where these questions are from")
    unanswerable: str = Field(description="where these questions are from")
    fitted: Counts
    tried: Counts
    seed: int
    risk: float = Field(ge=0, le=1, description="the share of the unanswerable that may be answered")
    answered: float = Field(ge=0, le=1)
    wrongly_answered: float = Field(ge=0, le=1)
    auroc: float
    calibration_error: float
    risk_coverage: tuple[RiskPoint, ...]
    created_at: datetime

    @cached_property
    def id(self) -> str:
        """The start of the SHA-256 of everything but the date: the same fit has the same id."""
        return hashlib.sha256(self.model_dump_json(exclude={"created_at"}).encode()).hexdigest()[:16]


class NamedCalibration(NamedTuple):
    """What a question is judged by, and the id under which an outcome refers to it."""

    id: str
    calibration: Calibration

    @property
    def threshold(self) -> float:
        """The confidence from which on a question is answered."""
        return self.calibration.threshold

    @property
    def sure(self) -> float:
        """The confidence from which on it is answered without a caution, at least the threshold."""
        return max(self.calibration.sure, self.calibration.threshold)

    def confidence(self, signs: ConfidenceFeatures | None) -> float:
        """The probability that there is evidence; 0 without any candidate."""
        return self.calibration.confidence(signs) if signs else 0.0


class Calibrations:
    """The calibrations in a folder, one file for each generation.

    A calibration holds for its generation and for the relevance weights, given by their digest, that it was
    fitted with. Each look costs a stat; a file is read again when it was replaced. Safe to share between threads.
    """

    def __init__(self, folder: Path, relevance: str) -> None:
        self._folder = folder
        self._relevance = relevance
        self._read: tuple[tuple[str, int, int], CalibrationRecord] | None = None

    def of(self, generation: str) -> CalibrationRecord | None:
        """The calibration of a generation, or None where it has none; raises CorruptCalibrationError."""
        path = self.path(generation)
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        key = generation, found.st_ino, found.st_mtime_ns
        read = self._read
        if read is None or read[0] != key:
            read = self._read = key, _record(path, generation)
        return read[1] if read[1].relevance == self._relevance else None

    def outdated(self, generation: str) -> bool:
        """Whether the home was calibrated, but not this generation with this relevance."""
        return self.of(generation) is None and any(self._folder.glob("*.json"))

    def keep(self, record: CalibrationRecord) -> Path:
        """Writes the record, in one step, in place of the one before; needs the BuildLock. Its place."""
        path = self.path(record.generation)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".unfinished")
        draft.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")
        sync(draft)
        draft.rename(path)
        sync(self._folder)
        return path

    def path(self, generation: str) -> Path:
        """Where the calibration of a generation is, or would be."""
        return self._folder / f"{generation}.json"


def _record(path: Path, generation: str) -> CalibrationRecord:
    try:
        record = CalibrationRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise CorruptCalibrationError(path) from error
    if record.generation != generation:
        raise CorruptCalibrationError(path)
    return record
