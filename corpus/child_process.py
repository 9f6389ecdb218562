"""Child processes for work that may crash, hang or need too much memory."""

import os
import resource
import socket
import subprocess
import sys
from multiprocessing.connection import Connection


def start(program: str) -> tuple["subprocess.Popen[bytes]", Connection]:
    """Starts this interpreter with a program, whose argument is the file descriptor of the connection returned."""
    parent_end, child_end = socket.socketpair()
    with child_end:
        process = subprocess.Popen(  # noqa: S603 (this interpreter, running our own code)
            [sys.executable, "-P", "-c", program, str(child_end.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(child_end.fileno(),),
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )
    return process, Connection(parent_end.detach())


def confine(memory_bytes: int) -> None:
    """Limits the address space of this process, in bytes, and disables core files."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
