"""The files of a reader: read only if they are what the card says, and refused in a clear line otherwise."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.assembly import open_engine
from qa.reading import CARD, HEADS, Card, OnnxReader, ReaderError
from qa.settings import Settings
from readers import write_reader


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    write_reader(tmp_path / "reader")
    return tmp_path / "reader"


def changed(folder: Path, **fields: object) -> None:
    """Writes other fields into the card."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps({**card, **fields}), encoding="utf-8")


def altered(folder: Path) -> None:
    path = folder / HEADS
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def test_a_card_is_read_as_it_was_written(folder: Path) -> None:
    text = (folder / CARD).read_text(encoding="utf-8")
    assert Card.of(text).text() == text


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (altered, "should have the SHA-256 .* copy it again"),
        (lambda folder: (folder / HEADS).unlink(), "is missing, though card.json lists it"),
        (lambda folder: (folder / CARD).unlink(), "holds no reader: set PINCITE_READER"),
        (lambda folder: (folder / CARD).write_text("{}"), "no card of a reader: it must have name"),
        (lambda folder: (folder / CARD).write_text("no JSON"), "no card of a reader"),
        (lambda folder: changed(folder, weight=-1), '"weight" must be'),
        (lambda folder: changed(folder, files=["heads.npz"]), '"files" must have'),
        (lambda folder: changed(folder, files={"../heads.npz": "0"}), "not the name of a file beside it"),
        (lambda folder: changed(folder, files={}), "lists no tokenizer.json"),
    ],
)
def test_weights_that_are_missing_or_altered_are_refused(
    folder: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(folder)
    with pytest.raises(ReaderError, match=message):
        OnnxReader.open(folder)


def test_files_that_are_no_model_are_refused(folder: Path) -> None:
    files = json.loads((folder / CARD).read_text(encoding="utf-8"))["files"]
    changed(folder, files={name: sha256 for name, sha256 in files.items() if not name.startswith("encoder")})
    with pytest.raises(ReaderError, match="no ONNX model"):
        OnnxReader.open(folder)


def test_the_digest_depends_on_the_weights_and_on_their_weight(folder: Path, tmp_path: Path) -> None:
    write_reader(tmp_path / "same")
    digests = {OnnxReader.open(folder).digest, OnnxReader.open(tmp_path / "same").digest}
    changed(folder, weight=0.5)
    assert len(digests) == 1
    assert OnnxReader.open(folder).digest not in digests


def test_no_reader_is_asked_unless_one_is_named(tmp_path: Path, folder: Path) -> None:
    def reader_of(settings: Settings) -> object:
        return open_engine(settings).answering.stages.tuning.reader

    unset = Settings(home=tmp_path / "home", model="hash")
    assert reader_of(unset) is None
    assert reader_of(unset.model_copy(update={"reader": "off"})) is None
    assert isinstance(reader_of(unset.model_copy(update={"reader": str(folder)})), OnnxReader)
    with pytest.raises(ReaderError, match="PINCITE_READER"):
        reader_of(unset.model_copy(update={"reader": str(tmp_path / "nowhere")}))
