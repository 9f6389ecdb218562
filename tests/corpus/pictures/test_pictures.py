"""The drawing process: pictures, files that hang or crash it, and hostile files."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.pictures import PagePictures, PictureError, PictureRequest
from corpus.readers import PageMissing
from pdfs import column, made
from pictures import boxed_rows, pixels
from specimens import specimens

DATA = made(lambda canvas: column(canvas, ["Rest is enough for most people."]))
REQUEST = PictureRequest(DATA, 1, "Rest is enough for most people.")


@pytest.fixture(name="pictures")
def _pictures() -> Iterator[PagePictures]:
    drawing = PagePictures(seconds=30)
    yield drawing
    drawing.close()


def child(pictures: PagePictures) -> int:
    assert pictures._process is not None
    return pictures._process.pid


def test_pictures_come_from_one_process(pictures: PagePictures) -> None:
    first = pictures.draw(REQUEST)
    drawing = child(pictures)
    assert boxed_rows(first) != (-1, -1)
    assert pictures.draw(REQUEST) == first
    assert child(pictures) == drawing != os.getpid()


def test_a_missing_page_and_a_damaged_file_leave_the_process_as_it_is(pictures: PagePictures) -> None:
    with pytest.raises(PageMissing):
        pictures.draw(PictureRequest(DATA, 2))
    drawing = child(pictures)
    with pytest.raises(PictureError, match="download the file again"):
        pictures.draw(PictureRequest(b"nothing", 1))
    pictures.draw(REQUEST)
    assert child(pictures) == drawing


def test_a_process_that_died_is_replaced(pictures: PagePictures) -> None:
    pictures.draw(REQUEST)
    os.kill(child(pictures), signal.SIGKILL)
    with pytest.raises(PictureError, match="crashed"):
        pictures.draw(REQUEST)
    assert pixels(pictures.draw(REQUEST)).size


def test_a_page_that_takes_too_long_is_given_up(pictures: PagePictures) -> None:
    pictures.draw(REQUEST)
    os.kill(child(pictures), signal.SIGSTOP)
    pictures._seconds = 0.3
    with pytest.raises(PictureError, match=r"more than 0\.3 seconds"):
        pictures.draw(REQUEST)
    pictures._seconds = 30
    assert pixels(pictures.draw(REQUEST)).size


def test_a_closed_one_starts_again(pictures: PagePictures) -> None:
    pictures.close()
    assert pictures.draw(REQUEST)
    pictures.close()
    assert pictures.draw(REQUEST)


def one_line(pictures: PagePictures, data: bytes) -> None:
    """A picture, or one line that says why there is none."""
    try:
        picture = pictures.draw(PictureRequest(data, 1, "Rest helps."))
    except (PictureError, PageMissing) as error:
        reason = str(error)
    else:
        reason = f"a picture of {max(pixels(picture).shape)} pixels"
        assert max(pixels(picture).shape) <= 1600
    assert len(reason.splitlines()) == 1


HOSTILE = {name: data for name, (data, _) in specimens(port=1).items() if name.endswith(".pdf")}


def test_there_are_hostile_pdfs() -> None:
    assert len(HOSTILE) > 5


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_pdfs_end_in_a_picture_or_one_line(pictures: PagePictures, name: str) -> None:
    one_line(pictures, HOSTILE[name])


@pytest.mark.real_data
def test_unusual_pdfs_end_in_a_picture_or_one_line(pictures: PagePictures, data_dir: Path) -> None:
    found = sorted((data_dir / "pdf_robustness").glob("*.pdf"))
    assert found
    for path in found:
        one_line(pictures, path.read_bytes())
