"""Locks by name, each there only while somebody holds it or waits for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Locks:
    """One lock a name, for the threads of one process."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Be the only one who holds the lock of that name, when its turn has come."""
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
        """How many names are locked or waited for."""
        return len(self._held)
