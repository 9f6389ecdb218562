"""Files of a generation: written completely and flushed to disk, or an OSError that names the file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import ArrayLike, DTypeLike, NDArray


@contextmanager
def writing(path: Path) -> Iterator[BufferedWriter]:
    """A new file, flushed to disk when the block ends; an OSError of it names the file."""
    with naming(path), path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file and flushes it to disk."""
    with writing(path) as file:
        file.write(content)


def save_array(path: Path, values: ArrayLike) -> None:
    """Writes a .npy file and flushes it to disk.

    NumPy itself writes to files through C streams, whose errors have no number and may be lost at the end.
    """
    with writing(path) as file:
        npy.write_array(_Plain(file), np.asanyarray(values), allow_pickle=False)


def reserve_array(path: Path, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
    """A new memory-mapped .npy file, to be filled; its space is reserved first.

    Without that, a disk that fills up ends the process with SIGBUS at a write to the mapped memory.
    """
    kind = np.dtype(dtype)
    with writing(path) as file:
        npy.write_array_header_1_0(
            file, {"descr": npy.dtype_to_descr(kind), "fortran_order": False, "shape": shape}
        )
        file.flush()
        size = file.tell() + int(np.prod(shape)) * kind.itemsize
        os.posix_fallocate(file.fileno(), 0, size)
    return np.load(path, mmap_mode="r+", allow_pickle=False)  # type: ignore[no-any-return]


def sync(path: Path) -> None:
    """Flushes a file or folder to disk."""
    with naming(path):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def forget_cached(path: Path) -> None:
    """Lets the system drop its copy of a flushed file from memory, so that it is read from the disk next."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Gives an OSError without a file name, such as one of a write, the name of this file."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


class _Plain:
    """A file that NumPy does not recognise as one, and so writes to through Python."""

    def __init__(self, file: BufferedWriter) -> None:
        self.write = file.write
