"""Named locks that exist only while a thread holds them or waits for them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Locks:
    """One lock per name, for the threads of one process."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Hold the lock of that name, after waiting for it."""
        with self._guard:
            lock, users = self._held.get(name, (threading.Lock(), 0))
            self._held[name] = lock, users + 1
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, users = self._held.pop(name)
                if users > 1:
                    self._held[name] = lock, users - 1

    def __len__(self) -> int:
        """The number of names that are locked or waited for."""
        return len(self._held)
