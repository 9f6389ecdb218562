"""The service under a soak test: its process, which is killed and restarted, and commands on its data folder."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 120.0
LOOPBACK = "127.0.0.1"


class Service:
    """`pincite serve` in a process of its own, always at the same port of the loopback interface."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home = home
        with socket.create_server((LOOPBACK, 0)) as free:
            self.port: int = free.getsockname()[1]
        self._environment = {**os.environ, **environment, "PINCITE_HOME": str(home)}
        self._process: subprocess.Popen[bytes] | None = None
        self._up = threading.Event()
        self.starts = 0

    @property
    def is_up(self) -> bool:
        """Whether the service is meant to answer; false while it is killed or restarted."""
        return self._up.is_set()

    def start(self) -> None:
        """Start the process, and wait until it is ready to answer."""
        with (self.home / "serve.log").open("ab") as log:
            arguments = ("serve", "--host", LOOPBACK, "--port", str(self.port))
            self._process = subprocess.Popen(
                self._pincite(*arguments), env=self._environment, stderr=log, stdout=log
            )
        until = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the service does not start: see {self.home / 'serve.log'}")
            time.sleep(0.05)
        self.starts += 1
        self._up.set()

    def end(self, how: signal.Signals) -> None:
        """End the process with a signal, and wait for it."""
        self._up.clear()
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def wait(self) -> None:
        """Wait until the service is meant to answer."""
        self._up.wait(PATIENCE)

    def resident(self) -> int:
        """The resident memory of the process in bytes; 0 while it does not run."""
        process = self._process
        try:
            fields = Path(f"/proc/{process.pid}/statm").read_text().split() if process else []
        except OSError:
            return 0
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if fields else 0

    def command(self, *arguments: str, kill_after: float | None = None) -> int:
        """The exit code of a `pincite` command on the data folder, killed after so many seconds if given."""
        run = subprocess.Popen(
            self._pincite(*arguments), env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return run.wait(kill_after or PATIENCE)
        except subprocess.TimeoutExpired:
            run.kill()
            return run.wait()

    def _pincite(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "qa.cli", *arguments]

    def _is_ready(self) -> bool:
        connection = HTTPConnection(LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
